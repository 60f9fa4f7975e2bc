import type { Pool } from "pg";

interface Line {
  readonly table: string;
  readonly line: string;
}

const columns = `
  select c.relname as table, format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    case when a.attidentity <> '' then ' identity' when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname, a.attnum`;

const constraints = `
  select c.relname as table, format('  constraint %s %s', k.conname, pg_get_constraintdef(k.oid)) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace and k.contype <> 'n' order by c.relname, k.contype, k.conname`;

const indexes = `
  select tablename as table, '  ' || indexdef as line from pg_indexes i
  where schemaname = 'public' and not exists (select from pg_constraint k where k.conname = i.indexname) order by tablename, indexname`;

const functions = `
  select p.proname as table, pg_get_functiondef(p.oid) as line from pg_proc p
  where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname`;

/** The whole schema as text, so that a migration's effect shows in the diff of `docs/schema.sql`. */
export async function dumpSchema(pool: Pool): Promise<{ text: string; tables: number }> {
  const byTable = new Map<string, string[]>();
  for (const query of [columns, constraints, indexes]) {
    for (const row of (await pool.query<Line>(query)).rows) {
      if (row.table === "schema_migration") continue;
      byTable.set(row.table, [...(byTable.get(row.table) ?? []), row.line]);
    }
  }
  const routines = (await pool.query<Line>(functions)).rows.map((row) => row.line.trim());
  const tables = [...byTable].map(([table, lines]) => `table ${table}\n${lines.join("\n")}`);
  return {
    text: `-- Made by "npm run generate" from the migrations. Read it, do not run it.\n\n${[...tables, ...routines].join("\n\n")}\n`,
    tables: byTable.size,
  };
}
