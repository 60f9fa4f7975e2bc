import type { SubscribeScene } from "@feilun/wechat-protocol";

/** Someone who follows, or followed: wechat-api.md §1.11. */
export interface Follower {
  readonly openid: string;
  readonly personId: string;
  following: boolean;
  /** Virtual seconds. */
  subscribedAt: number;
  scene: SubscribeScene;
  /** Of the parametric code that led here. */
  qrScene: number;
  qrSceneStr: string;
  remark: string;
  tags: number[];
  /** By the operator: no messages in, no mass sends out. */
  blacklisted: boolean;
  /** The person turned the account's messages off: template messages fail with `failed:user block`. */
  refusesMessages: boolean;
  readonly platform: "ios" | "android" | "other";
}

export interface FollowersState {
  /** By openid, in the order of their first following. */
  readonly people: Map<string, Follower>;
  /** How many of them follow now. */
  following: number;
  readonly tags: Map<number, { readonly id: number; name: string }>;
  nextTag: number;
}

export function noFollowers(): FollowersState {
  return { people: new Map(), following: 0, tags: new Map(), nextTag: 100 };
}
