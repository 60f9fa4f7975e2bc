import { type Bill, sumOf, yuan } from "../bills/write.ts";
import type { Merchant } from "../merchants/state.ts";

const COLUMNS = [
  ...["分账时间", "分账发起方", "分账方", "微信订单号", "微信分账/回退单号", "分账明细单号", "商户分账/回退单号"],
  ...["订单金额", "分账接收方", "分账金额", "业务类型", "处理状态", "分账描述", "备注"],
];
const SUMS = ["总单数", "分账总金额", "分账回退总金额"];

/** The profit sharing bill of [from, until); undefined where nothing was shared. */
export function sharingBill(merchant: Merchant, [from, until]: readonly [number, number]): Bill | undefined {
  const within = (time: string) => Date.parse(time) / 1000 >= from && Date.parse(time) / 1000 < until;
  const { mchid, orders, sharing } = merchant;
  const totalOf = (transactionId: string) =>
    yuan(orders.byTradeNo.get(orders.byTransaction.get(transactionId) ?? "")?.draft.amount.total ?? 0);
  const shares = [...sharing.sharings.values()]
    .flatMap((of) => of.shares.map((share) => ({ of, share })))
    .filter(({ share }) => share.result !== "PENDING" && within(share.finish_time));
  const returns = [...sharing.returns.values()]
    .map(({ wire }) => wire)
    .filter(({ create_time }) => within(create_time));
  if (shares.length + returns.length === 0) return undefined;
  return {
    columns: COLUMNS,
    rows: [
      ...shares.map(({ of, share }) => [
        ...[spoken(share.finish_time), mchid, mchid, of.transactionId, of.orderId, share.detail_id, of.outOrderNo],
        ...[totalOf(of.transactionId), share.account, yuan(share.amount), "分账"],
        ...[share.result === "SUCCESS" ? "成功" : "关闭", share.description, share.fail_reason ?? ""],
      ]),
      ...returns.map((wire) => {
        const transactionId = sharing.sharings.get(wire.out_order_no)?.transactionId ?? "";
        return [
          ...[
            spoken(wire.create_time),
            mchid,
            wire.return_mchid,
            transactionId,
            wire.return_id,
            "",
            wire.out_return_no,
          ],
          ...[totalOf(transactionId), mchid, yuan(wire.amount), "分账回退"],
          ...[wire.result === "SUCCESS" ? "成功" : "失败", wire.description, wire.fail_reason ?? ""],
        ];
      }),
    ],
    sumColumns: SUMS,
    sums: [
      String(shares.length + returns.length),
      yuan(sumOf(shares.filter(({ share }) => share.result === "SUCCESS").map(({ share }) => share.amount))),
      yuan(sumOf(returns.filter(({ result }) => result === "SUCCESS").map(({ amount }) => amount))),
    ],
  };
}

const spoken = (time: string) => time.slice(0, 19).replace("T", " ");
