import { sql } from "kysely";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadHeadquarters } from "./store.ts";

/**
 * Finds the regions (or dealers) at the ends of name paths below headquarters, making the missing ones; one statement per
 * level, however many paths. The caller holds the tree's lock.
 *
 * @param paths e.g. `[["华东区", "上海"]]`
 * @returns unit id per path, joined by `/`
 */
export async function ensureRegions(tx: Tx, paths: readonly (readonly string[])[]): Promise<Map<string, string>> {
  const found = new Map<string, string>([["", (await loadHeadquarters(tx)).id]]);
  const deepest = Math.max(0, ...paths.map((path) => path.length));
  for (let level = 1; level <= deepest; level += 1) {
    const wanted = new Map<string, { parentId: string; name: string }>();
    for (const path of paths) {
      const name = path[level - 1];
      const parentId = found.get(path.slice(0, level - 1).join("/"));
      if (name !== undefined && parentId !== undefined) wanted.set(path.slice(0, level).join("/"), { parentId, name });
    }
    const pairs = [...wanted.values()];
    const { rows } = await sql<{ id: string; parentId: string; name: string }>`
      with wanted as (select * from unnest(${pairs.map((pair) => pair.parentId)}::uuid[], ${pairs.map((pair) => pair.name)}::text[]) as w(parent_id, name)),
      made as (
        insert into org_unit (parent_id, kind, code, name, brand_id)
        select w.parent_id, 'region', null, w.name, p.brand_id from wanted w join org_unit p on p.id = w.parent_id
        where not exists (select from org_unit u where u.parent_id = w.parent_id and u.name = w.name and u.kind in ('region', 'dealer', 'tenant'))
        returning id, parent_id, name
      )
      select id, parent_id as "parentId", name from made
      union all
      select u.id, u.parent_id, u.name from org_unit u join wanted w on w.parent_id = u.parent_id and w.name = u.name where u.kind in ('region', 'dealer', 'tenant')`.execute(
      tx,
    );
    const ids = new Map(rows.map((row) => [`${row.parentId}/${row.name}`, row.id]));
    for (const [path, { parentId, name }] of wanted) {
      const id = ids.get(`${parentId}/${name}`);
      if (id !== undefined) found.set(path, id);
    }
  }
  return found;
}
