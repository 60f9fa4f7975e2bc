import { sql } from "kysely";
import { identifierKeyOf, normalisePhone, resolveMembers, upsertMembers } from "../../../customers/index.ts";
import { splitState } from "../../../engagement/index.ts";
import { appendEvents, type EventDraft } from "../../../events/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { bindGuides } from "./bind-guides.ts";
import { followKey, type SeenFollow, type StoredFollow } from "./follow.ts";
import { addedEvent, removedEvent, type ToldFollow } from "./follow-events.ts";
import { stepOf, tagChanges } from "./rules.ts";
import { findFollows, findGuides } from "./store.ts";
import { type TagStep, takeTags } from "./take-tags.ts";

export interface Reading {
  /** When the platform was asked; what is known of a relation from later on is not overwritten. */
  readonly at: Date;
  /** The sync that reads. */
  readonly runId?: number;
}

export interface FollowChanges {
  /** Pairs that were not known, or whose new episode was not. */
  readonly added: string[];
  /** Pairs of which remark, tags, source or the customer's own profile were others. */
  readonly changed: string[];
}

/**
 * Takes over relations as the platform shows them: customers into OneID, source and guide, remarks and tags, and `contact.added`
 * once per episode. Unchanged ones cost one look-up. Set-based: hand over hundreds at once; sync and callbacks both come here.
 */
export async function recordFollows(
  tx: Tx,
  platform: Platform,
  corpId: string,
  seen: readonly SeenFollow[],
  reading: Reading,
): Promise<FollowChanges> {
  const pairs = seen.map(({ customer, relation }) => ({
    userid: relation.userid,
    externalUserid: customer.external_userid,
    seen: { customer, relation },
  }));
  const before = byKey(await findFollows(tx, corpId, pairs));
  const digests = new Map(seen.map((one) => [keyOf(one), digestOf(platform, one)]));
  const news = unique(seen).filter((one) => {
    const stored = before.get(keyOf(one));
    if (!stored) return true;
    if (stored.readAt > reading.at) return false;
    return stored.state !== "active" || !stored.digest?.equals(digests.get(keyOf(one)) as Buffer);
  });
  const quiet = pairs.filter((pair) => before.has(followKey(pair.userid, pair.externalUserid)));
  if (reading.runId !== undefined) await markSeen(tx, corpId, quiet, reading.runId);
  if (news.length === 0) return { added: [], changed: [] };

  const guides = await findGuides(tx, corpId, [...new Set(news.map(({ relation }) => relation.userid))]);
  const who = await resolveCustomers(tx, platform, corpId, news, guides, reading.at);
  // Rows are locked only now: resolving may move rows of other members, and waits for nobody who holds one of ours.
  const locked = byKey(await findFollows(tx, corpId, news.map(pairOf), true));
  const told: EventDraft[] = [];
  const tagSteps: TagStep[] = [];
  const added: string[] = [];
  const changed: string[] = [];
  const rows: object[] = [];
  for (const [index, one] of news.entries()) {
    const member = who[index];
    const stored = locked.get(keyOf(one));
    if (!member || member.originNo === null || member.memberNo === null) continue;
    if (stored && stored.readAt > reading.at) continue;
    const { relation, customer } = one;
    const beganAt = new Date(relation.createtime * 1000);
    const step = stepOf(stored, beganAt);
    const follow: ToldFollow = {
      corpId,
      userid: relation.userid,
      externalUserid: customer.external_userid,
      originNo: member.originNo,
      memberNo: member.memberNo,
      beganAt,
      guide: guides.get(relation.userid.toLowerCase()),
    };
    if (step.endsBefore && stored?.beganAt)
      told.push(removedEvent({ ...follow, beganAt: stored.beganAt }, { at: beganAt, by: "sync" }));
    if (step.begins || step.returns) {
      const returnedAt = step.returns ? stored?.endedAt : null;
      told.push(addedEvent(follow, { state: relation.state ?? "", addWay: relation.add_way ?? null, returnedAt }));
      added.push(keyOf(one));
    } else if (!stored?.digest?.equals(digests.get(keyOf(one)) as Buffer)) changed.push(keyOf(one));
    const base = stored && !step.begins ? stored.tagIds : [];
    tagSteps.push({ ...follow, ...tagChanges(base, one.tagIds) });
    rows.push(rowOf(platform, follow, one, step.state, digests.get(keyOf(one)) as Buffer, stored));
  }
  await writeFollows(tx, corpId, rows, reading);
  await takeTags(tx, corpId, tagSteps);
  await appendEvents(tx, told);
  await bindGuides(tx, platform, [...new Set(tagSteps.map(({ memberNo }) => memberNo))]);
  return { added, changed };
}

const keyOf = ({ relation, customer }: SeenFollow) => followKey(relation.userid, customer.external_userid);
const pairOf = ({ relation, customer }: SeenFollow) => ({
  userid: relation.userid,
  externalUserid: customer.external_userid,
});
const byKey = (rows: readonly StoredFollow[]) =>
  new Map(rows.map((row) => [followKey(row.userid, row.externalUserid), row]));
const unique = (seen: readonly SeenFollow[]) => [...new Map(seen.map((one) => [keyOf(one), one])).values()];

