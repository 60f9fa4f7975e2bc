import type { WaitingSheet } from "../pay/client/waiting.ts";

/** What the phone's page is told. All times are virtual milliseconds. */

export interface PersonRow {
  readonly id: string;
  readonly nickname: string;
  readonly phone: string | undefined;
  /** Of staff. */
  readonly userid: string | undefined;
  readonly position: string | undefined;
}

export type ConversationKind =
  | "guide"
  | "customer"
  | "group"
  | "account"
  | "mini"
  | "notice"
  | "app"
  | "service"
  | "pay";

export interface ConversationRow {
  /** As in the world's chats. */
  readonly key: string;
  readonly kind: ConversationKind;
  readonly title: string;
  /** What is odd about the relation: waiting, removed. */
  readonly note: string | undefined;
  readonly last: { readonly at: number; readonly text: string } | undefined;
}

export interface PhoneView {
  readonly person: PersonRow;
  /** The company's name for this person, once it knows them. */
  readonly externalUserid: string | undefined;
  readonly conversations: readonly ConversationRow[];
  readonly accounts: readonly AccountRow[];
  /** What WeChat Pay asks this person now. */
  readonly sheets: readonly WaitingSheet[];
}

/** An official account or a mini program, and whether this person follows it. */
export interface AccountRow {
  readonly appid: string;
  readonly name: string;
  readonly kind: "official_account" | "mini_program";
  readonly following: boolean;
  readonly key: string;
}

/** A line as a phone draws it. */
export interface LineView {
  readonly id: string;
  readonly at: number;
  readonly mine: boolean;
  readonly sender: string;
  readonly msgtype: string;
  readonly title: string | undefined;
  readonly text: string;
  readonly url: string | undefined;
  /** Address of a picture, below this server. */
  readonly picture: string | undefined;
  readonly miniProgram: { readonly appid: string; readonly page: string } | undefined;
}

export interface MenuButton {
  readonly name: string;
  readonly type: string | undefined;
  readonly children: readonly MenuButton[];
}

export interface ChatView {
  readonly key: string;
  readonly kind: ConversationKind;
  readonly title: string;
  readonly note: string | undefined;
  readonly lines: readonly LineView[];
  /** Whether this person can write here. */
  readonly writable: boolean;
  readonly menu: readonly MenuButton[];
  /** Of a group: who is in it. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly staff: boolean }[];
}

export type CodeKind = "contact" | "group" | "acquisition" | "account" | "mini";

/** A live code that could hang in a shop. */
export interface CodeRow {
  readonly kind: CodeKind;
  readonly title: string;
  readonly detail: string;
  /** What the picture holds. */
  readonly content: string;
}

/** Where a scan leads. */
export type ScanOutcome =
  | { readonly kind: "chat"; readonly key: string; readonly waiting: boolean }
  | { readonly kind: "web"; readonly url: string }
  | { readonly kind: "mini"; readonly appid: string; readonly page: string; readonly query: string | undefined }
  /** A cashier: of a native code or an H5 link. */
  | { readonly kind: "pay"; readonly cashier: string };

export interface MomentView {
  readonly momentId: string;
  readonly userid: string;
  readonly author: string;
  readonly at: number;
  readonly lines: readonly LineView[];
  readonly likes: readonly string[];
  readonly comments: readonly { readonly name: string; readonly text: string }[];
  readonly liked: boolean;
}

/** What waits for a guide in WeCom. */
export interface WorkbenchView {
  readonly userid: string;
  readonly requests: readonly { readonly externalUserid: string; readonly name: string; readonly at: number }[];
  readonly customers: readonly {
    readonly externalUserid: string;
    readonly name: string;
    readonly remark: string;
    readonly tags: readonly string[];
    readonly removed: boolean;
  }[];
  readonly customerCount: number;
  readonly massMessages: readonly {
    readonly msgid: string;
    readonly at: number;
    readonly toGroups: boolean;
    readonly lines: readonly LineView[];
    readonly targets: number;
    readonly sent: boolean;
    readonly cancelled: boolean;
  }[];
  readonly moments: readonly {
    readonly momentId: string;
    readonly at: number;
    readonly lines: readonly LineView[];
    readonly published: boolean;
  }[];
}

/** Sent on the live stream whenever something changed, and once a second. */
export interface Pulse {
  /** Differs when anything may look different. */
  readonly revision: string;
  readonly now: number;
  readonly speed: number;
}
