import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Descriptions, Drawer, Skeleton, Space } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { askPayment, closePayment, type PaymentDetail, paymentQuery, paymentsKey } from "./payment-api.ts";
import { PaymentTag, RefundTag, wayNames } from "./payment-words.tsx";
import styles from "./payments.module.css";
import { RefundActions } from "./refund-actions.tsx";
import { RefundForm } from "./refund-form.tsx";

/** One payment: what it is for, how it stands, what went back. */
export function PaymentDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const isPhone = useIsPhone();
  const payment = useQuery(paymentQuery(id));
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? "100%" : 520}
      title={payment.data ? `支付：订单 ${payment.data.orderCode}` : "支付"}
    >
      {payment.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {payment.isError && <ErrorState error={payment.error} onRetry={() => void payment.refetch()} />}
      {payment.data && <Detail payment={payment.data} />}
    </Drawer>
  );
}

function Detail({ payment }: { payment: PaymentDetail }) {
  const can = useCan();
  const [isRefunding, setRefunding] = useState(false);
  return (
    <>
      <Space style={{ marginBottom: 16 }} wrap>
        {payment.refundableFen > 0 && can("payment.refund") && (
          <Button type="primary" onClick={() => setRefunding(true)}>
            退款
          </Button>
        )}
        {payment.state === "open" && can("payment.take") && <OpenActions payment={payment} />}
      </Space>
      {payment.closedReason && <Alert type="info" showIcon style={{ marginBottom: 16 }} title={payment.closedReason} />}
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "state", label: "状态", children: <PaymentTag state={payment.state} /> },
          { key: "amount", label: "应付", children: formatMoneyExact(payment.amountFen) },
          ...(payment.payerFen !== null && payment.payerFen !== payment.amountFen
            ? [
                {
                  key: "payer",
                  label: "客户实际支付",
                  children: `${formatMoneyExact(payment.payerFen)}（其余由微信支付的券抵扣）`,
                },
              ]
            : []),
          { key: "refunded", label: "已退到账", children: formatMoneyExact(payment.refundedFen) },
          {
            key: "member",
            label: "付款人",
            children: payment.memberNo ? (
              <Link to={`/members/${payment.memberNo}`}>会员号 {payment.memberNo}</Link>
            ) : (
              "付款后才知道"
            ),
          },
          { key: "store", label: "门店", children: payment.storeName ?? "总部" },
          { key: "way", label: "支付方式", children: `${channelName(payment.channel)} · ${wayNames[payment.way]}` },
          { key: "created", label: "发起时间", children: <DateTime value={payment.createdAt} /> },
          {
            key: "paid",
            label: payment.paidAt ? "付款时间" : "付款截止",
            children: <DateTime value={payment.paidAt ?? payment.expiresAt} />,
          },
          { key: "trade", label: "商户订单号", children: <code className={styles.code}>{payment.tradeNo}</code> },
          {
            key: "transaction",
            label: "微信支付单号",
            children: payment.transactionId ? <code className={styles.code}>{payment.transactionId}</code> : "—",
          },
        ]}
      />
      <h3 className={styles.section}>商品</h3>
      <ul className={styles.lines}>
        {payment.lines.map(({ sku, name, quantity, amountFen }) => (
          <li key={`${sku} ${name}`}>
            <span>
              {name} × {quantity}
            </span>
            <span>{formatMoneyExact(amountFen)}</span>
          </li>
        ))}
        {payment.discountFen > 0 && (
          <li>
            <span>
              优惠{payment.couponCode && `（含支付券 ${payment.couponCode} ${formatMoneyExact(payment.couponOffFen)}）`}
            </span>
            <span>{formatMoneyExact(-payment.discountFen)}</span>
          </li>
        )}
      </ul>
      {payment.refunds.length > 0 && <h3 className={styles.section}>退款</h3>}
      {payment.refunds.map((refund) => (
        <div key={refund.id} className={styles.refund}>
          <Space wrap>
            <RefundTag state={refund.state} />
            {formatMoneyExact(refund.amountFen)}
            <DateTime value={refund.refundedAt ?? refund.createdAt} />
          </Space>
          <div className={styles.quiet}>
            {refund.reason} · {refund.requestedBy}
            {refund.receivedBy && ` · 退到${refund.receivedBy}`}
          </div>
          {refund.note && <div>{refund.note}</div>}
          <RefundActions refund={refund} />
        </div>
      ))}
      {isRefunding && <RefundForm payment={payment} onClose={() => setRefunding(false)} />}
    </>
  );
}

function OpenActions({ payment }: { payment: PaymentDetail }) {
  const ask = useAction<void, { state: string }>({
    run: () => askPayment(payment.id),
    done: ({ state }) => (state === "open" ? "微信支付说还没有付款" : "已更新"),
    refresh: [paymentsKey],
  });
  const close = useAction({
    run: () => closePayment(payment.id),
    done: "已关闭，客户不能再付这一笔",
    refresh: [paymentsKey],
    quietFailure: true,
  });
  return (
    <>
      <Button loading={ask.isPending} onClick={() => ask.mutate()}>
        向微信支付查询
      </Button>
      <ConfirmDanger action="关闭支付" title="关闭这笔支付？" onConfirm={() => close.mutateAsync()}>
        客户不能再付这一笔；订单可以重新发起支付。已经付款的不会被关闭。
      </ConfirmDanger>
    </>
  );
}
