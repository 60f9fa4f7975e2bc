/** A self-built app of the company, the contact-sync assistant, or the chat archive. */
export interface WecomApp {
  readonly agentId: string;
  name: string;
  secret: string;
  readonly kind: "self_built" | "contact_sync" | "archive";
  enabled: boolean;
  /** 应用可见范围: everyone, or these people and departments with all below. */
  visible: "all" | { users: string[]; departments: number[] };
  /** Listed under customer contact's 可调用接口的应用. */
  customerContact: boolean;
  /** 企业可信IP; undefined: not asked for. */
  trustedIps: string[] | undefined;
  /** 可信域名 for OAuth and the JS-SDK, as host or host:port; undefined: not asked for. */
  trustedDomains: string[] | undefined;
  callback: { url: string; token: string; encodingAesKey: string } | undefined;
}

export type AppState = Map<string, WecomApp>;

export function noApps(): AppState {
  return new Map();
}
