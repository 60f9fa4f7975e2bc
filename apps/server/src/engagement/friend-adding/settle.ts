import { sql } from "kysely";
import { identifierKeyOf, normalisePhone } from "../../customers/index.ts";
import type { ErasureHook } from "../../kernel/member-erasure.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import type { Friendships } from "./port.ts";
import { friendAddingSetting } from "./settings.ts";

/** A guide marks a request as sent after sending it; people may have accepted by then. */
const beforeMark = sql`interval '1 hour'`;

/**
 * Ties people of lists to the members who hold their phones, and puts down which requests became friendships with the guide who sent them,
 * in time. A person is recognised as the member, or by the phone that the guide noted on the new friend. Set-based.
 *
 * @returns how many requests were found accepted
 */
export async function settleRequests(platform: Platform, friendships: Friendships): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const { value } = await readSetting(tx, friendAddingSetting);
    await sql`
      update friend_task_person p set member_no = m.member_no, origin_no = coalesce(i.origin_no, m.member_no)
      from identifier i join member m on m.member_no = i.member_no and m.status = 'active'
      where p.member_no is null and i.value_index = p.phone_key`.execute(tx);
    const since = new Date(platform.clock.now().getTime() - (value.answerDays + 2) * 86_400_000);
    const accepted = await markAccepted(tx, friendships, value.answerDays, since);
    await sql`
      update friend_task_person p set accepted_at = a.accepted_at
      from friend_attempt a where a.person_no = p.no and a.no = any(${accepted}::bigint[]) and p.accepted_at is null`.execute(
      tx,
    );
    return accepted.length;
  });
}

/** The latest request before a friendship began is the one that it answers. */
async function markAccepted(tx: Tx, { met }: Friendships, answerDays: number, since: Date): Promise<number[]> {
  const inTime = sql`f.staff_id = a.guide_id and f.since >= a.sent_at - ${beforeMark} and f.since <= a.sent_at + make_interval(days => ${answerDays})`;
  const open = sql`friend_attempt a join friend_task_person p on p.no = a.person_no`;
  const { rows } = await sql<{ no: number }>`
    with found as (
      select a.no, a.person_no, a.sent_at, f.since from ${open} join ${met} f on f.member_no = p.member_no and ${inTime}
        where a.accepted_at is null and p.accepted_at is null and a.sent_at > ${since}
      union all
      select a.no, a.person_no, a.sent_at, f.since from ${open} join ${met} f on f.phone_keys <> '{}' and f.phone_keys @> array[p.phone_key] and ${inTime}
        where a.accepted_at is null and p.accepted_at is null and p.phone_key is not null and a.sent_at > ${since}),
    first as (select distinct on (person_no) no, since from found order by person_no, sent_at desc, since)
    update friend_attempt a set accepted_at = first.since from first where a.no = first.no returning a.no`.execute(tx);
  return rows.map(({ no }) => Number(no));
}

/** People whom only their phone leads to: no member holds it. */
export const forgetListedPhones: ErasureHook = {
  name: "friend_task_person",
  erase: async (tx, platform, { identifiers }) => {
    const phones = identifiers.flatMap(({ kind, value }) => (kind === "phone" ? (normalisePhone(value) ?? []) : []));
    const keys = phones.map((phone) => identifierKeyOf(platform, "phone", phone));
    const { rows } = await sql`
      update friend_task_person set phone_key = null, phone_sealed = null, name_sealed = null
      where phone_key = any(${keys}::uuid[]) returning no`.execute(tx);
    return rows.length;
  },
};

const batch = 1_000;

/** Brings what is sealed under the current key. @returns how many rows were rewritten */
export async function resealPeople({ db, cipher }: Pick<Platform, "db" | "cipher">): Promise<number> {
  const anew = (sealed: string | null) => (sealed === null ? null : cipher.seal(cipher.open(sealed)));
  const current = `${cipher.currentKeyId}.`;
  let resealed = 0;
  for (let count = batch; count === batch; resealed += count)
    count = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ no: number; phone: string; name: string | null }>`
        select no, phone_sealed as phone, name_sealed as name from friend_task_person
        where not starts_with(phone_sealed, ${current}) or not starts_with(name_sealed, ${current})
        order by no limit ${batch} for update`.execute(tx);
      await sql`update friend_task_person p set phone_sealed = n.phone, name_sealed = n.name
        from unnest(${rows.map(({ no }) => no)}::bigint[], ${rows.map(({ phone }) => anew(phone))}::text[],
          ${rows.map(({ name }) => anew(name))}::text[]) n(no, phone, name) where p.no = n.no`.execute(tx);
      return rows.length;
    });
  return resealed;
}
