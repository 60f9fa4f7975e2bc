import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Permission } from "../../kernel/http/permission.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { createKey, revokeKey, unitCondition } from "../../organization/index.ts";

export interface ExchangeSystem {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly keyId: string;
  readonly keyHint: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly personal: boolean;
  readonly writes: boolean;
  readonly place: string | null;
  readonly readAt: Date | null;
  readonly writtenAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly endedAt: Date | null;
}

const columns = sql`x.no, x.id, x.name, x.scope, x.api_key_id as "keyId", k.hint as "keyHint", u.id as "unitId", u.name as "unitName", x.personal, x.writes, x.place,
  x.read_at as "readAt", x.written_at as "writtenAt", x.created_at as "createdAt", x.created_by as "createdBy",
  least(x.ended_at, k.revoked_at, k.expires_at) as "endedAt"`;
const tables = sql`exchange_system x join api_key k on k.id = x.api_key_id join org_unit u on u.id = k.org_unit_id`;

/** Those whose part of the tree lies in the actor's scope, the newest first. */
export async function listSystems(db: Db, actor: Actor): Promise<ExchangeSystem[]> {
  const { rows } = await sql<ExchangeSystem>`
    select ${columns} from ${tables} where ${unitCondition(actor, "u.path")} order by x.no desc`.execute(db);
  return rows;
}

/** @throws Refusal not_found */
export async function loadSystem(db: Db | Tx, actor: Actor, id: string): Promise<ExchangeSystem> {
  const { rows } = await sql<ExchangeSystem>`
    select ${columns} from ${tables} where x.id = ${id} and ${unitCondition(actor, "u.path")}`.execute(db);
  if (!rows[0]) throw notFound("对接系统");
  return rows[0];
}

/** The system whose key is calling. @throws Refusal exchange_not_registered */
export async function callingSystem(tx: Tx, actor: Actor): Promise<ExchangeSystem> {
  const { rows } =
    actor.kind === "api_key"
      ? await sql<ExchangeSystem>`select ${columns} from ${tables} where x.api_key_id = ${actor.id}`.execute(tx)
      : { rows: [] };
  if (!rows[0]) throw forbidden("这个接口只给对接系统使用：请在「客户对接」里接入系统，用它的密钥调用");
  return rows[0];
}

export interface NewSystem {
  readonly name: string;
  readonly scope: string;
  readonly unitId: string;
  readonly personal: boolean;
  readonly writes: boolean;
}

/** What a system's key may do. */
function permissionsOf({ personal, writes }: NewSystem): Permission[] {
  return [
    "exchange.read",
    ...(writes ? (["exchange.write"] as const) : []),
    ...(personal ? (["member.unmask"] as const) : []),
  ];
}

/**
 * Connects a system with a key of its own, with no more than its maker may.
 *
 * @returns its id and the key, which is shown once
 * @throws Refusal exchange_name_taken
 */
export async function connectSystem(
  { clock }: Platform,
  tx: Tx,
  actor: Actor,
  system: NewSystem,
): Promise<{ id: string; key: string }> {
  if (system.personal && !actor.permissions.has("member.unmask"))
    throw invalid([{ path: "personal", message: "你自己没有查看客户敏感信息的权限，不能让系统读取明文" }]);
  const { rows: taken } = await sql`select no from exchange_system where name = ${system.name}`.execute(tx);
  if (taken.length > 0)
    throw conflict("exchange_name_taken", "已有同名的对接系统", "停用过的名称也不能再用，请换一个名称");
  const now = clock.now();
  const key = { name: `对接：${system.name}`, permissions: permissionsOf(system), unitId: system.unitId };
  const made = await createKey(tx, actor, key, now);
  const { rows } = await sql<{ id: string }>`
    insert into exchange_system (name, scope, api_key_id, personal, writes, created_at, created_by)
    values (${system.name}, ${system.scope}, ${made.id}, ${system.personal}, ${system.writes}, ${now}, ${actor.name}) returning id`.execute(
    tx,
  );
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, {
    action: "exchange.connected",
    subject: { kind: "exchange_system", id },
    detail: { after: { name: system.name, scope: system.scope, personal: system.personal, writes: system.writes } },
  });
  return { id, key: made.key };
}

/** Ends a system's exchange at once, for good; what it wrote stays. */
export async function endSystem({ clock }: Platform, tx: Tx, actor: Actor, id: string): Promise<void> {
  const system = await loadSystem(tx, actor, id);
  if (system.endedAt !== null && system.endedAt <= clock.now()) return;
  await revokeKey(tx, actor, system.keyId, clock.now());
  await sql`update exchange_system set ended_at = ${clock.now()} where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "exchange.ended",
    subject: { kind: "exchange_system", id },
    detail: { name: system.name },
  });
}
