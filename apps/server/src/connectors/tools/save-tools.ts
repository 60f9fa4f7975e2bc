import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { requireWholeChain } from "../../organization/index.ts";
import type { RegisteredTool, ToolPart } from "./rules.ts";
import type { ToolFunction } from "./vocabulary.ts";

export interface Tool extends RegisteredTool {
  readonly vendor: string;
  readonly yearlyFen: number | null;
  readonly note: string;
  readonly version: number;
}
export type ToolDraft = Omit<Tool, "id" | "version">;

export interface Part extends ToolPart {
  readonly note: string;
  readonly version: number;
}
export type PartDraft = Omit<Part, "function" | "version">;

export async function listTools(db: Db | Tx): Promise<Tool[]> {
  const { rows } = await sql<Tool>`
    select id, name, vendor, provider, functions, data_link as "dataLink", state, owner, contract_ends::text as "contractEnds", yearly_fen as "yearlyFen", note, version
    from tool order by state = 'ended', name, id`.execute(db);
  return rows;
}

export async function listParts(db: Db | Tx): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select function, model, choice, years, self_setup_fen as "selfSetupFen", self_yearly_fen as "selfYearlyFen", vendor_setup_fen as "vendorSetupFen",
      vendor_yearly_fen as "vendorYearlyFen", note, version from tool_part`.execute(db);
  return rows;
}

export async function addTool({ clock }: Platform, tx: Tx, actor: Actor, tool: ToolDraft): Promise<string> {
  requireWholeChain(actor);
  const { rows } = await sql<{ id: string }>`
    insert into tool (name, vendor, provider, functions, data_link, state, owner, contract_ends, yearly_fen, note, created_at, created_by)
    values (${tool.name}, ${tool.vendor}, ${tool.provider}, ${tool.functions}::text[], ${tool.dataLink}, ${tool.state}, ${tool.owner}, ${tool.contractEnds},
      ${tool.yearlyFen}, ${tool.note}, ${clock.now()}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id ?? "";
  await audit(tx, actor, { action: "tool.added", subject: { kind: "tool", id }, detail: { after: tool } });
  return id;
}

/** @throws Refusal not_found; tool_changed when somebody else edited it since `version` */
export async function editTool(tx: Tx, actor: Actor, id: string, tool: ToolDraft, version: number): Promise<void> {
  requireWholeChain(actor);
  const before = (await listTools(tx)).find((each) => each.id === id);
  if (!before) throw notFound("这个工具");
  const { numAffectedRows } = await sql`
    update tool set name = ${tool.name}, vendor = ${tool.vendor}, provider = ${tool.provider}, functions = ${tool.functions}::text[], data_link = ${tool.dataLink},
      state = ${tool.state}, owner = ${tool.owner}, contract_ends = ${tool.contractEnds}, yearly_fen = ${tool.yearlyFen}, note = ${tool.note}, version = version + 1
    where id = ${id} and version = ${version}`.execute(tx);
  if (!numAffectedRows) throw conflict("tool_changed", "这个工具刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, { action: "tool.edited", subject: { kind: "tool", id }, detail: { before, after: tool } });
}

/** What a function is for and who makes it. @param version 0 = nobody has said anything yet @throws Refusal tool_part_changed */
export async function savePart(
  { clock }: Platform,
  tx: Tx,
  actor: Actor,
  name: ToolFunction,
  part: PartDraft,
  version: number,
): Promise<void> {
  requireWholeChain(actor);
  const { rows } = await sql<{ version: number }>`
    insert into tool_part as p (function, model, choice, years, self_setup_fen, self_yearly_fen, vendor_setup_fen, vendor_yearly_fen, note, updated_at, updated_by)
    values (${name}, ${part.model}, ${part.choice}, ${part.years}, ${part.selfSetupFen}, ${part.selfYearlyFen}, ${part.vendorSetupFen}, ${part.vendorYearlyFen},
      ${part.note}, ${clock.now()}, ${actor.name})
    on conflict (function) do update set model = excluded.model, choice = excluded.choice, years = excluded.years, self_setup_fen = excluded.self_setup_fen,
      self_yearly_fen = excluded.self_yearly_fen, vendor_setup_fen = excluded.vendor_setup_fen, vendor_yearly_fen = excluded.vendor_yearly_fen,
      note = excluded.note, updated_at = excluded.updated_at, updated_by = excluded.updated_by, version = p.version + 1
      where p.version = ${version}
    returning version`.execute(tx);
  if (rows[0]?.version !== version + 1) throw conflict("tool_part_changed", "这一项刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: "tool_part.saved",
    subject: { kind: "tool_part", id: name },
    detail: { after: part },
  });
}
