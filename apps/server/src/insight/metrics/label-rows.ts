import type { Platform } from "../../kernel/platform.ts";
import { channelNames } from "../shared/channels.ts";
import { guidesByNo } from "../shared/guides.ts";
import { unitsByNo } from "../shared/units.ts";
import type { Figures } from "./figures.ts";
import type { Question } from "./question.ts";

type Row = Figures["rows"][number];

/** Gives every row the name that people know its key by. */
export async function labelRows(
  platform: Platform,
  by: Question["by"],
  rows: readonly Row[],
): Promise<(Row & { readonly label: string; readonly id: string | null })[]> {
  if (by === "channel") return rows.map((row) => ({ ...row, label: channelNames[row.key] ?? row.key, id: null }));
  if (by === "guide") {
    const guides = await guidesByNo(
      platform,
      rows.map((row) => Number(row.key)).filter((no) => no > 0),
    );
    return rows.map((row) => {
      const guide = guides.get(Number(row.key));
      return { ...row, label: guide?.name ?? "未记导购", id: guide?.id ?? null };
    });
  }
  if (by !== "store" && by !== "region")
    return rows.map((row) => ({ ...row, label: timeLabel(by, row.key), id: null }));
  const units = await unitsByNo(
    platform,
    rows.map((row) => Number(row.key)).filter((no) => no > 0),
  );
  return rows.map((row) => {
    const unit = units.get(Number(row.key));
    return { ...row, label: unit?.name ?? "未归属门店", id: unit?.id ?? null };
  });
}

function timeLabel(by: Question["by"], key: string): string {
  if (by === "month") return key.slice(0, 7);
  return by === "week" ? `${key} 起一周` : key;
}

/** Largest first by the first metric unless told otherwise; time runs forward. */
export function sortRows<Sorted extends Row>(rows: readonly Sorted[], sort: string): Sorted[] {
  const descending = sort.startsWith("-");
  const field = descending ? sort.slice(1) : sort;
  const direction = descending ? -1 : 1;
  const compareKeys = (a: Row, b: Row) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  if (field === "key") return [...rows].sort((a, b) => direction * compareKeys(a, b));
  return [...rows].sort((a, b) => {
    const left = a.values[field]?.value ?? null;
    const right = b.values[field]?.value ?? null;
    // "No value" stands last, whichever way the sort goes.
    if (left === null || right === null) return left === right ? compareKeys(a, b) : left === null ? 1 : -1;
    return direction * (left - right) || compareKeys(a, b);
  });
}
