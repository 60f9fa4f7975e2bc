import type { WecomCustomer, WecomRelation } from "@feilun/wechat-protocol";

/** A relation as the platform shows it now. */
export interface SeenFollow {
  readonly customer: WecomCustomer;
  readonly relation: WecomRelation;
  /** Company tags only. */
  readonly tagIds: readonly string[];
}

export type FollowState = "half" | "active" | "lost" | "ended";
export type EndedBy = "customer" | "guide" | "transfer" | "sync";

/** A relation as we keep it. */
export interface StoredFollow {
  readonly userid: string;
  readonly externalUserid: string;
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly state: FollowState;
  readonly beganAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: EndedBy | null;
  readonly tagIds: readonly string[];
  readonly digest: Buffer | null;
  readonly readAt: Date;
}

export const followKey = (userid: string, externalUserid: string) => `${userid.toLowerCase()} ${externalUserid}`;
