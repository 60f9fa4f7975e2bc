import { type AdsState, noAds } from "../ads/state.ts";
import type { CallbackState } from "../callbacks/state.ts";
import { noCallbacks } from "../callbacks/state.ts";
import { type CrowdState, noCrowd } from "../crowd/state.ts";
import type { Fault, TokenState } from "../http/state.ts";
import { noTokens } from "../http/state.ts";
import { noPay, type PayState } from "../pay/state.ts";
import type { WecomState } from "../wecom/state.ts";
import { newWecom } from "../wecom/state.ts";
import { noWeixin, type WeixinState } from "../weixin/state.ts";
import { type ClockState, startClock } from "./clock.ts";
import { opaqueId, type RandomState } from "./random.ts";
import type { Chats, DueTask, Person } from "./state.ts";

/** Everything that the sandbox knows: plain maps and records, so that a snapshot is one serialisation of it. */
export interface World {
  clock: ClockState;
  readonly random: RandomState;
  readonly people: Map<string, Person>;
  readonly personByUnionid: Map<string, string>;
  /** `<appid>/<openid>` → person id. */
  readonly personByOpenid: Map<string, string>;
  readonly chats: Chats;
  due: DueTask[];
  readonly tokens: TokenState;
  faults: Fault[];
  readonly callbacks: CallbackState;
  readonly wecom: WecomState;
  readonly weixin: WeixinState;
  readonly pay: PayState;
  readonly ads: AdsState;
  readonly crowd: CrowdState;
}

export interface WorldOptions {
  readonly seed?: number;
  /** Virtual milliseconds at the start; default: the real time. */
  readonly startAt?: number;
  /** 0 makes a clock that only moves when told to. */
  readonly clockSpeed?: number;
}

/** A new world with one company and nobody in it. */
export function createWorld(options: WorldOptions = {}): World {
  const random: RandomState = { seed: options.seed ?? 20_260_101 };
  return {
    clock: startClock(options.startAt, options.clockSpeed),
    random,
    people: new Map(),
    personByUnionid: new Map(),
    personByOpenid: new Map(),
    chats: new Map(),
    due: [],
    tokens: noTokens(),
    faults: [],
    callbacks: noCallbacks(),
    wecom: newWecom(opaqueId(random, "ww", 16)),
    weixin: noWeixin(),
    pay: noPay(),
    ads: noAds(),
    crowd: noCrowd(),
  };
}
