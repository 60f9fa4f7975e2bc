import { sql } from "kysely";
import { addDays } from "../../../kernel/calendar.ts";
import { hasRows } from "./look-up.ts";
import type { Office } from "./office.ts";

/** Days on which the segments were reckoned, so that their history shows who came and went. */
const reckonedDaysAgo = [6, 5, 4, 3, 2, 1, 0];

const bought = (more: object) => ({ kind: "behaviour", of: "purchase", measure: "count", ...more });
const rule = (...of: object[]) => ({ version: 1, root: { kind: "all", of } });

/** What headquarters and a region keep looking at. The rules are invented; the people in them are whoever they hold for. */
export async function keepSegments(office: Office): Promise<void> {
  const { platform, today } = office;
  if (await hasRows(platform, "segment")) return;
  const { rows } = await sql<{ id: string }>`select id from org_unit where name = '华东大区' limit 1`.execute(
    platform.db,
  );
  const east = rows[0]?.id;
  if (east === undefined) throw new Error("the demo has no unit 华东大区");
  const operator = await office.colleague("hq");
  office.at(addDays(today, -7), "10:00");
  const sleeping = await operator.post<{ id: string }>("/segments", {
    name: "60 天未购买的老客",
    note: "买过两次以上、60 天没来：召回用",
    rule: rule(bought({ range: { min: 2 } }), bought({ measure: "last", range: { min: 60 } })),
  });
  await operator.post("/segments", {
    name: "近 90 天消费满 ¥1,000",
    note: "新品优先邀请",
    rule: rule(bought({ window: { from: { daysAgo: 89 } }, measure: { sum: "amountFen" }, range: { min: 100_000 } })),
  });
  await operator.post("/segments", {
    name: "看过商品没下单（7 天）",
    note: "导购跟进：看了什么、为什么没买",
    rule: rule(
      {
        kind: "behaviour",
        of: "product.viewed",
        measure: "count",
        range: { min: 1 },
        window: { from: { daysAgo: 6 } },
      },
      { kind: "not", of: bought({ range: { min: 1 }, window: { from: { daysAgo: 6 } } }) },
    ),
  });
  await office.runJob("insight.reckon_segments");
  await operator.post("/segments", {
    name: "华东召回名单",
    note: "总部召回人群里属于华东的",
    orgUnitId: east,
    rule: rule({ kind: "segment", segment: sleeping.id }, { kind: "unit", units: [east] }),
  });
  for (const days of reckonedDaysAgo) {
    office.at(addDays(today, -days), "09:00");
    await office.runJob("insight.reckon_segments");
  }
}
