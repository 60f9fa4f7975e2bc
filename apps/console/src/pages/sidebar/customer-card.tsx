import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tag } from "antd";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime, Day, Money } from "../../shared/format/values.tsx";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { useMemberInsight } from "../members/insight-api.ts";
import { type Profile, useProfile } from "../members/member-api.ts";
import { RelationTag, TierMark } from "../members/relation-tag.tsx";
import { fetchMemberOrders } from "../orders/order-api.ts";
import { memberPointsQuery } from "../points/point-api.ts";
import styles from "./sidebar.module.css";

const ORDERS = 3;

function nameOf(profile: Profile): string {
  return profile.attributes.find(({ name }) => name === "name")?.value ?? `客户 ${profile.memberNo}`;
}

/** Who the customer is, what they bought and what one may tell them, as short as fits beside a chat. */
export function CustomerCard({ memberNo }: { memberNo: number }) {
  const can = useCan();
  const profile = useProfile(memberNo);
  if (profile.isError) return <ErrorState error={profile.error} onRetry={() => void profile.refetch()} />;
  if (!profile.data) return <Skeleton active avatar paragraph={{ rows: 6 }} />;
  return (
    <>
      <Summary profile={profile.data} />
      <Tags profile={profile.data} />
      {can("order.read") && <LastOrders memberNo={memberNo} />}
      <Points memberNo={memberNo} />
      <Consent profile={profile.data} />
      <a href={`/members/${memberNo}`} target="_blank" rel="noreferrer">
        打开完整资料
      </a>
    </>
  );
}

function Summary({ profile }: { profile: Profile }) {
  const insight = useMemberInsight(profile.memberNo);
  const { rfm, stage, value, cycle } = insight.data ?? {};
  return (
    <section className={styles.card}>
      <div className={styles.head}>
        <h1>{nameOf(profile)}</h1>
        <RelationTag relation={profile.relation} />
        <TierMark tier={profile.tier} />
        {rfm && <Tag color="processing">{rfm.groupName}</Tag>}
      </div>
      {stage && (
        <p className={styles.words}>
          {stage.name}：{stage.text}
        </p>
      )}
      {value && (
        <dl className={styles.figures}>
          <div>
            <dt>累计净消费</dt>
            <dd>
              <Money fen={value.netFen} />
            </dd>
          </div>
          <div>
            <dt>订单</dt>
            <dd>{formatExact(value.orders)}</dd>
          </div>
          <div>
            <dt>最近购买</dt>
            <dd>
              <Day value={value.lastPurchaseDay} />
            </dd>
          </div>
        </dl>
      )}
      {cycle?.overdueDays != null && cycle.overdueDays > 0 && (
        <p className={styles.words}>比平时的购买间隔晚了 {cycle.overdueDays} 天，可以问候一下。</p>
      )}
      <p className={styles.quiet}>
        {profile.storeName ?? "未归属门店"} · {profile.guideName ?? "没有专属导购"}
        {profile.channel && ` · 来自${channelName(profile.channel)}`} · 会员号 {profile.memberNo}
      </p>
    </section>
  );
}

function Tags({ profile }: { profile: Profile }) {
  return (
    <section className={styles.card}>
      <h2>标签</h2>
      {profile.tags.length === 0 ? (
        <span className={styles.quiet}>还没有标签</span>
      ) : (
        <div className={styles.tags}>
          {profile.tags.map(({ tagNo, name }) => (
            <Tag key={tagNo}>{name}</Tag>
          ))}
        </div>
      )}
    </section>
  );
}

function LastOrders({ memberNo }: { memberNo: number }) {
  const orders = useQuery({
    queryKey: ["sidebar", "orders", memberNo],
    queryFn: ({ signal }) => fetchMemberOrders(memberNo, undefined, signal),
  });
  return (
    <section className={styles.card}>
      <h2>最近订单</h2>
      {orders.isError ? (
        <ErrorState compact error={orders.error} onRetry={() => void orders.refetch()} />
      ) : !orders.data ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : orders.data.items.length === 0 ? (
        <EmptyState compact title="还没有订单" />
      ) : (
        <ul className={styles.rows}>
          {orders.data.items.slice(0, ORDERS).map((order) => (
            <li key={order.id}>
              <span>
                <DateTime value={order.paidAt} ago />
                <span className={styles.quiet}> {order.storeName ?? channelName(order.channel)}</span>
              </span>
              <strong>
                <Money fen={order.amountFen - order.refundedFen} />
              </strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Points({ memberNo }: { memberNo: number }) {
  const points = useQuery(memberPointsQuery(memberNo));
  if (!points.data) return null;
  const { available, frozen } = points.data.balance;
  return (
    <section className={styles.card}>
      <h2>积分</h2>
      <strong>{formatExact(available)}</strong> 可用{frozen && <Tag color="warning">已冻结</Tag>}
    </section>
  );
}

function Consent({ profile }: { profile: Profile }) {
  const marketing = profile.consent.filter(({ purpose }) => purpose === "marketing");
  const refused = marketing.filter(({ granted }) => !granted);
  const granted = marketing.filter((each) => each.granted);
  return (
    <section className={styles.card}>
      <h2>营销授权</h2>
      {refused.length > 0 ? (
        <Tag color="error">客户不希望收到营销信息（{refused.length} 个渠道），请不要群发推销</Tag>
      ) : granted.length > 0 ? (
        <Tag color="success">已同意接收营销信息</Tag>
      ) : (
        <span className={styles.quiet}>没有记录，推送前先征得同意</span>
      )}
    </section>
  );
}
