import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSpendText } from "../ad-plans/rules.ts";
import type { CostDraft, FigureDraft } from "./schemas.ts";
import { loadPlacement } from "./store.ts";

function requireOnce(days: readonly { readonly day: string }[]): void {
  const seen = new Set<string>();
  for (const { day } of days) {
    if (seen.has(day)) throw invalid([{ path: "lines", message: `${day} 写了两次，请合并为一行` }]);
    seen.add(day);
  }
}

/**
 * Records what a kind of cost came to on each day; a day that was recorded is replaced.
 *
 * @throws Refusal `not_found`, `invalid_input` naming each line that cannot be read
 */
export async function recordCosts(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  { kind, lines, csv }: CostDraft,
): Promise<void> {
  const placement = await loadPlacement(tx, actor, id);
  const days = csv === undefined ? (lines ?? []) : readSpendText(csv).map(({ day, amountFen }) => ({ day, amountFen }));
  requireOnce(days);
  await sql`
    insert into outside_cost (placement_no, kind, day, amount_fen, recorded_at, recorded_by)
    select ${placement.no}::int, ${kind}, day, "amountFen", ${clock.now()}::timestamptz, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as n(day date, "amountFen" bigint)
    on conflict (placement_no, kind, day) do update set amount_fen = excluded.amount_fen, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by`.execute(tx);
  await audit(tx, actor, {
    action: "outside_placement.cost_recorded",
    subject: { kind: "outside_placement", id },
    orgPath: placement.path,
    detail: {
      title: placement.title,
      kind,
      days: days.length,
      amountFen: days.reduce((sum, { amountFen }) => sum + amountFen, 0),
    },
  });
}

/** Records the platform's totals as of the end of days. @throws Refusal `not_found`, `invalid_input`, `outside_placement_planned` */
export async function recordFigures(
  tx: Tx,
  { clock, config }: Platform,
  actor: Actor,
  id: string,
  { lines }: FigureDraft,
): Promise<void> {
  const placement = await loadPlacement(tx, actor, id);
  if (placement.state === "planned") throw conflict("outside_placement_planned", "还没有登记发布，没有平台数据");
  requireOnce(lines);
  const today = dayIn(config.timeZone, clock.now());
  const late = lines.find(({ day }) => day > today);
  if (late) throw invalid([{ path: "lines", message: `${late.day} 还没到，请填今天或以前的日期` }]);
  await sql`
    insert into outside_figure (placement_no, day, views, likes, saves, comments, shares, source, recorded_at, recorded_by)
    select ${placement.no}::int, day, views, likes, saves, comments, shares, 'entered', ${clock.now()}::timestamptz, ${actor.name}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as n(day date, views bigint, likes bigint, saves bigint, comments bigint, shares bigint)
    on conflict (placement_no, day) do update set views = excluded.views, likes = excluded.likes, saves = excluded.saves,
      comments = excluded.comments, shares = excluded.shares, source = excluded.source, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by`.execute(tx);
  await audit(tx, actor, {
    action: "outside_placement.figures_recorded",
    subject: { kind: "outside_placement", id },
    orgPath: placement.path,
    detail: { title: placement.title, lines },
  });
}

/** How far back figures of a placement's whole life are asked for. */
export const lifeDays = (today: string) => ({ from: addDays(today, -729), to: today });
