import type { Platform } from "../../kernel/platform.ts";
import { monthStates } from "./month-states.ts";

/** Which months can be read from `settled_purchase`, as one question finds them. */
export interface History {
  /** `YYYYMM`, in order. */
  readonly settled: readonly number[];
}

export async function readHistory(platform: Platform): Promise<History> {
  const states = await monthStates(platform);
  return { settled: states.filter(({ settled }) => settled).map(({ month }) => month) };
}

/**
 * SQL: the purchases that `where` holds for, as a relation in brackets. Exactly what `purchase` says: settled months come from their
 * copy, the others from the facts.
 */
export function purchases({ settled }: History, columns: string, where: string): string {
  if (settled.length === 0) return `(select ${columns} from purchase where ${where})`;
  const months = settled.join(", ");
  return `(select ${columns} from settled_purchase where toYYYYMM(business_day) in (${months}) and ${where}
    union all select ${columns} from purchase where toYYYYMM(business_day) not in (${months}) and ${where})`;
}

/**
 * SQL: everybody who bought before a day, anywhere, as one bitmap over the dense member numbers: no hash table over all members,
 * whatever their number. Of settled months it is there already.
 *
 * @param param name of the query's Date parameter; @param day its value
 */
export function buyersBefore(history: History, param: string, day: string): string {
  const from = Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7));
  const whole = history.settled.filter((month) => month < from);
  const rest = `select groupBitmapState(member_no) as b from ${purchases(
    { settled: history.settled.filter((month) => month === from) },
    "member_no",
    `business_day < {${param}:Date}${whole.length === 0 ? "" : ` and toYYYYMM(business_day) not in (${whole.join(", ")})`}`,
  )}`;
  if (whole.length === 0) return `(${rest})`;
  return `(select groupBitmapMergeState(b) from (
    select groupBitmapMergeState(buyers) as b from settled_buyers where month in (${whole.join(", ")}) union all ${rest}))`;
}
