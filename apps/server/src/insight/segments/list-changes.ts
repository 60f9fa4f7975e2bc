import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { memberCondition, type Slice, sliceParams } from "../shared/slice.ts";
import { askLimits } from "./count-rules.ts";

/** Who entered a segment, or left it, at its last reckoning; highest number first, those before `before`, at most `limit`. */
export async function listChanges(
  platform: Platform,
  segmentId: string,
  change: "entered" | "departed",
  slice: Slice,
  page: { readonly before: number | null; readonly limit: number },
): Promise<number[]> {
  const { rows: versions } = await sql<{ version: number }>`
    select version from segment_size where segment_id = ${segmentId} order by version desc limit 2`.execute(
    platform.db,
  );
  const [now = 0, before = 0] = versions.map((row) => row.version);
  const [into, out] = change === "entered" ? [now, before] : [before, now];
  const rows = await platform.clickhouse.rows<{ member_no: number }>(
    `select arrayJoin(bitmapToArray(bitmapAndnot(groupBitmapMergeStateIf(members, version = {into:UInt32}),
         groupBitmapMergeStateIf(members, version = {out:UInt32})))) as member_no
       from segment_bitmap where segment = {segment:String} and version in ({into:UInt32}, {out:UInt32}) group by bucket
       having member_no < {before:UInt32} and ${memberCondition(slice)} order by member_no desc limit {limit:UInt32}`,
    {
      into,
      out,
      segment: segmentId,
      before: page.before ?? 4_294_967_295,
      limit: page.limit,
      ...sliceParams(slice),
    },
    askLimits,
  );
  return rows.map((row) => row.member_no);
}
