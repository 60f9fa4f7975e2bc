import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";

/** How a file may name a guide of a store: by name only where that is no other's. */
export function nameAtStore(storeNo: number, name: string): string {
  return `${storeNo}\u0000${name}`;
}

/**
 * The guides that rows may name, those who left included, as `staff.no` by staff code, login, name at a store, and name where only one
 * bears it; of two that one text could mean, the earlier in this order.
 *
 * @param scope store numbers of the importer; null = all
 */
export async function guidesFor(platform: Platform, scope: readonly number[] | null): Promise<Map<string, number>> {
  const { rows } = await sql<{ no: number; code: string; login: string | null; name: string; stores: number[] }>`
    select s.no, s.code, s.login, s.name, array_agg(distinct u.no) filter (where u.kind = 'store') as stores
    from staff s join staff_post p on p.staff_id = s.id join org_unit u on u.id = p.org_unit_id
    where ${scope === null ? sql`true` : sql`u.no = any(${[...scope]}::int[])`}
    group by s.id order by s.no`.execute(platform.db);
  const guides = new Map<string, number>();
  const ambiguous = new Set<string>();
  const offer = (key: string, no: number) => {
    const known = guides.get(key);
    if (known !== undefined && known !== no) ambiguous.add(key);
    guides.set(key, no);
  };
  for (const { no, name, stores } of rows) {
    offer(name, no);
    for (const store of stores ?? []) offer(nameAtStore(store, name), no);
  }
  for (const key of ambiguous) guides.delete(key);
  for (const { no, login } of rows) if (login !== null) guides.set(login, no);
  for (const { no, code } of rows) guides.set(code, no);
  return guides;
}
