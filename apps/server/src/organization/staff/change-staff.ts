import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid, type Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { refuseOn } from "../../kernel/postgres/refuse-on.ts";
import { seesWholeChain } from "../scope/rules.ts";
import { checkPassword, hashPassword } from "../sign-in/password.ts";
import { endSessions } from "../sign-in/sessions.ts";
import { checkAdminRemains, checkManages } from "./authority.ts";
import { assignPost, type NewPost } from "./posts.ts";
import { loadStaff, type StaffRow } from "./store.ts";

const staffRefusals: Readonly<Record<string, () => Refusal>> = {
  staff_code_key: () => conflict("code_taken", "这个工号已被使用"),
  staff_login_key: () => conflict("login_taken", "这个登录名已被使用，请换一个"),
};

export interface NewStaff {
  readonly code: string;
  readonly name: string;
  /** Lower case; absent for staff who never sign in here. */
  readonly login?: string;
  readonly password?: string;
  /** Whether the first sign-in must set a new password; true unless said otherwise. */
  readonly mustChangePassword?: boolean;
  readonly posts: readonly NewPost[];
}

/** Adds a staff member with posts in the actor's scope, and with an account when `login` and `password` are given. Returns the id. */
export async function createStaff(tx: Tx, actor: Actor, staff: NewStaff): Promise<string> {
  if ((staff.login === undefined) !== (staff.password === undefined))
    throw invalid([{ path: "password", message: "登录名和初始密码要一起填写" }]);
  if (staff.posts.length === 0 && !seesWholeChain(actor))
    throw invalid([{ path: "posts", message: "请至少安排一个任职" }]);
  if (staff.password !== undefined)
    checkPassword(staff.password, { login: staff.login ?? null, name: staff.name, code: staff.code });
  const passwordHash = staff.password === undefined ? null : await hashPassword(staff.password);
  const { rows } = await refuseOn(staffRefusals, () =>
    sql<{ id: string }>`insert into staff (code, name, login, password_hash, must_change_password)
      values (${staff.code}, ${staff.name}, ${staff.login?.toLowerCase() ?? null}, ${passwordHash}, ${passwordHash !== null && staff.mustChangePassword !== false})
      returning id`.execute(tx),
  );
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "staff.created",
    subject: { kind: "staff", id },
    detail: { after: { code: staff.code, name: staff.name, login: staff.login ?? null } },
  });
  for (const post of staff.posts) await assignPost(tx, actor, id, post);
  return id;
}

export interface StaffChange {
  readonly code?: string;
  readonly name?: string;
  /** Null closes the account: nobody can sign in with it any more. */
  readonly login?: string | null;
}

export async function editStaff(tx: Tx, actor: Actor, id: string, change: StaffChange, today: string): Promise<void> {
  const staff = await loadStaff(tx, actor, id);
  await checkManages(tx, actor, id, today);
  const after = {
    code: change.code ?? staff.code,
    name: change.name ?? staff.name,
    login: change.login === undefined ? staff.login : (change.login?.toLowerCase() ?? null),
  };
  await refuseOn(staffRefusals, () =>
    sql`update staff set code = ${after.code}, name = ${after.name}, login = ${after.login},
      password_hash = case when ${after.login}::text is null then null else password_hash end, updated_at = now() where id = ${id}`.execute(
      tx,
    ),
  );
  if (after.login === null && staff.login !== null) {
    await endSessions(tx, id);
    if (isAdmin(staff, today)) await checkAdminRemains(tx, today);
  }
  await audit(tx, actor, {
    action: "staff.edited",
    subject: { kind: "staff", id },
    orgPath: await pathOf(tx, id),
    detail: { before: { code: staff.code, name: staff.name, login: staff.login }, after },
  });
}

