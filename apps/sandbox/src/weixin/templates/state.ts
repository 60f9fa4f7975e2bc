/** A template message's form in the account: wechat-api.md §1.6. */
export interface MessageTemplate {
  readonly templateId: string;
  readonly shortId: string;
  readonly title: string;
  /** `{{keyword1.DATA}}` lines. */
  readonly content: string;
}

export interface TemplatesState {
  readonly all: Map<string, MessageTemplate>;
  /** By `<openid> <client_msg_id>`: the message that went out and when, in virtual seconds. */
  readonly sent: Map<string, { readonly msgid: number; readonly at: number }>;
}

export function noTemplates(): TemplatesState {
  return { all: new Map(), sent: new Map() };
}
