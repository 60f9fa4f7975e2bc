import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadUnit } from "../../organization/index.ts";
import { countOf, wallClockOf } from "../export-cells.ts";
import { ownerOf } from "./save-account.ts";
import { requireGoods } from "./save-placement.ts";
import type { WaveDraft } from "./schemas.ts";
import { loadWave } from "./store.ts";

/** Plans goods to be told of in some days, or changes it. @throws Refusal `invalid_input`, `not_found`, `outside_wave_changed` */
export async function saveWave(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  draft: WaveDraft,
  over?: { readonly id: string; readonly version: number },
): Promise<string> {
  const before = over ? await loadWave(tx, actor, over.id) : null;
  const unit =
    before && draft.unitId === null
      ? { id: before.unitId, path: before.path }
      : draft.unitId === null
        ? await ownerOf(tx, actor, null)
        : await loadUnit(tx, actor, draft.unitId);
  await requireGoods(tx, draft.skus);
  const fields = sql`${draft.name}, ${unit.id}::uuid, ${draft.skus}::text[], ${draft.words}::text[], ${draft.startsOn}::date, ${draft.endsOn}::date,
    ${draft.budgetFen}::bigint, ${draft.note}`;
  const { rows } = over
    ? await sql<{ id: string }>`
        update outside_wave set (name, org_unit_id, skus, words, starts_on, ends_on, budget_fen, note) = row(${fields}), version = version + 1
        where id = ${over.id} and version = ${over.version} returning id`.execute(tx)
    : await sql<{ id: string }>`
        insert into outside_wave (name, org_unit_id, skus, words, starts_on, ends_on, budget_fen, note, created_at, created_by)
        values (${fields}, ${clock.now()}, ${actor.name}) returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw conflict("outside_wave_changed", "这个波次刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: over ? "outside_wave.changed" : "outside_wave.created",
    subject: { kind: "outside_wave", id },
    orgPath: unit.path,
    detail: { after: draft },
  });
  return id;
}

const MOST_LINES = 5_000;

/**
 * Records how often a wave's words were searched, as a platform's index says; `day, word, searches` a line, a heading is passed over. A
 * day that was recorded is replaced.
 *
 * @throws Refusal `not_found`, `invalid_input` naming each line that cannot be read
 */
export async function recordSearches(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  { platform, csv }: { readonly platform: string; readonly csv: string },
): Promise<number> {
  const wave = await loadWave(tx, actor, id);
  const lines = readSearches(csv, wave.words);
  await sql`
    insert into outside_search (wave_no, platform, word, day, searches, recorded_at, recorded_by)
    select ${wave.no}::int, ${platform}, word, day, searches, ${clock.now()}::timestamptz, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n(word text, day date, searches bigint)
    on conflict (wave_no, platform, word, day) do update set searches = excluded.searches, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by`.execute(tx);
  await audit(tx, actor, {
    action: "outside_wave.searches_recorded",
    subject: { kind: "outside_wave", id },
    orgPath: wave.path,
    detail: { name: wave.name, platform, lines: lines.length },
  });
  return lines.length;
}

interface SearchLine {
  readonly day: string;
  readonly word: string;
  readonly searches: number;
}

/** @throws Refusal `invalid_input` naming each line that cannot be read */
export function readSearches(csv: string, words: readonly string[]): SearchLine[] {
  const found = new Map<string, SearchLine>();
  const problems: FieldProblem[] = [];
  for (const [index, line] of csv
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === "" || (index === 0 && !/\d/.test(line))) continue;
    const [dayText = "", word = "", countText = ""] = line.split(/[,，\t]/).map((cell) => cell.trim());
    const day = wallClockOf(dayText)?.slice(0, 10) ?? null;
    const searches = countOf(countText) ?? null;
    const wrong =
      day === null
        ? `「${dayText}」不是日期，应像 2026-06-01`
        : !words.includes(word)
          ? `「${word}」不在这个波次的搜索词里（${words.join("、") || "还没有填"}）`
          : searches === null
            ? `「${countText}」不是次数`
            : null;
    if (wrong !== null || day === null || searches === null)
      problems.push({ path: "csv", message: `第 ${index + 1} 行：${wrong}` });
    else found.set(`${day} ${word}`, { day, word, searches });
  }
  if (problems.length > 0) throw invalid(problems.slice(0, 50));
  if (found.size === 0) throw invalid([{ path: "csv", message: "没有一行数据；每行写日期、词、搜索次数" }]);
  if (found.size > MOST_LINES) throw invalid([{ path: "csv", message: `一次最多 ${MOST_LINES} 行` }]);
  return [...found.values()];
}
