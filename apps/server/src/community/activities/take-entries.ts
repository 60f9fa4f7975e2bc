import { sql } from "kysely";
import type { z } from "zod";
import { findManyByIdentifier, grantBonus } from "../../customers/index.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { SignIn } from "./rules.ts";
import { type EntryResult, type entriesAnswer, type entriesBody, entryResults } from "./schemas.ts";
import { requireActivity, signInOf } from "./store.ts";

type Item = z.output<typeof entriesBody>["items"][number];
type Answer = z.input<typeof entriesAnswer>["items"][number];

interface Place {
  readonly chatKey: string;
  readonly groupId: string;
  readonly storeNo: number | null;
}
interface Person {
  readonly groupId: string;
  readonly personKey: string;
  readonly originNo: number;
  readonly memberNo: number;
}

const answer = (result: EntryResult, points = 0, streak = 0): Answer => ({
  result,
  words: entryResults[result],
  points,
  streak,
});

/** Members by the identifiers that items name instead of the platform's key. */
async function membersNamed(tx: Tx, platform: Platform, items: readonly Item[]): Promise<Map<Item, number>> {
  const found = new Map<Item, number>();
  const spaces = new Map<string, NonNullable<Item["identifier"]>>();
  for (const { identifier } of items)
    if (identifier) spaces.set(`${identifier.kind} ${identifier.scope ?? ""}`, identifier);
  for (const { kind, scope } of spaces.values()) {
    const own = items.filter(({ identifier }) => identifier?.kind === kind && identifier.scope === scope);
    const values = own.map(({ identifier }) => identifier?.value ?? "");
    const known = await findManyByIdentifier(tx, platform, kind, values, scope);
    for (const item of own) {
      const memberNo = known.get(item.identifier?.value ?? "");
      if (memberNo !== undefined) found.set(item, memberNo);
    }
  }
  return found;
}

/**
 * Takes entries that a helper tells of, each once a person and day however often it is told: only who is in the group now, in the time of the
 * activity. Points of a sign-in are given with it.
 *
 * @throws Refusal `not_found`
 */
export async function takeEntries(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  activityId: string,
  items: readonly Item[],
): Promise<Answer[]> {
  const activity = await requireActivity(tx, actor, activityId);
  const { timeZone } = platform.config;
  const now = platform.clock.now();
  const signIn = signInOf(activity);
  const chatKeys = [...new Set(items.map(({ chatKey }) => chatKey))];
  const { rows: places } = await sql<Place>`
    select g.chat_key as "chatKey", g.id as "groupId", g.store_no as "storeNo" from group_activity_group x join customer_group g on g.id = x.group_id
    where x.activity_id = ${activityId} and g.dismissed_at is null and g.chat_key = any(${chatKeys}::text[])`.execute(
    tx,
  );
  const placeOf = new Map(places.map((place) => [place.chatKey, place]));
  const named = await membersNamed(tx, platform, items);
  const { rows: people } = await sql<Person>`
    select m.group_id as "groupId", m.person_key as "personKey", m.origin_no as "originNo", m.member_no as "memberNo"
    from customer_group_member m where m.group_id = any(${places.map(({ groupId }) => groupId)}::uuid[]) and m.left_at is null and m.member_no is not null
      and (m.person_key = any(${items.flatMap(({ personKey }) => personKey ?? [])}::text[]) or m.member_no = any(${[...named.values()]}::int[]))`.execute(
    tx,
  );
  const byKey = new Map(people.map((person) => [`${person.groupId} ${person.personKey}`, person]));
  const byMember = new Map(people.map((person) => [`${person.groupId} ${person.memberNo}`, person]));
  const answers: Answer[] = [];
  const entries: Entry[] = [];
  for (const [index, item] of items.entries()) {
    const at = item.at ? new Date(item.at) : now;
    const place = placeOf.get(item.chatKey);
    const memberNo = named.get(item);
    const person =
      place && (byKey.get(`${place.groupId} ${item.personKey}`) ?? byMember.get(`${place.groupId} ${memberNo ?? 0}`));
    const isOpen =
      at >= activity.startsAt && at < activity.endsAt && at <= now && !activity.endedAt && !activity.drawnAt;
    if (!isOpen) answers.push(answer("not_open"));
    else if (!place) answers.push(answer("other_group"));
    else if (!person)
      answers.push(answer(item.personKey === undefined && memberNo === undefined ? "unknown" : "not_in_group"));
    else {
      answers.push(answer("already"));
      entries.push({
        ...person,
        index,
        at,
        storeNo: place.storeNo,
        day: dayIn(timeZone, signIn ? at : activity.startsAt),
      });
    }
  }
  const days = [...new Set(entries.map(({ day }) => day))].sort();
  // Day by day: a streak goes on from the day before, which may be told in the same call.
  for (const day of days) {
    const own = entries.filter((entry) => entry.day === day);
    const taken = await writeEntries(tx, activityId, day, own, actor.name, signIn);
    for (const { index, points, streak } of taken) answers[index] = answer("taken", points, streak);
    await grantBonus(
      tx,
      platform,
      taken.flatMap(({ index, points }) => {
        const entry = own.find((each) => each.index === index);
        if (!entry || points === 0) return [];
        const { originNo, memberNo, storeNo } = entry;
        const businessKey = `group_sign_in:${activityId}:${originNo}:${day}`;
        return [{ businessKey, originNo, memberNo, points, reason: `群签到「${activity.name}」`, storeNo }];
      }),
    );
  }
  return answers;
}

interface Entry extends Person {
  readonly index: number;
  readonly at: Date;
  readonly day: string;
  readonly storeNo: number | null;
}

/** Writes the entries of one day, the first of each person; answers those that were new. */
async function writeEntries(
  tx: Tx,
  activityId: string,
  day: string,
  entries: readonly Entry[],
  source: string,
  signIn: SignIn | null,
): Promise<{ index: number; points: number; streak: number }[]> {
  const { points = 0, streakDays = null, streakPoints = 0 } = signIn ?? {};
  const { rows } = await sql<{ originNo: number; points: number; streak: number }>`
    insert into group_entry (activity_id, group_id, origin_no, member_no, day, at, streak, points, source)
    select ${activityId}::uuid, n."groupId", n."originNo", n."memberNo", ${day}::date, n.at, s.streak,
      ${points}::int + case when s.streak % nullif(${streakDays}::int, 0) = 0 then ${streakPoints}::int else 0 end, ${source}
    from (select distinct on ("memberNo") * from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
        as r("groupId" uuid, "originNo" int, "memberNo" int, at timestamptz, index int) order by "memberNo", index) n
      cross join lateral (select ${signIn === null}::boolean as plain) p
      cross join lateral (select case when p.plain then 1 else 1 + coalesce((select max(e.streak) from group_entry e
        where e.activity_id = ${activityId} and e.member_no = n."memberNo" and e.day = ${addDays(day, -1)}::date), 0) end as streak) s
    where not exists (select from group_entry e where e.activity_id = ${activityId} and e.member_no = n."memberNo" and e.day = ${day}::date)
    on conflict do nothing returning origin_no as "originNo", points, streak`.execute(tx);
  return rows.map(({ originNo, ...row }) => ({
    ...row,
    index: entries.find((entry) => entry.originNo === originNo)?.index ?? -1,
  }));
}
