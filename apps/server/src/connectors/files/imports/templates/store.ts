import { sql } from "kysely";
import { conflict } from "../../../../kernel/errors.ts";
import type { Db, Tx } from "../../../../kernel/postgres/database.ts";
import type { ImportKind } from "../mapping/fields.ts";
import { type ImportPlan, importPlanSchema } from "../mapping/plan.ts";

export interface Template {
  readonly id: string;
  readonly kind: ImportKind;
  readonly name: string;
  readonly fingerprint: string;
  readonly plan: ImportPlan;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

const columns = sql`id, kind, name, fingerprint, plan, updated_at as "updatedAt", updated_by as "updatedBy"`;

/** A template's plan with defaults for options that are newer than the template. */
function complete(template: Template): Template {
  return { ...template, plan: importPlanSchema.parse(template.plan) };
}

export async function listTemplates(db: Db, kind?: ImportKind): Promise<Template[]> {
  const { rows } =
    await sql<Template>`select ${columns} from import_template ${kind ? sql`where kind = ${kind}` : sql``} order by kind, name`.execute(
      db,
    );
  return rows.map(complete);
}

/** The template that was last saved for files with these headers; null when there is none. */
export async function findTemplateFor(db: Db, fingerprint: string, kind?: ImportKind): Promise<Template | null> {
  const { rows } = await sql<Template>`select ${columns} from import_template
    where fingerprint = ${fingerprint} ${kind ? sql`and kind = ${kind}` : sql``} order by updated_at desc limit 1`.execute(
    db,
  );
  return rows[0] ? complete(rows[0]) : null;
}

export async function findTemplateByName(db: Db, name: string, kind?: ImportKind): Promise<Template | null> {
  const { rows } = await sql<Template>`select ${columns} from import_template
    where name = ${name} ${kind ? sql`and kind = ${kind}` : sql``} order by updated_at desc limit 1`.execute(db);
  return rows[0] ? complete(rows[0]) : null;
}

/**
 * Saves a mapping under a name; the same name again replaces it.
 *
 * @throws Refusal template_name_taken when `replace` is false and the name is in use
 */
export async function saveTemplate(
  tx: Tx,
  template: { name: string; fingerprint: string; plan: ImportPlan; by: string; at: Date; replace: boolean },
): Promise<Template> {
  const { rows } = await sql<Template>`
    insert into import_template (kind, name, fingerprint, plan, created_at, updated_at, updated_by)
    values (${template.plan.kind}, ${template.name}, ${template.fingerprint}, ${JSON.stringify(template.plan)}::jsonb, ${template.at}, ${template.at}, ${template.by})
    on conflict (kind, name) do update set fingerprint = excluded.fingerprint, plan = excluded.plan, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by where ${template.replace}
    returning ${columns}`.execute(tx);
  if (!rows[0]) throw conflict("template_name_taken", `已有名为“${template.name}”的模板`, "请换一个名字，或选择覆盖");
  return complete(rows[0]);
}

export async function deleteTemplate(tx: Tx, id: string): Promise<Template | null> {
  const { rows } = await sql<Template>`delete from import_template where id = ${id} returning ${columns}`.execute(tx);
  return rows[0] ?? null;
}
