import { sql } from "kysely";
import { notFound, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { unitCondition } from "../../organization/index.ts";

export interface HomeStore {
  readonly id: string;
  readonly storeNo: number;
  readonly code: string;
  readonly name: string;
}

/**
 * The store whose home page is asked for: the named one, or the only one that the actor sees.
 *
 * @throws Refusal `choose_store` when several are in scope and none is named; not found beyond the scope
 */
export async function findHomeStore(
  platform: Platform,
  actor: Actor,
  orgUnitId: string | undefined,
): Promise<HomeStore> {
  const { rows } = await sql<HomeStore>`select id, no as "storeNo", code, name from org_unit
    where kind = 'store' and ${unitCondition(actor, "path")} and (${orgUnitId ?? null}::uuid is null or id = ${orgUnitId ?? null}::uuid)
    order by no limit 2`.execute(platform.db);
  const [store, another] = rows;
  if (!store) throw notFound("门店");
  if (another) throw new Refusal({ code: "choose_store", status: 400, title: "你能看到多家门店，请先选择一家" });
  return store;
}
