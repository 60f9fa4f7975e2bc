import type { Merchant } from "../merchants/state.ts";
import { billTime } from "../time.ts";
import { type Bill, sumOf, yuan } from "./write.ts";

const COLUMNS = [
  ...["记账时间", "微信支付业务单号", "资金流水单号", "业务名称", "业务类型", "收支类型", "收支金额(元)"],
  ...["账户结余(元)", "资金变更提交申请人", "备注", "业务凭证号"],
];
const SUMS = ["资金流水总笔数", "收入笔数", "收入金额", "支出笔数", "支出金额"];

/** The fund flow bill of the basic account; undefined where nothing moved. */
export function fundFlowBill({ funds }: Merchant, [from, until]: readonly [number, number]): Bill | undefined {
  const entries = funds.entries.filter(({ at }) => at >= from && at < until);
  if (entries.length === 0) return undefined;
  const income = entries.filter(({ amount }) => amount > 0);
  const expense = entries.filter(({ amount }) => amount < 0);
  const total = (of: typeof entries) => yuan(Math.abs(sumOf(of.map(({ amount }) => amount))));
  return {
    columns: COLUMNS,
    rows: entries.map(({ at, businessId, flowId, name, type, amount, balance, applicant, note, voucher }) => [
      ...[billTime(at), businessId, flowId, name, type, amount > 0 ? "收入" : "支出", yuan(Math.abs(amount))],
      ...[yuan(balance), applicant, note, voucher],
    ]),
    sumColumns: SUMS,
    sums: [String(entries.length), String(income.length), total(income), String(expense.length), total(expense)],
  };
}
