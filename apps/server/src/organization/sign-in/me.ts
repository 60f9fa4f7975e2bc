import { sql } from "kysely";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Permission } from "../../kernel/http/permission.ts";
import type { Db } from "../../kernel/postgres/database.ts";
import type { Home } from "../roles/roles.ts";
import { seesWholeChain } from "../scope/rules.ts";
import type { UnitKind } from "../tree/rules.ts";
import { tokenHash } from "./token.ts";

export interface Me {
  readonly kind: "staff" | "api_key";
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly login: string | null;
  readonly mustChangePassword: boolean;
  readonly roles: { code: string; name: string; unitId: string; unitName: string }[];
  readonly permissions: Permission[];
  /** The tops of what one may see. */
  readonly scope: { unitId: string; no: number; name: string; kind: UnitKind }[];
  readonly wholeChain: boolean;
  readonly home: Home;
}

/** Who the caller is, what they may do and where, and the page to open with. */
export async function describeMe(db: Db, actor: Actor, today: string, token?: string): Promise<Me> {
  const { rows: people } = await sql<{ code: string; login: string | null; mustChangePassword: boolean }>`
    select code, login, must_change_password and not exists (
        select from session where token_hash = ${token === undefined ? null : tokenHash(token)} and method <> 'password'
      ) as "mustChangePassword" from staff where ${actor.kind === "staff"} and id::text = ${actor.id}`.execute(db);
  const { rows: posts } = await sql<{ code: string; name: string; unitId: string; unitName: string; home: Home }>`
    select r.code, r.name, u.id as "unitId", u.name as "unitName", r.home from staff_post p join role r on r.code = p.role_code join org_unit u on u.id = p.org_unit_id
    where ${actor.kind === "staff"} and p.staff_id::text = ${actor.id} and p.days @> ${today}::date order by r.sort_order, u.path`.execute(
    db,
  );
  const { rows: scope } = await sql<{ unitId: string; no: number; name: string; kind: UnitKind }>`
    select id as "unitId", no, name, kind from org_unit where path = any(${actor.scope}::text[]::ltree[]) order by path`.execute(
    db,
  );
  const person = people[0];
  return {
    kind: actor.kind === "api_key" ? "api_key" : "staff",
    id: actor.id,
    name: actor.name,
    code: person?.code ?? null,
    login: person?.login ?? null,
    mustChangePassword: person?.mustChangePassword ?? false,
    roles: posts.map(({ home: _home, ...role }) => role),
    permissions: [...actor.permissions].sort(),
    scope,
    wholeChain: seesWholeChain(actor),
    home: posts[0]?.home ?? "overview",
  };
}
