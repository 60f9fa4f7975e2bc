import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { changedMeanwhile } from "./change-plans.ts";
import { distilFramework } from "./distil.ts";
import type { frameworkBody, frameworkSchema } from "./schemas.ts";

type FrameworkRow = Omit<z.output<typeof frameworkSchema>, "createdAt"> & { readonly createdAt: Date };

/** Frameworks with the plans made from them and what came of those: results return to the framework (CASE-28). */
export async function listFrameworks(db: Db | Tx, id: string | null = null): Promise<FrameworkRow[]> {
  const { rows } = await sql<FrameworkRow>`
    select f.id, f.name, f.theme, f.slots, f.evidence, f.version, f.created_at as "createdAt", f.created_by as "createdBy",
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'state', p.state, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
          'amountFen', r.amount_fen, 'beforeAmountFen', r.before_amount_fen) order by p.starts_on desc, p.id)
        from campaign_plan p left join campaign_result r on r.plan_id = p.id and r.dimension = 'total'
        where p.framework_id = f.id), '[]') as plans
    from campaign_framework f where ${id}::uuid is null or f.id = ${id}::uuid order by f.created_at desc, f.id`.execute(
    db,
  );
  return rows;
}

/** @throws Refusal not_found */
export async function requireFramework(db: Db | Tx, id: string): Promise<FrameworkRow> {
  const [found] = await listFrameworks(db, id);
  if (!found) throw notFound("这个活动框架");
  return found;
}

type Draft = z.output<typeof frameworkBody>;

async function requireName(tx: Tx, name: string, except: string | null): Promise<void> {
  const { rows } =
    await sql`select from campaign_framework where name = ${name} and id is distinct from ${except}::uuid`.execute(tx);
  if (rows.length > 0) throw conflict("name_taken", "已有同名的活动框架");
}

/** Makes a framework; one that is distilled keeps the evidence as it was. */
export async function createFramework(tx: Tx, actor: Actor, draft: Draft): Promise<string> {
  requireWholeChain(actor);
  await requireName(tx, draft.name, null);
  const evidence = draft.distilledFrom.length === 0 ? null : (await distilFramework(tx, draft.distilledFrom)).evidence;
  const { rows } = await sql<{ id: string }>`
    insert into campaign_framework (name, theme, slots, evidence, created_by)
    values (${draft.name}, ${draft.theme}, ${JSON.stringify(draft.slots)}::jsonb, ${evidence === null ? null : JSON.stringify(evidence)}::jsonb, ${actor.name})
    returning id`.execute(tx);
  const id = rows[0]?.id as string;
  await audit(tx, actor, {
    action: "campaign_framework.created",
    subject: { kind: "campaign_framework", id },
    detail: { after: draft },
  });
  return id;
}

/** Changes a framework; plans made from it stay as they are. New campaigns to learn from replace the evidence. */
export async function editFramework(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, ...draft }: Draft & { readonly version: number },
): Promise<void> {
  requireWholeChain(actor);
  const { name, theme, slots } = await requireFramework(tx, id);
  await requireName(tx, draft.name, id);
  const evidence = draft.distilledFrom.length === 0 ? null : (await distilFramework(tx, draft.distilledFrom)).evidence;
  const { rows } = await sql`
    update campaign_framework set name = ${draft.name}, theme = ${draft.theme}, slots = ${JSON.stringify(draft.slots)}::jsonb,
      evidence = coalesce(${evidence === null ? null : JSON.stringify(evidence)}::jsonb, evidence), version = version + 1, updated_at = now()
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw changedMeanwhile();
  await audit(tx, actor, {
    action: "campaign_framework.edited",
    subject: { kind: "campaign_framework", id },
    detail: { before: { name, theme, slots }, after: draft },
  });
}
