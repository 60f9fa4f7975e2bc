import type { WecomKfMessage } from "@feilun/wechat-protocol";

/** 0 new, 1 assistant, 2 queue, 3 human, 4 ended or not started: wecom-api.md §14. */
export type KfSessionState = 0 | 1 | 2 | 3 | 4;

export interface KfServicer {
  readonly userid: string;
  receiving: boolean;
}

/** A row of sync_msg with its place in the account's stream. */
export interface KfRow {
  readonly seq: number;
  readonly message: WecomKfMessage;
}

export interface KfAccount {
  readonly openKfid: string;
  readonly agentId: string;
  name: string;
  mediaId: string;
  readonly servicers: Map<string, KfServicer>;
  readonly departments: Set<number>;
  readonly rows: KfRow[];
  /** msgids of what was sent by API: unique per account. */
  readonly sentIds: Set<string>;
  /** Tokens of kf_msg_or_event and when each expires. */
  readonly tokens: Map<string, number>;
  deleted: boolean;
}

/** One customer at one account. Times are virtual seconds. */
export interface KfSession {
  readonly openKfid: string;
  readonly externalUserid: string;
  state: KfSessionState;
  servicer: string | undefined;
  lastCustomerAt: number | undefined;
  /** Sent by API since the customer's last message. */
  sentSince: number;
  welcomedAt: number | undefined;
  entered: { readonly scene: string; readonly sceneParam: string } | undefined;
  /** The customer refuses messages of the account. */
  rejects: boolean;
  upgraded: boolean;
}

/** What send_msg_on_event redeems once. */
export interface KfCode {
  readonly kind: "enter" | "queue" | "picked" | "ended";
  readonly openKfid: string;
  readonly externalUserid: string;
  readonly expiresAt: number;
  used: boolean;
}

export interface KfState {
  readonly accounts: Map<string, KfAccount>;
  /** By `<open_kfid>/<external_userid>`. */
  readonly sessions: Map<string, KfSession>;
  readonly codes: Map<string, KfCode>;
  /** Scene by the `enc_scene` of a contact way's address. */
  readonly scenes: Map<string, { readonly openKfid: string; readonly scene: string }>;
  /** 升级服务 as the administrator set it; undefined: not configured. */
  upgrade: { users: string[]; departments: number[]; chats: string[] } | undefined;
  nextSeq: number;
}

export function noKf(): KfState {
  return {
    accounts: new Map(),
    sessions: new Map(),
    codes: new Map(),
    scenes: new Map(),
    upgrade: undefined,
    nextSeq: 1,
  };
}