/** Sets somebody else's password: their sessions end, and they must change it at the next sign-in. */
export async function resetPassword(
  tx: Tx,
  actor: Actor,
  id: string,
  password: string,
  now: Date,
  today: string,
): Promise<void> {
  const staff = await loadStaff(tx, actor, id);
  await checkManages(tx, actor, id, today);
  if (staff.login === null) throw conflict("no_login", `${staff.name}还没有登录名，请先设置登录名`);
  if (staff.status === "left") throw conflict("staff_left", `${staff.name}已离职`);
  checkPassword(password, staff);
  await sql`update staff set password_hash = ${await hashPassword(password)}, must_change_password = true, password_changed_at = ${now}, updated_at = now()
    where id = ${id}`.execute(tx);
  const ended = await endSessions(tx, id);
  await audit(tx, actor, {
    action: "staff.password_reset",
    subject: { kind: "staff", id },
    orgPath: await pathOf(tx, id),
    detail: { sessionsEnded: ended },
  });
}

export interface Leaving {
  readonly postsEnded: number;
  readonly sessionsEnded: number;
  /** Stores that have lost their contact and need another. */
  readonly storesWithoutContact: string[];
  /** API keys that this person made and therefore may know: replace them. */
  readonly apiKeys: string[];
}

/** Somebody leaves the company: the account closes, posts end today, coming ones are dropped. */
export async function leave(tx: Tx, actor: Actor, id: string, today: string): Promise<Leaving> {
  const staff = await loadStaff(tx, actor, id);
  await checkManages(tx, actor, id, today);
  if (staff.status === "left") throw conflict("staff_left", `${staff.name}已于 ${staff.leftOn} 离职`);
  const orgPath = await pathOf(tx, id);
  await sql`update staff set status = 'left', left_on = ${today}, updated_at = now() where id = ${id}`.execute(tx);
  const dropped = await sql`delete from staff_post where staff_id = ${id} and from_day > ${today}::date`.execute(tx);
  const ended = await sql`update staff_post set to_day = ${today}, updated_at = now()
    where staff_id = ${id} and (to_day is null or to_day > ${today}::date)`.execute(tx);
  const sessionsEnded = await endSessions(tx, id);
  const { rows: stores } = await sql<{ name: string }>`update store s set contact_staff_id = null from org_unit u
    where u.id = s.org_unit_id and s.contact_staff_id = ${id} returning u.name`.execute(tx);
  const { rows: keys } = await sql<{
    name: string;
  }>`select name from api_key where created_by = ${id} and revoked_at is null`.execute(tx);
  if (isAdmin(staff, today)) await checkAdminRemains(tx, today);
  const leaving = {
    postsEnded: Number(ended.numAffectedRows) + Number(dropped.numAffectedRows),
    sessionsEnded,
    storesWithoutContact: stores.map((store) => store.name),
    apiKeys: keys.map((key) => key.name),
  };
  await audit(tx, actor, {
    action: "staff.left",
    subject: { kind: "staff", id },
    orgPath,
    detail: { after: { leftOn: today, ...leaving } },
  });
  return leaving;
}

/** Somebody who left comes back; posts are assigned anew, and the password is set anew. */
export async function comeBack(tx: Tx, actor: Actor, id: string): Promise<void> {
  const staff = await loadStaff(tx, actor, id);
  if (staff.status === "active") throw conflict("staff_active", `${staff.name}在职`);
  await sql`update staff set status = 'active', left_on = null, password_hash = null, updated_at = now() where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "staff.returned",
    subject: { kind: "staff", id },
    orgPath: await pathOf(tx, id),
    detail: { before: { leftOn: staff.leftOn } },
  });
}

function isAdmin(staff: StaffRow, today: string): boolean {
  return staff.posts.some((post) => post.roleCode === "admin" && (post.toDay === null || post.toDay >= today));
}

/** Where the trail of a person's account is filed: the unit of the latest post. */
async function pathOf(tx: Tx, staffId: string): Promise<string | null> {
  const { rows } = await sql<{
    path: string;
  }>`select u.path::text as path from staff_post p join org_unit u on u.id = p.org_unit_id
    where p.staff_id = ${staffId} order by upper_inf(p.days) desc, p.from_day desc limit 1`.execute(tx);
  return rows[0]?.path ?? null;
}
