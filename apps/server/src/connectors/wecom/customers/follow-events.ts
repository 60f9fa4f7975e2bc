import { splitState } from "../../../engagement/index.ts";
import type { EventDraft } from "../../../events/index.ts";
import type { EndedBy } from "./follow.ts";
import { addWayLabel } from "./rules.ts";
import type { FollowGuide } from "./store.ts";

/** One relation that began or ended, ready to be told. */
export interface ToldFollow {
  readonly corpId: string;
  readonly userid: string;
  readonly externalUserid: string;
  readonly originNo: number;
  readonly memberNo: number;
  readonly beganAt: Date;
  readonly guide: FollowGuide | undefined;
}

const source = "wecom";
/** Pair and beginning name the episode, so that callback, sync and repetition tell of it once. */
const episode = ({ corpId, userid, externalUserid, beganAt }: ToldFollow) =>
  `${corpId}:${userid.toLowerCase()}:${externalUserid}:${beganAt.getTime() / 1000}`;

const common = (follow: ToldFollow) => ({
  source,
  originNo: follow.originNo,
  memberNo: follow.memberNo,
  storeNo: follow.guide?.storeNo ?? null,
  channel: source,
});

const guideCode = ({ guide, userid }: ToldFollow) => (guide?.staffCode ?? userid).slice(0, 64);

/** @param returnedAt set when an episode that was given up is there after all */
export function addedEvent(
  follow: ToldFollow,
  how: { readonly state: string; readonly addWay: number | null; readonly returnedAt?: Date | null },
): EventDraft {
  const { state, clickNo } = splitState(how.state);
  const came = state || addWayLabel(how.addWay);
  return {
    ...common(follow),
    eventId: `added:${episode(follow)}${how.returnedAt ? `:${how.returnedAt.getTime() / 1000}` : ""}`,
    type: "contact.added",
    occurredAt: follow.beganAt,
    properties: {
      guideCode: guideCode(follow),
      ...(came && { source: came.slice(0, 64) }),
      ...(clickNo !== null && { clickNo: String(clickNo) }),
    },
  };
}

const endings: Readonly<Record<EndedBy, string>> = {
  customer: "客户删除",
  guide: "导购删除",
  transfer: "转交给同事",
  sync: "对账发现已删除",
};

export function removedEvent(follow: ToldFollow, end: { readonly at: Date; readonly by: EndedBy }): EventDraft {
  return {
    ...common(follow),
    eventId: `removed:${episode(follow)}:${end.at.getTime() / 1000}`,
    type: "contact.removed",
    occurredAt: end.at,
    properties: { guideCode: guideCode(follow), source: endings[end.by], endedBy: end.by },
  };
}
