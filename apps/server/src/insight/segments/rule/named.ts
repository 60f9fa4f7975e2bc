import { type Kysely, sql } from "kysely";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { leavesOf, type Rule } from "./rule.ts";

/** What the rules name that stands in tables. */
export interface Named {
  readonly tags: ReadonlyMap<number, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly segments: ReadonlyMap<string, string>;
}

/** The names of everything that stands in tables and that the rules speak of; what is not in the answer does not exist (any more). */
export async function namedIn(db: Kysely<DB>, rules: readonly Rule[]): Promise<Named> {
  const leaves = rules.flatMap((rule) => [...leavesOf(rule)].map(({ leaf }) => leaf));
  const tags = leaves.flatMap((leaf) => (leaf.kind === "tag" ? leaf.tags : []));
  const units = leaves.flatMap((leaf) => (leaf.kind === "unit" ? leaf.units : []));
  const segments = leaves.flatMap((leaf) => (leaf.kind === "segment" ? [leaf.segment] : []));
  const [tagRows, unitRows, segmentRows] = await Promise.all([
    tags.length === 0
      ? []
      : sql<{
          no: number;
          name: string;
        }>`select t.tag_no as no, g.name || '：' || t.name as name from tag t join tag_group g on g.id = t.group_id
          where t.tag_no = any(${tags}::int[]) and t.archived_at is null`
          .execute(db)
          .then(({ rows }) => rows),
    units.length === 0
      ? []
      : sql<{ id: string; name: string }>`select id, name from org_unit where id = any(${units}::uuid[])`
          .execute(db)
          .then(({ rows }) => rows),
    segments.length === 0
      ? []
      : sql<{
          id: string;
          name: string;
        }>`select id, name from segment where id = any(${segments}::uuid[]) and archived_at is null`
          .execute(db)
          .then(({ rows }) => rows),
  ]);
  return {
    tags: new Map(tagRows.map((row) => [row.no, row.name])),
    units: new Map(unitRows.map((row) => [row.id, row.name])),
    segments: new Map(segmentRows.map((row) => [row.id, row.name])),
  };
}
