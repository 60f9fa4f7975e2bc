import type { Platform } from "../../kernel/platform.ts";
import { liToFen } from "../shared/money.ts";
import { memberCondition, type Slice, sliceParams } from "../shared/slice.ts";
import { rfmRelation } from "./relation.ts";
import { rfmGroupOf, rfmGroups } from "./rules.ts";

interface Row {
  readonly member_no: number;
  readonly recency_days: number;
  readonly frequency: number;
  readonly monetary_li: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly rfm_group: number;
}

function present(row: Row) {
  const group = rfmGroupOf(row.rfm_group);
  return {
    memberNo: row.member_no,
    recencyDays: row.recency_days,
    frequency: row.frequency,
    monetaryFen: liToFen(row.monetary_li),
    monetaryLi: row.monetary_li,
    r: row.r,
    f: row.f,
    m: row.m,
    group: group.code,
    groupName: group.name,
  };
}

export type ScoredMember = ReturnType<typeof present>;

/** Members with their scores, who spent most first; `limit + 1` of them. */
export async function listRfmMembers(
  platform: Platform,
  slice: Slice,
  wanted: {
    readonly asOf: string;
    readonly group?: string;
    readonly r?: number;
    readonly f?: number;
    readonly m?: number;
  },
  page: { readonly after: { readonly monetaryLi: number; readonly memberNo: number } | null; readonly limit: number },
): Promise<ScoredMember[]> {
  const relation = await rfmRelation(platform, wanted.asOf);
  const bits = rfmGroups.find((group) => group.code === wanted.group)?.bits;
  const conditions = [
    memberCondition(slice),
    ...(bits === undefined ? [] : [`rfm_group = ${bits}`]),
    ...(["r", "f", "m"] as const).flatMap((score) =>
      wanted[score] === undefined ? [] : [`${score} = ${Math.trunc(wanted[score])}`],
    ),
    ...(page.after ? ["(monetary_li, -toInt64(member_no)) < ({afterLi:Int64}, -{afterNo:Int64})"] : []),
  ];
  const rows = await platform.clickhouse.rows<Row>(
    `select member_no, recency_days, frequency, monetary_li, r, f, m, rfm_group from (${relation.sql})
     where ${conditions.join(" and ")} order by monetary_li desc, member_no limit {limit:UInt32}`,
    {
      ...relation.params,
      ...sliceParams(slice),
      limit: page.limit + 1,
      ...(page.after ? { afterLi: page.after.monetaryLi, afterNo: page.after.memberNo } : {}),
    },
    { timeoutMs: 120_000 },
  );
  return rows.map(present);
}

/** One member's scores in every snapshot that is kept, newest first. */
export async function memberRfmHistory(platform: Platform, memberNo: number, limit = 60) {
  const rows = await platform.clickhouse.rows<Row & { as_of: string }>(
    `select as_of, member_no, recency_days, frequency, monetary_li, r, f, m, rfm_group from member_rfm
     where member_no = {memberNo:UInt32} order by as_of desc limit {limit:UInt32}`,
    { memberNo, limit },
  );
  return rows.map((row) => {
    const { monetaryLi: _exact, memberNo: _self, ...scores } = present(row);
    return { asOf: row.as_of, ...scores };
  });
}
