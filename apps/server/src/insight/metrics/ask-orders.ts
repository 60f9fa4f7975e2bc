import type { Platform } from "../../kernel/platform.ts";
import { sliceCondition, sliceParams } from "../shared/slice.ts";
import {
  type Atom,
  type OrderPerson,
  type OrderSum,
  onlineChannels,
  orderPeople,
  orderSums,
  privateChannels,
} from "./atoms.ts";
import {
  type AnswerRow,
  groupingSets,
  keyExpression,
  periodExpressions,
  periodParams,
  periodStart,
  type Question,
  startExpression,
} from "./question.ts";

const columns: Record<OrderSum, readonly string[]> = {
  amountLi: ["amount_li"],
  orders: [],
  items: ["items"],
  discountLi: ["discount_li"],
  memberAmountLi: ["amount_li"],
  memberOrders: [],
  couponOrders: ["coupons"],
  privateAmountLi: ["amount_li"],
  onlineAmountLi: ["amount_li"],
  onlineOrders: [],
};

/** Answers the order atoms of a question with one query over `order_fact`. */
export async function askOrders(
  platform: Platform,
  question: Question,
  sums: readonly OrderSum[],
  people: readonly OrderPerson[],
): Promise<AnswerRow[]> {
  if (sums.length + people.length === 0) return [];
  const { p, within } = periodExpressions(question, "business_day", "paid_at");
  const where = `${within} and ${sliceCondition(question.slice)}`;
  const needed = [
    ...new Set(["member_no", "store_no", "channel", "business_day", ...sums.flatMap((sum) => columns[sum])]),
  ];
  const rows = `select ${p} as p, ${keyExpression(question, "business_day")} as k, ${startExpression(question, "business_day")} as bucket_start,
    ${needed.join(", ")} from purchase where ${where}`;
  const sql = people.length === 0 ? sumsQuery(question, rows, sums) : peopleQuery(question, rows, where, sums, people);
  return platform.clickhouse.rows<AnswerRow>(
    sql,
    { ...periodParams(question), ...sliceParams(question.slice), ...channelParams([...sums, ...people]) },
    { timeoutMs: 60_000 },
  );
}

function sumsQuery(question: Question, rows: string, sums: readonly OrderSum[]): string {
  const { group, total } = groupingSets(question);
  return `select p, k, ${total} as total, ${sums.map((sum) => `${orderSums[sum]} as ${sum}`).join(", ")}
    from (${rows}) group by ${group}`;
}

/** Per person first, so that "bought twice" and "bought before" can be counted; then per key. */
function peopleQuery(
  question: Question,
  rows: string,
  where: string,
  sums: readonly OrderSum[],
  people: readonly OrderPerson[],
): string {
  const { group, total } = groupingSets(question, ["member_no"]);
  const looksBack = people.includes("newBuyers") || people.includes("returningBuyers");
  const perPerson = `select p, k, ${total} as total, member_no, count() as n, ${looksBack ? `if(total = 1, ${periodStart(question)}, min(bucket_start)) as start,` : ""}
    ${sums.map((sum) => `${orderSums[sum]} as s_${sum},`).join(" ")} 0 as z
    from (${rows}) group by ${group}`;
  // The first purchase ever and anywhere, of those who bought in the period only.
  const firstDay = `left join (
      select member_no, min(business_day) as first_day from purchase
      where business_day < {to0:Date} and member_no in (select member_no from purchase where ${where} and member_no > 0)
      group by member_no) first using (member_no)`;
  return `select p, k, total, ${[
    ...sums.map((sum) => `sum(s_${sum}) as ${sum}`),
    ...people.map((person) => `${orderPeople[person]} as ${person}`),
  ].join(", ")}
    from (${perPerson}) person ${looksBack ? firstDay : ""} group by p, k, total`;
}

function channelParams(atoms: readonly Atom[]): Record<string, readonly string[]> {
  return {
    ...(atoms.includes("privateAmountLi") ? { privateChannels } : {}),
    ...(atoms.includes("onlineAmountLi") || atoms.includes("onlineOrders") ? { onlineChannels } : {}),
  };
}
