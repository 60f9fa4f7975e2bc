import { sql } from "kysely";
import { assignTags } from "../../customers/index.ts";
import { appendEvents } from "../../events/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { ScanVerdict } from "./rules.ts";

const batchSize = 2_000;

interface Untold {
  readonly id: number;
  readonly originNo: number;
  readonly memberNo: number;
  readonly at: Date;
  readonly storeNo: number | null;
  readonly verdict: ScanVerdict;
  readonly serial: number;
  readonly batchNo: number;
  readonly sku: string;
  readonly city: string | null;
  readonly tagNos: number[];
  readonly batchName: string;
}

/**
 * Gives scans of visitors that became known since to the member they are, and tells the members' histories of theirs, each once:
 * `code.scanned` with product, piece and verdict, which a reward can hang on; and the batch's tags (AQ-29). Set-based.
 *
 * @returns how many scans were told
 */
export async function tellScans(platform: Platform): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    await sql`
      update item_scan s set origin_no = k.member_no, member_no = k.member_no
      from (select distinct on (v.visitor_id) v.visitor_id, v.member_no from live_code_visit v
        join item_scan u on u.visitor_id = v.visitor_id and u.member_no is null where v.member_no is not null order by v.visitor_id, v.at desc) k
      where s.visitor_id = k.visitor_id and s.member_no is null`.execute(tx);
    const { rows } = await sql<Untold>`
      update item_scan s set told_at = ${platform.clock.now()} from item_code_batch b
      where b.no = s.batch_no and s.id in (select id from item_scan where told_at is null and member_no is not null order by id limit ${batchSize} for update skip locked)
      returning s.id, s.origin_no as "originNo", s.member_no as "memberNo", s.at, s.store_no as "storeNo", s.verdict, s.serial, b.no as "batchNo", b.sku,
        s.city, b.tag_nos as "tagNos", b.name as "batchName"`.execute(tx);
    await appendEvents(
      tx,
      rows.map((row) => ({
        source: "item_codes",
        eventId: `scan:${row.id}`,
        type: "code.scanned" as const,
        originNo: row.originNo,
        memberNo: row.memberNo,
        occurredAt: row.at,
        storeNo: row.storeNo,
        properties: {
          codeKind: "item" as const,
          codeValue: `${row.batchNo}-${row.serial}`,
          sku: row.sku,
          verdict: row.verdict,
          ...(row.city !== null && { region: row.city }),
        },
      })),
      platform.clock.now(),
    );
    const honest = rows.filter(({ verdict }) => verdict !== "suspicious");
    const pairs = honest.flatMap(({ originNo, memberNo, tagNos }) =>
      tagNos.map((tagNo) => ({ originNo, memberNo, tagNo })),
    );
    await assignTags(tx, pairs, { source: "bulk", by: "一物一码" });
    return rows.length;
  });
}
