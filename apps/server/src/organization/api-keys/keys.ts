import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Permission } from "../../kernel/http/permission.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../scope/condition.ts";
import { newToken, tokenHash } from "../sign-in/token.ts";
import { loadUnit } from "../tree/store.ts";

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** Its first characters. */
  readonly hint: string;
  readonly permissions: Permission[];
  readonly unitId: string;
  readonly unitName: string;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = sql`k.id, k.name, k.hint, k.permissions, u.id as "unitId", u.name as "unitName", s.name as "createdByName", k.created_at as "createdAt",
  k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"`;
const tables = sql`api_key k join org_unit u on u.id = k.org_unit_id join staff s on s.id = k.created_by`;

/** The keys whose part of the tree lies in the actor's scope, the newest first. */
export async function listKeys(db: Db, actor: Actor): Promise<ApiKey[]> {
  const { rows } =
    await sql<ApiKey>`select ${columns} from ${tables} where ${unitCondition(actor, "u.path")} order by k.created_at desc, k.id`.execute(
      db,
    );
  return rows;
}

/** @throws Refusal not_found */
export async function loadKey(db: Db | Tx, actor: Actor, id: string): Promise<ApiKey> {
  const { rows } =
    await sql<ApiKey>`select ${columns} from ${tables} where k.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(
      db,
    );
  if (!rows[0]) throw notFound("接口密钥");
  return rows[0];
}

export interface NewKey {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly unitId: string;
  readonly expiresAt?: Date;
}

/**
 * Makes a key for an integrator: with some of the maker's permissions, in a part of the maker's scope. A key cannot make keys.
 *
 * @returns the key itself, which is shown once and stored nowhere
 */
export async function createKey(tx: Tx, actor: Actor, key: NewKey, now: Date): Promise<{ id: string; key: string }> {
  if (actor.kind !== "staff") throw forbidden("接口密钥只能由员工在后台创建");
  const beyond = key.permissions.filter((permission) => !actor.permissions.has(permission));
  if (beyond.length > 0) throw invalid([{ path: "permissions", message: "不能给出你自己没有的权限" }]);
  if (key.permissions.includes("api_key.write"))
    throw invalid([{ path: "permissions", message: "接口密钥不能再管理接口密钥" }]);
  if (key.expiresAt && key.expiresAt <= now) throw invalid([{ path: "expiresAt", message: "到期时间应晚于现在" }]);
  const unit = await loadUnit(tx, actor, key.unitId);
  const secret = `flk_${newToken()}`;
  const { rows } = await sql<{
    id: string;
  }>`insert into api_key (name, hint, key_hash, permissions, org_unit_id, created_by, created_at, expires_at)
    values (${key.name}, ${secret.slice(0, 10)}, ${tokenHash(secret)}, ${key.permissions}::text[], ${unit.id}, ${actor.id}, ${now}, ${key.expiresAt ?? null})
    returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "api_key.created",
    subject: { kind: "api_key", id },
    orgPath: unit.path,
    detail: {
      after: { name: key.name, permissions: key.permissions, unit: unit.name, expiresAt: key.expiresAt ?? null },
    },
  });
  return { id, key: secret };
}

/** Ends a key at once, for good. */
export async function revokeKey(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const key = await loadKey(tx, actor, id);
  if (key.revokedAt) return;
  await sql`update api_key set revoked_at = ${now} where id = ${id}`.execute(tx);
  const unit = await loadUnit(tx, actor, key.unitId);
  await audit(tx, actor, {
    action: "api_key.revoked",
    subject: { kind: "api_key", id },
    orgPath: unit.path,
    detail: { name: key.name },
  });
}
