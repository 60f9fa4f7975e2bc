import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { checkPassword, hashPassword, verifyPassword } from "./password.ts";
import { endSessionOf, endSessions, openSession, type SignInMethod } from "./sessions.ts";
import { beginAttempt, markSucceeded } from "./throttle.ts";

export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly mustChangePassword: boolean;
}

interface Account {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly login: string | null;
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
}

const accountColumns = sql`id, code, name, login, password_hash as "passwordHash", must_change_password as "mustChangePassword"`;

/** One answer for an unknown login, a wrong password and a closed account. */
function wrongCredentials(): Refusal {
  return new Refusal({ code: "wrong_credentials", status: 401, title: "登录名或密码不正确" });
}

function asActor(account: Account, ip: string, requestId: string): Actor {
  return { kind: "staff", id: account.id, name: account.name, permissions: new Set(), scope: [], ip, requestId };
}

/**
 * Signs somebody in: throttled, in equal time for known and unknown logins, with a fresh session; the one that the browser
 * had is closed.
 *
 * @throws Refusal wrong_credentials | too_many_attempts
 */
export async function signIn(
  platform: Platform,
  credentials: { readonly login: string; readonly password: string },
  from: {
    readonly ip: string;
    readonly userAgent: string | undefined;
    readonly requestId: string;
    readonly token: string | undefined;
  },
): Promise<SignedIn> {
  const now = platform.clock.now();
  const login = credentials.login.trim().toLowerCase();
  const attempt = await beginAttempt(platform.db, login, from.ip, now);
  const { rows } =
    await sql<Account>`select ${accountColumns} from staff where login = ${login} and status = 'active'`.execute(
      platform.db,
    );
  const account = rows[0];
  const matches = await verifyPassword(account?.passwordHash ?? null, credentials.password);
  if (!account || !matches) throw wrongCredentials();
  await markSucceeded(platform.db, attempt);
  return platform.db.transaction().execute(async (tx) => {
    if (from.token !== undefined) await endSessionOf(tx, from.token);
    const session = await openSession(tx, { staffId: account.id, now, ip: from.ip, userAgent: from.userAgent });
    await audit(tx, asActor(account, from.ip, from.requestId), {
      action: "staff.signed_in",
      subject: { kind: "staff", id: account.id },
      detail: { session: session.id },
    });
    return { token: session.token, expiresAt: session.expiresAt, mustChangePassword: account.mustChangePassword };
  });
}

/**
 * Signs somebody in whom another platform vouches for; the session that the browser had is closed. The caller has checked the
 * platform's word and that it was given to this browser.
 *
 * @throws Refusal `staff_inactive` when the person left or never held a post
 */
export async function signInOutside(
  platform: Platform,
  staffId: string,
  method: Exclude<SignInMethod, "password">,
  from: {
    readonly ip: string;
    readonly userAgent: string | undefined;
    readonly requestId: string;
    readonly token: string | undefined;
  },
): Promise<SignedIn> {
  const now = platform.clock.now();
  return platform.db.transaction().execute(async (tx) => {
    const { rows } =
      await sql<Account>`select ${accountColumns} from staff where id = ${staffId} and status = 'active'`.execute(tx);
    const account = rows[0];
    if (!account) throw staffInactive();
    if (from.token !== undefined) await endSessionOf(tx, from.token);
    const session = await openSession(tx, { staffId, now, ip: from.ip, userAgent: from.userAgent, method });
    await audit(tx, asActor(account, from.ip, from.requestId), {
      action: "staff.signed_in",
      subject: { kind: "staff", id: staffId },
      detail: { session: session.id, method },
    });
    return { token: session.token, expiresAt: session.expiresAt, mustChangePassword: false };
  });
}

function staffInactive(): Refusal {
  return new Refusal({ code: "staff_inactive", status: 403, title: "你的员工账号已停用，请联系店长或管理员" });
}

/**
 * Changes one's own password; every session ends, the caller gets a fresh one.
 *
 * @throws Refusal wrong_credentials when the present password is wrong (throttled like signing in) | invalid_input
 */
export async function changePassword(
  platform: Platform,
  actor: Actor,
  passwords: { readonly current: string; readonly next: string },
  from: { readonly ip: string; readonly userAgent: string | undefined },
): Promise<SignedIn> {
  const now = platform.clock.now();
  const { rows } = await sql<Account>`select ${accountColumns} from staff where id = ${actor.id}`.execute(platform.db);
  const account = rows[0];
  if (!account?.login) throw wrongCredentials();
  const attempt = await beginAttempt(platform.db, account.login, from.ip, now);
  if (!(await verifyPassword(account.passwordHash, passwords.current))) {
    throw new Refusal({
      code: "wrong_password",
      status: 400,
      title: "当前密码不正确",
      errors: [{ path: "current", message: "当前密码不正确" }],
    });
  }
  await markSucceeded(platform.db, attempt);
  checkPassword(passwords.next, account, "next");
  if (passwords.next === passwords.current) {
    throw new Refusal({
      code: "same_password",
      status: 400,
      title: "新密码不能和当前密码相同",
      errors: [{ path: "next", message: "请换一个新密码" }],
    });
  }
  const passwordHash = await hashPassword(passwords.next);
  return platform.db.transaction().execute(async (tx) => {
    await sql`update staff set password_hash = ${passwordHash}, must_change_password = false, password_changed_at = ${now}, updated_at = now()
      where id = ${account.id}`.execute(tx);
    const ended = await endSessions(tx, account.id);
    const session = await openSession(tx, { staffId: account.id, now, ...from });
    await audit(tx, actor, {
      action: "staff.password_changed",
      subject: { kind: "staff", id: account.id },
      detail: { sessionsEnded: ended },
    });
    return { token: session.token, expiresAt: session.expiresAt, mustChangePassword: false };
  });
}
