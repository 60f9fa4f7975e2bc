import type { ImportPlan } from "../mapping/plan.ts";
import { channelLabels, parseChannel } from "../values/channels.ts";
import { RowProblem } from "./reject.ts";
import type { RowCells } from "./row-cells.ts";

/** Where a row happened: its store and channel. */
export interface PlaceReader {
  storeCode(): string;
  /** Null when the row names no store. */
  storeNo(): number | null;
  /** Null when neither the row nor the plan says. */
  channel(): string | null;
}

/**
 * @param stores store number by code, within the scope of whoever imports
 * @param storeRequired rows without a store are refused: the importer may write to some stores only
 */
export function createPlaceReader(
  row: RowCells,
  plan: ImportPlan,
  stores: ReadonlyMap<string, number>,
  storeRequired: boolean,
): PlaceReader {
  const channels = new Map<string, string | null>();
  const storeCode = () => row.code("store_code") || plan.constants.store_code || "";
  return {
    storeCode,
    storeNo() {
      const code = storeCode();
      if (code === "") {
        if (storeRequired) throw new RowProblem(row.has("store_code") ? "store_code" : null, "store_required");
        return null;
      }
      const no = stores.get(code);
      if (no === undefined) throw new RowProblem("store_code", "unknown_store");
      return no;
    },
    channel() {
      const text = row.text("channel");
      if (text === "") return plan.constants.channel ?? null;
      let channel = channels.get(text);
      if (channel === undefined) {
        channel = parseChannel(text);
        if (channels.size < 1_000) channels.set(text, channel);
      }
      if (channel === null) throw new RowProblem("channel", "bad_choice", `可填：${channelLabels.join("、")}`);
      return channel;
    },
  };
}
