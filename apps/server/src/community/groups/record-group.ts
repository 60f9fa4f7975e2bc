import { type Kysely, sql } from "kysely";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import type { GroupChanges, LeftBy, SeenGroup } from "./group.ts";
import { announceStays } from "./stay-events.ts";

type Tx = Kysely<DB>;

/**
 * Makes our picture of a group what its platform shows now: who is new joined, who is missing left, and both are told of once.
 * Members' stays are kept one row each, so that coming back is another stay.
 *
 * @param leftBy why somebody who is missing left, as far as the caller knows
 * @param readAt when the platform was asked; an older reading than the last one changes nothing
 */
export async function recordGroup(
  tx: Tx,
  group: SeenGroup,
  readAt: Date,
  leftBy: LeftBy = "sync",
): Promise<GroupChanges> {
  const written = await writeGroup(tx, group, readAt);
  if (!written) return { isNew: false, edited: false, joined: 0, left: 0 };
  const people = JSON.stringify(group.members);
  const gone = await sql<{ id: string }>`
    update customer_group_member m set left_at = greatest(m.joined_at, ${readAt}), left_by = ${leftBy}
    where m.group_id = ${written.id} and m.left_at is null
      and not exists (
        select from jsonb_to_recordset(${people}::jsonb) as n("personKey" text, "joinedAt" timestamptz)
        where n."personKey" = m.person_key and n."joinedAt" = m.joined_at)
    returning id`.execute(tx);
  const come = await sql<{ id: string }>`
    insert into customer_group_member as m (group_id, person_key, kind, origin_no, member_no, joined_at, join_way, invited_by, source_state)
    select ${written.id}, n."personKey", n.kind, n."originNo", n."memberNo", n."joinedAt", n."joinWay", n."invitedBy", n."sourceState"
    from jsonb_to_recordset(${people}::jsonb) as n("personKey" text, kind text, "originNo" int, "memberNo" int, "joinedAt" timestamptz,
      "joinWay" text, "invitedBy" text, "sourceState" text)
    on conflict (group_id, person_key) where left_at is null do nothing
    returning id`.execute(tx);
  await announceStays(tx, "left", ids(gone.rows));
  await announceStays(tx, "joined", ids(come.rows));
  return { isNew: written.isNew, edited: written.edited, joined: come.rows.length, left: gone.rows.length };
}

/** Takes some members out of a group without reading it anew. Returns whether the group is known. */
export async function recordLeaving(
  tx: Tx,
  group: Pick<SeenGroup, "platform" | "accountKey" | "chatKey">,
  leaving: {
    readonly personKeys: readonly string[];
    readonly at: Date;
    readonly by: LeftBy;
    readonly memberVersion: string;
  },
): Promise<boolean> {
  const id = await lockGroup(tx, group);
  if (!id) return false;
  const { rows } = await sql<{ id: string }>`
    update customer_group_member set left_at = greatest(joined_at, ${leaving.at}), left_by = ${leaving.by}
    where group_id = ${id} and left_at is null and person_key = any(${leaving.personKeys}::text[]) returning id`.execute(
    tx,
  );
  await sql`
    update customer_group g set member_version = ${leaving.memberVersion}, read_at = now(), staff_count = c.staff, customer_count = c.customers
    from (select count(*) filter (where kind = 'staff')::int as staff, count(*) filter (where kind = 'customer')::int as customers
      from customer_group_member where group_id = ${id} and left_at is null) c
    where g.id = ${id}`.execute(tx);
  await announceStays(tx, "left", ids(rows));
  return true;
}

/** The group was dissolved: everybody left with it. Again changes nothing. */
export async function dismissGroup(
  tx: Tx,
  group: Pick<SeenGroup, "platform" | "accountKey" | "chatKey">,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update customer_group set dismissed_at = ${at}, staff_count = 0, customer_count = 0
    where platform = ${group.platform} and account_key = ${group.accountKey} and chat_key = ${group.chatKey} and dismissed_at is null
    returning id`.execute(tx);
  if (!rows[0]) return false;
  const left = await sql<{ id: string }>`
    update customer_group_member set left_at = greatest(joined_at, ${at}), left_by = 'dismissed'
    where group_id = ${rows[0].id} and left_at is null returning id`.execute(tx);
  await announceStays(tx, "left", ids(left.rows));
  return true;
}

/** The version of the list of members that we know; null for an unknown or dissolved group. */
export async function memberVersionOf(
  tx: Tx,
  group: Pick<SeenGroup, "platform" | "accountKey" | "chatKey">,
): Promise<string | null> {
  const { rows } = await sql<{ version: string }>`
    select member_version as version from customer_group
    where platform = ${group.platform} and account_key = ${group.accountKey} and chat_key = ${group.chatKey} and dismissed_at is null`.execute(
    tx,
  );
  return rows[0]?.version ?? null;
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);

async function lockGroup(
  tx: Tx,
  group: Pick<SeenGroup, "platform" | "accountKey" | "chatKey">,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from customer_group
    where platform = ${group.platform} and account_key = ${group.accountKey} and chat_key = ${group.chatKey} for update`.execute(
    tx,
  );
  return rows[0]?.id;
}

/** Null: a later reading is known already. */
async function writeGroup(tx: Tx, group: SeenGroup, readAt: Date) {
  const staff = group.members.filter(({ kind }) => kind === "staff").length;
  const { rows } = await sql<{ id: string; isNew: boolean; edited: boolean }>`
    insert into customer_group as g (platform, account_key, chat_key, name, notice, owner_key, owner_staff_id, store_no, owner_status, opened_at,
      member_version, staff_count, customer_count, read_at)
    values (${group.platform}, ${group.accountKey}, ${group.chatKey}, ${group.name}, ${group.notice}, ${group.ownerKey}, ${group.ownerStaffId},
      ${group.storeNo}, ${group.ownerStatus ?? 0}, ${group.openedAt}, ${group.memberVersion}, ${staff}, ${group.members.length - staff}, ${readAt})
    on conflict (platform, account_key, chat_key) do update set name = excluded.name, notice = excluded.notice, owner_key = excluded.owner_key,
      owner_staff_id = excluded.owner_staff_id, store_no = excluded.store_no, owner_status = coalesce(${group.ownerStatus}::smallint, g.owner_status),
      dismissed_at = null, member_version = excluded.member_version, staff_count = excluded.staff_count, customer_count = excluded.customer_count,
      read_at = excluded.read_at
      where g.read_at <= excluded.read_at
    returning g.id, old.id is null as "isNew", old.id is not null and (old.name, old.notice, old.owner_key, old.owner_status, old.dismissed_at is null)
      is distinct from (new.name, new.notice, new.owner_key, new.owner_status, true) as edited`.execute(tx);
  return rows[0];
}
