import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Skeleton, Space, Tag, Tooltip } from "antd";
import { api } from "../../../api/client.ts";
import { ErrorState } from "../../../shared/feedback/states.tsx";
import { DateTime, Day, Money } from "../../../shared/format/values.tsx";
import { promiseColors, promiseNames } from "../../stock/stock-api.ts";
import styles from "./profile.module.css";

type Trials = AnswerOf<"/api/v1/members/{memberNo}/store-trials">;
type Taste = Trials["tastes"][number];

const levels: Readonly<Record<Taste["level"], { readonly word: string; readonly color: string }>> = {
  firm: { word: "很可能", color: "green" },
  likely: { word: "可能", color: "blue" },
  faint: { word: "试过", color: "default" },
};

function TasteTag({ taste }: { taste: Taste }) {
  const { word, color } = levels[taste.level];
  const title = (
    <>
      把握 {taste.confidence}%：同类里占多少，再看一共见过多少。在店设备上试了 {taste.times} 次，最近{" "}
      <Day value={taste.lastAt} />，<Day value={taste.expiresAt} /> 到期
    </>
  );
  return (
    <Tooltip title={title}>
      <Tag color={color}>
        {taste.value} · {word}
      </Tag>
    </Tooltip>
  );
}

function Tastes({ tastes }: { tastes: readonly Taste[] }) {
  const labels = [...new Set(tastes.map(({ label }) => label))];
  return labels.map((label) => (
    <div key={label}>
      <dt>{label}</dt>
      <dd>
        <Space wrap size={4}>
          {tastes
            .filter((taste) => taste.label === label)
            .slice(0, 5)
            .map((taste) => (
              <TasteTag key={taste.value} taste={taste} />
            ))}
        </Space>
      </dd>
    </div>
  ));
}

function NotBought({ goods }: { goods: Trials["notBought"] }) {
  if (goods.length === 0) return null;
  return (
    <div>
      <dt>试过没买</dt>
      <dd>
        {goods.slice(0, 6).map((each) => (
          <div key={each.sku}>
            {each.name ?? each.sku}
            {each.attributes.length > 0 && `（${each.attributes.map(({ value }) => value).join("，")}）`}{" "}
            {each.priceFen !== null && <Money fen={each.priceFen} exact />}{" "}
            {each.promise !== null && <Tag color={promiseColors[each.promise]}>{promiseNames[each.promise]}</Tag>}{" "}
            {each.pictures > 0 && <Tag color="blue">留了图</Tag>}
          </div>
        ))}
      </dd>
    </div>
  );
}

/** 在店试用: what a member tried on devices in stores, what that says of their taste, and what they have not bought. */
export function TrialsPanel({ memberNo }: { memberNo: number }) {
  const trials = useQuery({
    queryKey: ["members", "trials", memberNo],
    queryFn: ({ signal }): Promise<Trials> =>
      answer(api.GET("/api/v1/members/{memberNo}/store-trials", { signal, params: { path: { memberNo } } })),
  });
  if (trials.isError) return <ErrorState compact error={trials.error} onRetry={() => void trials.refetch()} />;
  if (!trials.data || trials.isPlaceholderData) return <Skeleton active title={false} />;
  const { withheld, tastes, notBought, uses } = trials.data;
  if (withheld) return <p className={styles.faint}>客户已拒绝画像与个性化推荐，在店试用不再展示。</p>;
  if (uses.length === 0) return <p className={styles.faint}>还没有在店里的设备上保存过体验。</p>;
  return (
    <dl className={styles.facts}>
      <Tastes tastes={tastes} />
      <NotBought goods={notBought} />
      <div>
        <dt>最近几次</dt>
        <dd>
          {uses.slice(0, 5).map((use) => (
            <div key={`${use.at} ${use.deviceName}`}>
              <DateTime value={use.at} /> {use.storeName} · {use.deviceName}
              {use.goods.length > 0 && `：${use.goods.slice(0, 4).join("、")}${use.goods.length > 4 ? "等" : ""}`}
            </div>
          ))}
        </dd>
      </div>
    </dl>
  );
}
