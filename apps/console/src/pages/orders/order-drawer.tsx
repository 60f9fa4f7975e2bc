import { Alert, Descriptions, Drawer, Skeleton, Tag } from "antd";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoneyExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { OrderClaims } from "../attribution/order-claims.tsx";
import { OrderParcels } from "../stock/order-parcels.tsx";
import { type OrderDetail, type OrderLine, useOrder } from "./order-api.ts";
import styles from "./order-drawer.module.css";
import { OrderStatusTag } from "./order-status-tag.tsx";

function Lines({ lines }: { lines: readonly OrderLine[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and lines never move
        <li key={index}>
          <div>
            <div>
              {line.name || line.sku} {line.gift && <Tag color="gold">赠品</Tag>}
            </div>
            <div className={styles.sub}>
              {line.sku}
              {line.measure && ` · ${line.measure}`}
            </div>
          </div>
          <div className={styles.amount}>
            <div>{formatMoneyExact(line.amountLi / 10)}</div>
            <div className={styles.sub}>
              {line.unitPriceLi !== null && `${formatMoneyExact(line.unitPriceLi / 10)} `}× {formatExact(line.quantity)}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Order({ order }: { order: OrderDetail }) {
  const can = useCan();
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "status", label: "状态", children: <OrderStatusTag status={order.status} /> },
          {
            key: "member",
            label: "客户",
            children: order.memberNo ? (
              <Link to={`/members/${order.memberNo}`}>会员号 {order.memberNo}</Link>
            ) : (
              "匿名（小票上没有会员信息）"
            ),
          },
          { key: "store", label: "门店", children: order.storeName ?? "—" },
          { key: "guide", label: "导购", children: order.guideName ?? "没有记录" },
          ...(order.isGift
            ? [
                {
                  key: "recipient",
                  label: "收礼人",
                  children: order.recipientNo ? (
                    <Link to={`/members/${order.recipientNo}`}>会员号 {order.recipientNo}</Link>
                  ) : (
                    "不知道是谁"
                  ),
                },
              ]
            : []),
          { key: "channel", label: "渠道", children: channelName(order.channel) },
          { key: "paid", label: "付款时间", children: <DateTime value={order.paidAt} /> },
          { key: "day", label: "营业日", children: order.businessDay },
          { key: "source", label: "来源系统", children: order.source },
          ...(order.coupons.length > 0
            ? [{ key: "coupons", label: "用券", children: order.coupons.map((code) => <Tag key={code}>{code}</Tag>) }]
            : []),
        ]}
      />
      <h3 className={styles.heading}>商品（{formatExact(order.items)} 件）</h3>
      <Lines lines={order.lines} />
      <dl className={styles.sums}>
        <div>
          <dt>商品金额</dt>
          <dd>{formatMoneyExact(order.goodsFen)}</dd>
        </div>
        {order.discountFen !== 0 && (
          <div>
            <dt>优惠</dt>
            <dd>{formatMoneyExact(-order.discountFen)}</dd>
          </div>
        )}
        <div className={styles.total}>
          <dt>实付</dt>
          <dd>{formatMoneyExact(order.amountFen)}</dd>
        </div>
        {order.refundedFen > 0 && (
          <div>
            <dt>已退款</dt>
            <dd>{formatMoneyExact(-order.refundedFen)}</dd>
          </div>
        )}
      </dl>
      {order.refunds.map((refund) => (
        <section key={refund.refundCode}>
          <h3 className={styles.heading}>
            退款单 {refund.refundCode} · {formatMoneyExact(refund.amountFen)}
          </h3>
          <p className={styles.sub}>
            <DateTime value={refund.refundedAt} />
          </p>
          <Lines lines={refund.lines} />
        </section>
      ))}
      {can("stock.read") && (
        <>
          <h3 className={styles.heading}>包裹</h3>
          <OrderParcels orderId={order.id} />
        </>
      )}
      {can("attribution.read") && (
        <>
          <h3 className={styles.heading}>为什么归给 TA</h3>
          <OrderClaims orderId={order.id} />
        </>
      )}
      {order.version > 1 && (
        <Alert
          type="info"
          title={`这笔订单被更正或退款过，现在是第 ${order.version} 版；统计以最新一版为准。`}
          showIcon
        />
      )}
    </>
  );
}

/** One order with its lines and refunds, beside whatever list it was opened from. */
export function OrderDrawer({ id, onClose }: { id: number | null; onClose: () => void }) {
  const isPhone = useIsPhone();
  const order = useOrder(id);
  return (
    <Drawer
      open={id !== null}
      onClose={onClose}
      size={isPhone ? "100%" : 520}
      title={order.data ? `订单 ${order.data.orderCode}` : "订单"}
    >
      {order.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {order.isError && <ErrorState error={order.error} onRetry={() => void order.refetch()} />}
      {order.data && <Order order={order.data} />}
    </Drawer>
  );
}
