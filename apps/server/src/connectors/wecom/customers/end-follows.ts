import { sql } from "kysely";
import { resolveMembers } from "../../../customers/index.ts";
import { splitState } from "../../../engagement/index.ts";
import { appendEvents } from "../../../events/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { bindGuides } from "./bind-guides.ts";
import type { EndedBy, StoredFollow } from "./follow.ts";
import { addedEvent, removedEvent } from "./follow-events.ts";
import { endsNow } from "./rules.ts";
import { findFollows, findGuides } from "./store.ts";

/** One relation that is over. */
export interface FollowEnd {
  readonly userid: string;
  readonly externalUserid: string;
  /** By the platform's clock. */
  readonly at: Date;
  readonly by: EndedBy;
}

/**
 * Ends relations and tells of each once. A customer who deleted the member leaves a one-way relation (`lost`); otherwise nothing is
 * left on either side. An end of which the beginning was never heard is kept, for the beginning may still arrive.
 */
export async function endFollows(
  tx: Tx,
  platform: Platform,
  corpId: string,
  ends: readonly FollowEnd[],
): Promise<number> {
  if (ends.length === 0) return 0;
  const stored = await findFollows(tx, corpId, ends, true);
  const guides = await findGuides(tx, corpId, [...new Set(ends.map(({ userid }) => userid))]);
  const over: { end: FollowEnd; follow: StoredFollow }[] = [];
  const unheard: FollowEnd[] = [];
  for (const end of ends) {
    const follow = stored.find((row) => row.userid === end.userid && row.externalUserid === end.externalUserid);
    if (!follow) unheard.push(end);
    else if (endsNow(follow, end.at) || (follow.state === "lost" && end.by !== "customer")) over.push({ end, follow });
  }
  await writeEnds(tx, corpId, [...over.map(({ end }) => end), ...unheard]);
  await appendEvents(
    tx,
    over.flatMap(({ end, follow }) => {
      const { originNo, memberNo, beganAt } = follow;
      // Whoever was lost to the customer was told of then.
      if (originNo === null || memberNo === null || beganAt === null || follow.state !== "active") return [];
      const guide = guides.get(end.userid.toLowerCase());
      return [removedEvent({ corpId, ...follow, originNo, memberNo, beganAt, guide }, end)];
    }),
  );
  await bindGuides(
    tx,
    platform,
    over.flatMap(({ follow }) => follow.memberNo ?? []),
  );
  return over.length;
}

async function writeEnds(tx: Tx, corpId: string, ends: readonly FollowEnd[]): Promise<void> {
  await sql`
    insert into wecom_follow as f (corp_id, userid, external_userid, state, ended_at, ended_by, read_at)
    select ${corpId}, n.userid, n.external_userid, case n.by when 'customer' then 'lost' else 'ended' end, n.at, n.by, ${new Date()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(ends.map((end) => ({ ...end, external_userid: end.externalUserid })))}::jsonb)
      as n(userid text, external_userid text, at timestamptz, by text)
    order by n.userid, n.external_userid
    on conflict (corp_id, userid, external_userid) do update set state = excluded.state, ended_at = excluded.ended_at,
      ended_by = excluded.ended_by, read_at = excluded.read_at`.execute(tx);
}

/** A beginning that can no longer be read: the relation was over before anybody looked. It is told of, and so is its end if known. */
export async function recordVanished(
  tx: Tx,
  platform: Platform,
  corpId: string,
  meeting: {
    readonly userid: string;
    readonly externalUserid: string;
    readonly at: Date;
    readonly state: string;
    /** Not agreed to yet by the member: no relation, but nobody to forget either. */
    readonly half: boolean;
  },
): Promise<void> {
  const guides = await findGuides(tx, corpId, [meeting.userid]);
  const guide = guides.get(meeting.userid.toLowerCase());
  const [member] = await resolveMembers(tx, platform, [
    {
      identifiers: [{ kind: "external_userid", scope: corpId, value: meeting.externalUserid }],
      occurredAt: meeting.at,
      source: "wecom",
      storeNo: guide?.storeNo ?? null,
      channel: "wecom",
    },
  ]);
  if (!member || member.originNo === null || member.memberNo === null) return;
  const [stored] = await findFollows(tx, corpId, [meeting], true);
  if (stored?.beganAt) return;
  const state = stored?.state === "ended" || stored?.state === "lost" ? stored.state : meeting.half ? "half" : "active";
  await sql`
    insert into wecom_follow as f (corp_id, userid, external_userid, origin_no, member_no, state, began_at, source_state, read_at)
    values (${corpId}, ${meeting.userid}, ${meeting.externalUserid}, ${member.originNo}, ${member.memberNo}, ${state},
      ${meeting.half ? null : meeting.at}, ${splitState(meeting.state).state}, ${new Date()})
    on conflict (corp_id, userid, external_userid) do update set origin_no = excluded.origin_no, member_no = excluded.member_no,
      state = excluded.state, began_at = excluded.began_at, source_state = excluded.source_state, read_at = excluded.read_at`.execute(
    tx,
  );
  if (meeting.half) return;
  const follow = {
    corpId,
    ...meeting,
    originNo: member.originNo,
    memberNo: member.memberNo,
    beganAt: meeting.at,
    guide,
  };
  await appendEvents(tx, [
    addedEvent(follow, { state: meeting.state, addWay: null }),
    ...(stored?.endedAt && stored.endedBy ? [removedEvent(follow, { at: stored.endedAt, by: stored.endedBy })] : []),
  ]);
}