/** Keyed, since it covers personal data. */
function digestOf({ cipher }: Platform, { customer, relation, tagIds }: SeenFollow): Buffer {
  const { name, gender, unionid, type } = customer;
  const content = [
    [name, gender, unionid ?? null, type],
    [relation.createtime, relation.remark, relation.description, relation.remark_mobiles ?? []],
    [relation.add_way ?? null, relation.state ?? "", relation.oper_userid ?? null],
    tagIds.toSorted(),
  ];
  return cipher.blindIndex("wecom_follow", JSON.stringify(content)).subarray(0, 16);
}

async function resolveCustomers(
  tx: Tx,
  platform: Platform,
  corpId: string,
  news: readonly SeenFollow[],
  guides: Awaited<ReturnType<typeof findGuides>>,
  at: Date,
) {
  const identifiers = ({ customer }: SeenFollow) => [
    { kind: "external_userid" as const, scope: corpId, value: customer.external_userid },
    ...(customer.unionid ? [{ kind: "unionid" as const, value: customer.unionid }] : []),
  ];
  // First who they are, as of the day they came; then what WeCom calls them, as of now.
  const resolved = await resolveMembers(
    tx,
    platform,
    news.map((one) => ({
      identifiers: identifiers(one),
      occurredAt: new Date(one.relation.createtime * 1000),
      source: "wecom",
      storeNo: guides.get(one.relation.userid.toLowerCase())?.storeNo ?? null,
      channel: "wecom",
    })),
  );
  await upsertMembers(
    tx,
    platform,
    news.map((one) => ({
      identifiers: identifiers(one),
      attributes: profileOf(one),
      source: "wecom",
      observedAt: at,
    })),
  );
  return resolved;
}

function profileOf({ customer }: SeenFollow): { name?: string; gender?: string } {
  const name = customer.name?.trim().slice(0, 64);
  const gender = { 0: undefined, 1: "male", 2: "female" }[customer.gender ?? 0];
  return { ...(name && { name }), ...(gender && { gender }) };
}

function rowOf(
  platform: Platform,
  follow: ToldFollow,
  { relation, tagIds }: SeenFollow,
  state: string,
  digest: Buffer,
  stored: StoredFollow | undefined,
): object {
  const seal = (text: string | undefined) => (text ? platform.cipher.seal(text) : null);
  const phones = (relation.remark_mobiles ?? []).filter((phone) => phone !== "");
  const known = phones.flatMap((phone) => normalisePhone(phone) ?? []);
  return {
    userid: follow.userid,
    external_userid: follow.externalUserid,
    origin_no: follow.originNo,
    member_no: follow.memberNo,
    state,
    began_at: follow.beganAt,
    ended_at: state === "lost" ? stored?.endedAt : null,
    ended_by: state === "lost" ? stored?.endedBy : null,
    add_way: relation.add_way ?? null,
    source_state: splitState(relation.state ?? "").state,
    oper_userid: relation.oper_userid ?? null,
    remark_sealed: seal(relation.remark),
    description_sealed: seal(relation.description),
    phones_sealed: seal(phones.length > 0 ? JSON.stringify(phones) : undefined),
    phone_keys: known.map((phone) => identifierKeyOf(platform, "phone", phone)),
    tag_ids: tagIds,
    digest: `\\x${digest.toString("hex")}`,
  };
}

async function writeFollows(tx: Tx, corpId: string, rows: readonly object[], reading: Reading): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into wecom_follow as f (corp_id, userid, external_userid, origin_no, member_no, state, began_at, ended_at, ended_by, add_way, source_state,
      oper_userid, remark_sealed, description_sealed, phones_sealed, phone_keys, tag_ids, digest, seen_run, read_at)
    select ${corpId}, n.userid, n.external_userid, n.origin_no, n.member_no, n.state, n.began_at, n.ended_at, n.ended_by, n.add_way, n.source_state,
      n.oper_userid, n.remark_sealed, n.description_sealed, n.phones_sealed, n.phone_keys, n.tag_ids, n.digest, ${reading.runId ?? null}::bigint, ${reading.at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(userid text, external_userid text, origin_no int, member_no int, state text,
      began_at timestamptz, ended_at timestamptz, ended_by text, add_way smallint, source_state text, oper_userid text, remark_sealed text,
      description_sealed text, phones_sealed text, phone_keys uuid[], tag_ids text[], digest bytea)
    order by n.userid, n.external_userid
    on conflict (corp_id, userid, external_userid) do update set origin_no = excluded.origin_no, member_no = excluded.member_no,
      state = excluded.state, began_at = excluded.began_at, ended_at = excluded.ended_at, ended_by = excluded.ended_by, add_way = excluded.add_way,
      source_state = excluded.source_state, oper_userid = excluded.oper_userid, remark_sealed = excluded.remark_sealed,
      description_sealed = excluded.description_sealed, phones_sealed = excluded.phones_sealed, phone_keys = excluded.phone_keys, tag_ids = excluded.tag_ids, digest = excluded.digest,
      seen_run = coalesce(excluded.seen_run, f.seen_run), read_at = excluded.read_at`.execute(tx);
}

async function markSeen(
  tx: Tx,
  corpId: string,
  pairs: readonly { readonly userid: string; readonly externalUserid: string }[],
  runId: number,
): Promise<void> {
  await sql`
    update wecom_follow f set seen_run = ${runId}
    from (select * from unnest(${pairs.map(({ userid }) => userid)}::text[], ${pairs.map(({ externalUserid }) => externalUserid)}::text[])
      as u(userid, external_userid) order by 1, 2) n
    where f.corp_id = ${corpId} and f.userid = n.userid and f.external_userid = n.external_userid`.execute(tx);
}
