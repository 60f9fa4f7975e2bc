import type { z } from "zod";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { type LinkFigures, linkFigures, noLinkFigures } from "../content-links/figures.ts";
import { type FrontCode, frontCodes, frontOf } from "./fronts.ts";
import { compareFronts, copiesOf, variantAdvice, variantProblems } from "./rules.ts";
import { type checkSchema, frontSetting, type pieceListed, type pieceSchema, type variantSchema } from "./schemas.ts";
import { listVariants, type PieceRow, reachedBy, type VariantRow } from "./store.ts";

/** Results are of the last year: a link is at most so old. */
const FIGURE_DAYS = 365;

const stateOf = ({ outAt, plannedAt }: Pick<VariantRow, "outAt" | "plannedAt">) =>
  outAt ? ("out" as const) : plannedAt ? ("planned" as const) : ("written" as const);

function hourIn(timeZone: string, at: Date | null): number | null {
  if (at === null) return null;
  return Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(at));
}

const named = <Row extends { readonly front: FrontCode }>(row: Row) => ({ ...row, label: frontOf(row.front).label });

/** What a text would meet on a front, beside what the other fronts of its piece say. */
export async function checkVariant(
  platform: Platform,
  pieceId: string,
  front: FrontCode,
  draft: { readonly headline: string; readonly body: string; readonly plannedAt: string | null },
): Promise<z.input<typeof checkSchema>> {
  const { db, config } = platform;
  const { copyPercent } = (await readSetting(db, frontSetting)).value;
  const others = await listVariants(db, [pieceId]);
  const planned = draft.plannedAt === null ? null : new Date(draft.plannedAt);
  return {
    problems: variantProblems(front, draft),
    advice: variantAdvice(front, draft, hourIn(config.timeZone, planned)),
    copies: copiesOf(front, draft, others, copyPercent).map(named),
  };
}

/** Pieces with how far each front is. */
export async function presentList(
  platform: Platform,
  pieces: readonly PieceRow[],
): Promise<z.input<typeof pieceListed>[]> {
  const { copyPercent } = (await readSetting(platform.db, frontSetting)).value;
  const variants = await listVariants(
    platform.db,
    pieces.map(({ id }) => id),
  );
  return pieces.map((piece) => {
    const own = variants.filter(({ pieceId }) => pieceId === piece.id);
    return {
      ...headOf(piece),
      fronts: own.map((variant) => ({
        front: variant.front,
        state: stateOf(variant),
        copied: copiesOf(variant.front, variant, own, copyPercent).length > 0,
      })),
      missing: frontCodes.length - own.length,
    };
  });
}

const headOf = ({ id, title, theme, createdAt, createdBy, version }: PieceRow) => ({
  ...{ id, title, theme, createdBy, version },
  createdAt: createdAt.toISOString(),
});

/** A piece with every front's text, warnings and results, and which front differs. */
export async function presentPiece(platform: Platform, piece: PieceRow): Promise<z.input<typeof pieceSchema>> {
  const { db, clock, config } = platform;
  const { copyPercent, fewestReached } = (await readSetting(db, frontSetting)).value;
  const rows = await listVariants(db, [piece.id]);
  const reached = await reachedBy(
    db,
    rows.map(({ id }) => id),
  );
  const to = dayIn(config.timeZone, clock.now());
  const links = rows.flatMap(({ linkNo }) => linkNo ?? []);
  const figures = await linkFigures(platform, links, { from: addDays(to, -FIGURE_DAYS), to });
  const variants = rows.map((row) =>
    presentVariant(row, rows, {
      reached: reached.get(row.id) ?? row.plays,
      brought: figures.get(row.linkNo ?? 0) ?? noLinkFigures,
      copyPercent,
      hour: hourIn(config.timeZone, row.outAt ? null : row.plannedAt),
    }),
  );
  return {
    ...headOf(piece),
    facts: piece.facts,
    skus: piece.skus,
    targetUrl: piece.targetUrl,
    variants,
    missing: frontCodes.filter((front) => !rows.some((row) => row.front === front)).map((front) => named({ front })),
    comparison: comparisonOf(variants, fewestReached),
  };
}

type Variant = z.input<typeof variantSchema>;

function presentVariant(
  row: VariantRow,
  all: readonly VariantRow[],
  known: { reached: number | null; brought: LinkFigures; copyPercent: number; hour: number | null },
): Variant {
  const { groupJoins: _, ...brought } = known.brought;
  const { pieceId: _piece, linkNo: _link, plays: _plays, ...variant } = row;
  return {
    ...variant,
    label: frontOf(row.front).label,
    plannedAt: row.plannedAt?.toISOString() ?? null,
    outAt: row.outAt?.toISOString() ?? null,
    state: stateOf(row),
    advice: row.outAt ? [] : variantAdvice(row.front, row, known.hour),
    copies: copiesOf(row.front, row, all, known.copyPercent).map(named),
    reached: known.reached,
    ...brought,
  };
}

function comparisonOf(variants: readonly Variant[], fewestReached: number) {
  const out = variants.filter(({ state, linkPath }) => state === "out" && linkPath !== null);
  const compared = compareFronts(
    out.map(({ front, reached, visitors }) => ({ front, reached, visitors })),
    fewestReached,
  );
  if (!compared) return null;
  const rate = (front: FrontCode) => {
    const { reached = 0, visitors = 0 } = out.find((each) => each.front === front) ?? {};
    return `${frontOf(front).label} ${((100 * visitors) / (reached || 1)).toFixed(1)}%`;
  };
  const text = `打开率：${rate(compared.best)}，明显高于${compared.weaker.map(rate).join("、")}。下一份内容先写${frontOf(compared.best).label}；${compared.weaker.map((front) => frontOf(front).label).join("、")}按各自的写法重写，别照搬。`;
  return { best: compared.best, weaker: [...compared.weaker], text };
}
