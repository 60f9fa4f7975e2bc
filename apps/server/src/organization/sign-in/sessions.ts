import { sql } from "kysely";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import type { Grant } from "./grants.ts";
import { newToken, tokenHash } from "./token.ts";

/** A session ends when it was not used for this long … */
export const idleHours = 12;
/** … and at the latest this long after signing in. */
export const absoluteDays = 7;

const hour = 3_600_000;

export interface SessionOwner {
  readonly sessionId: string;
  readonly staffId: string;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly lastSeenAt: Date;
  readonly grants: readonly Grant[];
}

/** How the owner proved who they are: by our password, or by another platform's word. */
export type SignInMethod = "password" | "wecom";

/** Opens a session; the returned token exists nowhere else. */
export async function openSession(
  tx: Tx,
  session: {
    readonly staffId: string;
    readonly now: Date;
    readonly ip: string;
    readonly userAgent: string | undefined;
    /** password unless said otherwise */
    readonly method?: SignInMethod;
  },
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(session.now.getTime() + absoluteDays * 24 * hour);
  const { rows } = await sql<{ id: string }>`
    insert into session (token_hash, staff_id, created_at, last_seen_at, expires_at, ip, user_agent, method)
    values (${tokenHash(token)}, ${session.staffId}, ${session.now}, ${session.now}, ${expiresAt}, ${session.ip}, ${session.userAgent?.slice(0, 300) ?? null}, ${session.method ?? "password"})
    returning id`.execute(tx);
  return { id: rows[0]?.id ?? "", token, expiresAt };
}

/** Whose session this token opens, with what their posts of `today` give (none at a suspended or ended tenant); null when it is over, revoked or the person left. */
export async function findSession(db: Db, token: string, now: Date, today: string): Promise<SessionOwner | null> {
  const { rows } = await sql<{
    session_id: string;
    staff_id: string;
    name: string;
    must_change_password: boolean;
    last_seen_at: Date;
    grants: Grant[];
  }>`
    select s.id as session_id, p.id as staff_id, p.name, p.must_change_password and s.method = 'password' as must_change_password, s.last_seen_at,
      (select coalesce(json_agg(json_build_object('path', u.path::text, 'permissions', r.permissions)), '[]')
       from staff_post sp join org_unit u on u.id = sp.org_unit_id join role r on r.code = sp.role_code
       where sp.staff_id = p.id and sp.days @> ${today}::date
         and not exists (select from tenant t join org_unit tu on tu.id = t.org_unit_id
           where tu.path @> u.path and t.status in ('suspended', 'ended'))) as grants
    from session s join staff p on p.id = s.staff_id and p.status = 'active'
    where s.token_hash = ${tokenHash(token)} and s.expires_at > ${now}
      and s.last_seen_at > ${new Date(now.getTime() - idleHours * hour)}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    sessionId: row.session_id,
    staffId: row.staff_id,
    name: row.name,
    mustChangePassword: row.must_change_password,
    lastSeenAt: row.last_seen_at,
    grants: row.grants,
  };
}

/** Notes that a session is in use; the caller does this at most once a minute. */
export async function touchSession(db: Db, sessionId: string, now: Date, ip: string): Promise<void> {
  await sql`update session set last_seen_at = ${now}, ip = ${ip} where id = ${sessionId}`.execute(db);
}

export interface ListedSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** The open sessions of a staff member, the latest used first. */
export async function listSessions(db: Db, staffId: string, now: Date): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select id, created_at as "createdAt", last_seen_at as "lastSeenAt", host(ip) as ip, user_agent as "userAgent"
    from session where staff_id = ${staffId} and expires_at > ${now} and last_seen_at > ${new Date(now.getTime() - idleHours * hour)}
    order by last_seen_at desc, id`.execute(db);
  return rows;
}

/** The id of the session that a token opens. */
export async function sessionIdOf(db: Db, token: string | undefined): Promise<string | null> {
  if (token === undefined) return null;
  const { rows } = await sql<{ id: string }>`select id from session where token_hash = ${tokenHash(token)}`.execute(db);
  return rows[0]?.id ?? null;
}

/** Ends sessions of a staff member: one, all, or all but one. Returns how many. */
export async function endSessions(
  tx: Db | Tx,
  staffId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const result = await sql`delete from session where staff_id = ${staffId}
    and (${which.only ?? null}::uuid is null or id = ${which.only ?? null}::uuid)
    and (${which.except ?? null}::uuid is null or id <> ${which.except ?? null}::uuid)`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
}

/** Ends the session that a token opens, if any. */
export async function endSessionOf(tx: Db | Tx, token: string): Promise<void> {
  await sql`delete from session where token_hash = ${tokenHash(token)}`.execute(tx);
}

/** Clears away what can no longer open anything. Returns how many sessions. */
export async function sweepSessions(db: Db, now: Date): Promise<number> {
  const result =
    await sql`delete from session where expires_at < ${now} or last_seen_at < ${new Date(now.getTime() - idleHours * hour)}`.execute(
      db,
    );
  await sql`delete from sign_in_attempt where at < ${new Date(now.getTime() - 30 * 24 * hour)}`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
