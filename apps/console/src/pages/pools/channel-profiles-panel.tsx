import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoney, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type ChannelProfiles, channelProfilesQuery } from "./pool-api.ts";
import styles from "./pools.module.css";

type Profile = ChannelProfiles["channels"][number];

/** The largest age band with its share, or that ages are not known. */
function mainAge({ ages, agesKnown }: Profile): string {
  if (agesKnown === 0) return "未知";
  const main = ages.reduce((best, band) => ((band.share ?? 0) > (best.share ?? 0) ? band : best));
  return `${main.label} ${formatRatio(main.share, 0)}`;
}

const lines: readonly { readonly name: string; readonly text: (profile: Profile) => string }[] = [
  { name: "购买人数", text: (profile) => formatNumber(profile.buyers) },
  { name: "最集中的年龄段", text: mainAge },
  {
    name: "女性占比",
    text: (profile) => (profile.femaleShare === null ? "未知" : formatRatio(profile.femaleShare, 0)),
  },
  {
    name: "主要城市",
    text: (profile) =>
      profile.cities
        .slice(0, 3)
        .map(({ city, share }) => `${city} ${formatRatio(share, 0)}`)
        .join("、") || "未知",
  },
  { name: "人均消费", text: (profile) => formatMoney(profile.spendPerBuyerFen) },
  { name: "客单价", text: (profile) => formatMoney(profile.averageOrderValueFen) },
  { name: "人均购买次数", text: (profile) => formatNumber(profile.ordersPerBuyer, 2) },
  { name: "分享过商品或内容", text: (profile) => formatRatio(profile.sharerShare) },
  { name: "老客或期内买 2 次以上", text: (profile) => formatRatio(profile.loyalShare) },
];

/** Who buys on which platform: the ground for a strategy of its own per platform. */
export function ChannelProfilesPanel() {
  const query = useLensQuery();
  const profiles = useQuery(channelProfilesQuery(query));
  const channels = profiles.data?.channels ?? [];
  return (
    <Panel title="各渠道的人有什么不同" hint="期内在该渠道购买的客户；年龄、性别只按已知的人算" flush>
      {profiles.isPending && <Skeleton active />}
      {profiles.isError && <ErrorState compact error={profiles.error} onRetry={() => void profiles.refetch()} />}
      {profiles.data && channels.length === 0 && <EmptyState compact title="这段时间没有能识别到客户的订单" />}
      {channels.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">画像</th>
                {channels.map((profile) => (
                  <th key={profile.channel} scope="col">
                    {profile.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ name, text }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {channels.map((profile) => (
                    <td key={profile.channel}>{text(profile)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
