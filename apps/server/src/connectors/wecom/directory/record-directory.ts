import { sql } from "kysely";
import { systemActor } from "../../../kernel/audit/audit.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { readSetting } from "../../../kernel/settings.ts";
import { upsertStaff } from "../../../organization/index.ts";
import { directorySetting } from "../settings.ts";
import type { SeenDepartment, SeenDirectory, SeenMember } from "./directory.ts";
import { matchDepartments } from "./match-departments.ts";
import { matchMembers } from "./match-members.ts";
import { loadStaffToMatch, loadUnitsToMatch } from "./store.ts";

export interface DirectoryChanges {
  readonly departmentsAdded: string[];
  readonly departmentsChanged: string[];
  readonly departmentsGone: string[];
  readonly membersAdded: string[];
  readonly membersChanged: string[];
  /** Known before and not seen now: whether they left is asked one by one. */
  readonly membersMissing: string[];
  readonly staffCreated: number;
}

/** Takes over departments and members as far as they were seen, and ties to units and staff what the marks decide. Set-based. */
export async function recordDirectory(
  tx: Tx,
  corpId: string,
  seen: SeenDirectory,
  today: string,
): Promise<DirectoryChanges> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`wecom_directory ${corpId}`}, 0))`.execute(tx);
  const departments = await writeDepartments(tx, corpId, seen.departments);
  const members = await writeMembers(tx, corpId, seen);
  const staffCreated = await matchDirectory(tx, corpId, seen.members, today);
  return { ...departments, ...members, staffCreated };
}

async function writeDepartments(tx: Tx, corpId: string, departments: readonly SeenDepartment[]) {
  const recordset = sql`jsonb_to_recordset(${JSON.stringify(departments)}::jsonb) as n(id bigint, "parentId" bigint, name text, "order" bigint)`;
  const { rows } = await sql<{ name: string; isNew: boolean; isChanged: boolean }>`
    insert into wecom_department as d (corp_id, department_id, parent_id, name, sort)
    select ${corpId}, n.id, n."parentId", n.name, n."order" from ${recordset}
    on conflict (corp_id, department_id) do update set parent_id = excluded.parent_id, name = excluded.name, sort = excluded.sort, seen_at = now(),
      gone_at = null
    returning name, old.department_id is null as "isNew",
      (old.parent_id, old.name, old.gone_at is null) is distinct from (new.parent_id, new.name, true) as "isChanged"`.execute(
    tx,
  );
  const gone = await sql<{ name: string }>`
    update wecom_department d set gone_at = now() where corp_id = ${corpId} and gone_at is null
      and not exists (select from ${recordset} where n.id = d.department_id) returning name`.execute(tx);
  return {
    departmentsAdded: rows.filter((row) => row.isNew).map((row) => row.name),
    departmentsChanged: rows.filter((row) => !row.isNew && row.isChanged).map((row) => row.name),
    departmentsGone: gone.rows.map((row) => row.name),
  };
}

async function writeMembers(tx: Tx, corpId: string, { members, serving }: SeenDirectory) {
  const json = JSON.stringify(members);
  const serves = serving.map((userid) => userid.toLowerCase());
  const { rows } = await sql<{ userid: string; isNew: boolean; isChanged: boolean }>`
    insert into wecom_member as m (corp_id, userid, name, position, departments, status, serves, has_photo, alias, shown_position, shown_company)
    select ${corpId}, coalesce((select k.userid from wecom_member k where k.corp_id = ${corpId} and lower(k.userid) = lower(n.userid)), n.userid),
      n.name, n.position, n.departments, n.status, lower(n.userid) = any(${serves}::text[]), n."hasPhoto", n.alias, n."shownPosition", n."shownCompany"
    from jsonb_to_recordset(${json}::jsonb) as n(userid text, name text, position text, departments bigint[], status smallint, "hasPhoto" boolean,
      alias text, "shownPosition" text, "shownCompany" text)
    where n.status <> 5
    on conflict (corp_id, userid) do update set name = excluded.name, position = excluded.position, departments = excluded.departments,
      status = excluded.status, serves = excluded.serves, has_photo = excluded.has_photo, alias = excluded.alias,
      shown_position = excluded.shown_position, shown_company = excluded.shown_company, seen_at = now(), left_at = null, leaving = null
    returning userid, old.userid is null as "isNew",
      (old.name, old.position, old.departments, old.status, old.serves, old.left_at is null)
        is distinct from (new.name, new.position, new.departments, new.status, new.serves, true) as "isChanged"`.execute(
    tx,
  );
  const missing = await sql<{ userid: string }>`
    select m.userid from wecom_member m where m.corp_id = ${corpId} and m.left_at is null
      and not lower(m.userid) = any(${members.filter(({ status }) => status !== 5).map(({ userid }) => userid.toLowerCase())}::text[])`.execute(
    tx,
  );
  return {
    membersAdded: rows.filter((row) => row.isNew).map((row) => row.userid),
    membersChanged: rows.filter((row) => !row.isNew && row.isChanged).map((row) => row.userid),
    membersMissing: missing.rows.map((row) => row.userid),
  };
}

/**
 * Ties departments to units and members to staff by the marks in force; what a person decided stays. Strangers become staff where the
 * setting says so. Returns how many staff records were made.
 */
export async function matchDirectory(
  tx: Tx,
  corpId: string,
  members: readonly SeenMember[],
  today: string,
): Promise<number> {
  const { value } = await readSetting(tx, directorySetting);
  const { rows: departments } = await sql<SeenDepartment & { unitId: string | null; by: string | null }>`
    select department_id as id, parent_id as "parentId", name, sort as "order", org_unit_id as "unitId", matched_by as by
    from wecom_department where corp_id = ${corpId} and gone_at is null`.execute(tx);
  const fixed = new Map(departments.filter(({ by }) => by === "hand").map(({ id, unitId }) => [id, unitId]));
  const units = await loadUnitsToMatch(tx);
  const matches = matchDepartments(departments, units, value.departmentMarks, fixed);
  await sql`
    update wecom_department d set org_unit_id = n."unitId", matched_by = n.by
    from (select k.id, m."unitId", m.by from unnest(${departments.map(({ id }) => id)}::bigint[]) k(id)
      left join jsonb_to_recordset(${JSON.stringify(matches)}::jsonb) as m("departmentId" bigint, "unitId" uuid, by text) on m."departmentId" = k.id) n
    where d.corp_id = ${corpId} and d.department_id = n.id and d.matched_by is distinct from 'hand'
      and (d.org_unit_id, d.matched_by) is distinct from (n."unitId", n.by)`.execute(tx);
  const unitOf = new Map([...matches.map(({ departmentId, unitId }) => [departmentId, unitId] as const)]);
  for (const [id, unitId] of fixed) if (unitId !== null) unitOf.set(id, unitId);

  const { rows: open } = await sql<{ userid: string }>`
    select userid from wecom_member where corp_id = ${corpId} and staff_id is null and matched_by is null and left_at is null`.execute(
    tx,
  );
  const strangers = new Set(open.map(({ userid }) => userid.toLowerCase()));
  const asked = members.filter(({ userid, status }) => status !== 5 && strangers.has(userid.toLowerCase()));
  if (asked.length === 0) return 0;
  const { rows: taken } = await sql<{ id: string }>`
    select staff_id as id from wecom_member where corp_id = ${corpId} and staff_id is not null and left_at is null`.execute(
    tx,
  );
  const staff = await loadStaffToMatch(tx, today);
  const found = matchMembers(asked, staff, unitOf, new Set(taken.map(({ id }) => id)));
  await tieMembers(tx, corpId, found);
  if (value.strangers !== "create") return 0;
  const tied = new Set(found.map(({ userid }) => userid));
  return createStrangers(
    tx,
    corpId,
    asked.filter(({ userid }) => !tied.has(userid)),
    unitOf,
    value.roleCode,
    today,
  );
}

async function tieMembers(
  tx: Tx,
  corpId: string,
  ties: readonly { readonly userid: string; readonly staffId: string; readonly by: string }[],
): Promise<void> {
  await sql`
    update wecom_member m set staff_id = n."staffId", matched_by = n.by
    from jsonb_to_recordset(${JSON.stringify(ties)}::jsonb) as n(userid text, "staffId" uuid, by text)
    where m.corp_id = ${corpId} and lower(m.userid) = lower(n.userid)`.execute(tx);
}

/** Makes staff of members: the userid becomes the staff code, the post lies at the first department's unit that the role is held at. */
export async function createStrangers(
  tx: Tx,
  corpId: string,
  members: readonly Pick<SeenMember, "userid" | "name" | "departments">[],
  unitOf: ReadonlyMap<number, string>,
  roleCode: string,
  today: string,
): Promise<number> {
  if (members.length === 0) return 0;
  const { rows: places } = await sql<{ id: string; code: string }>`
    select u.id, u.code from org_unit u join role r on r.code = ${roleCode} and u.kind = any(r.unit_kinds)
    where u.id = any(${[...new Set(unitOf.values())]}::uuid[]) and u.closed_at is null`.execute(tx);
  const codes = new Map(places.map(({ id, code }) => [id, code]));
  const staffIds = await upsertStaff(
    tx,
    members.map(({ userid, name, departments }) => {
      const [unitCode] = departments.flatMap((id) => codes.get(unitOf.get(id) ?? "") ?? []);
      return { code: userid, name, posts: unitCode ? [{ unitCode, roleCode, fromDay: today }] : [] };
    }),
    systemActor("wecom.directory"),
  );
  await tieMembers(
    tx,
    corpId,
    members.flatMap(({ userid }) => {
      const staffId = staffIds.get(userid);
      return staffId ? [{ userid, staffId, by: "created" }] : [];
    }),
  );
  return members.length;
}
