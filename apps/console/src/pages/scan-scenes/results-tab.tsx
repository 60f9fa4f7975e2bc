import { useQuery } from "@tanstack/react-query";
import { Segmented, Skeleton, Table, Tooltip } from "antd";
import { useState } from "react";
import { useLens } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Ratio } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type By, type Demand, type Figures, readDemand, readFigures, scanScenesKey } from "./scan-scene-api.ts";
import styles from "./scan-scenes.module.css";

type Row = Figures["rows"][number];

const groupings: { value: By; label: string }[] = [
  { value: "scene", label: "场景" },
  { value: "placement", label: "位置" },
  { value: "store", label: "门店" },
  { value: "region", label: "区域" },
];
const figures: { key: keyof Row; title: string; hint: string }[] = [
  { key: "scans", title: "扫码", hint: "打开页面的次数；机器人和 30 秒内的重复不算" },
  { key: "people", title: "扫码的人", hint: "同一部手机算一个人" },
  { key: "firstTime", title: "首次扫码", hint: "这段时间之前没有扫过任何场景的人" },
  { key: "returning", title: "再来扫码", hint: "以前扫过场景码的人" },
  { key: "contacts", title: "成为好友", hint: "通过这些码新加企业微信好友的人" },
  { key: "newMembers", title: "新会员", hint: "已认出的客户中，扫码前 1 天到后 7 天内注册的人" },
  { key: "buyersSameDay", title: "当天买了", hint: "已认出的客户中，首次扫码之后当天有订单的人；只说先后，不说因果" },
  { key: "buyers7Days", title: "7 天内买了", hint: "已认出的客户中，首次扫码之后 7 天内有订单的人" },
  { key: "wants", title: "缺货登记", hint: "通过这些码登记的缺货缺码" },
];

function Ranking() {
  const { period } = useLens();
  const [by, setBy] = useState<By>("scene");
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...scanScenesKey, "figures", by, period.from, period.to],
    queryFn: ({ signal }) => readFigures(by, period.from, period.to, signal),
  });
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  return (
    <>
      <Panel flush title="带来了什么">
        <div className={styles.bar}>
          <Segmented<By> value={by} onChange={setBy} options={groupings} />
        </div>
        {data.rows.length === 0 ? (
          <EmptyState compact title="还没有场景码">
            先在「场景」里新建，打印并摆出去。
          </EmptyState>
        ) : (
          <Table<Row>
            aria-label="扫码场景效果"
            rowKey="key"
            size="middle"
            pagination={data.rows.length > 50 ? { pageSize: 50 } : false}
            scroll={{ x: "max-content" }}
            dataSource={data.rows}
            columns={[
              {
                key: "label",
                title: groupings.find(({ value }) => value === by)?.label,
                render: (_, row) => row.label,
              },
              {
                key: "hung",
                title: <Tooltip title="所有该摆的码都确认摆放的门店 / 有码的门店">摆齐</Tooltip>,
                align: "right",
                render: (_, row) => `${row.hungStores}/${row.stores}`,
              },
              ...figures.map(({ key, title, hint }) => ({
                key,
                title: <Tooltip title={hint}>{title}</Tooltip>,
                align: "right" as const,
                render: (_: unknown, row: Row) => formatExact(Number(row[key])),
              })),
              {
                key: "per100",
                title: <Tooltip title="这些门店每 100 笔订单有多少次扫码">每百单扫码</Tooltip>,
                align: "right",
                render: (_, row) => (row.scansPer100Orders === null ? "—" : row.scansPer100Orders.toFixed(1)),
              },
            ]}
          />
        )}
      </Panel>
      <Panel
        flush
        title="下一步建议"
        hint={`按这段时间每位扫码的人带来的新好友比较；少于 ${data.fewestPeople} 人的不作建议`}
      >
        {data.advice.length === 0 ? (
          <EmptyState compact title="还没有建议">
            有足够的人扫码、且还有门店没摆时，这里会说先在哪里加摆什么。
          </EmptyState>
        ) : (
          <ul className={styles.lines}>
            {data.advice.map((each) => (
              <li key={each.key}>
                <div className={styles.main}>
                  <div className={styles.name}>
                    {each.label}：还有 {each.storesToHang} 家门店没摆
                  </div>
                  <div className={styles.quiet}>
                    {each.people} 人扫码、{each.contacts} 人成为好友（
                    <Ratio value={each.rate} />
                    ），其余场景合计 <Ratio value={each.othersRate} />
                  </div>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {data.silentStoreCount > 0 && (
        <Panel flush title={`没有一次扫码的门店 ${data.silentStoreCount}`} hint="有码却没人扫：先看码有没有摆出去">
          <ul className={styles.lines}>
            {data.silentStores.slice(0, 20).map((store) => (
              <li key={store.storeNo}>
                <span className={styles.name}>{store.name}</span>
                <span className={styles.quiet}>
                  确认摆放 {store.hung}/{store.codes} 个码
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function DemandPanel() {
  const { period } = useLens();
  const { data } = useQuery({
    queryKey: [...scanScenesKey, "demand", period.from, period.to],
    queryFn: ({ signal }) => readDemand(period.from, period.to, signal),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel flush title="最缺的商品和尺码" hint="给商品部：顾客问了却没有的，按次数排">
      <Table<Demand["items"][number]>
        aria-label="最缺的商品和尺码"
        rowKey={(row) => `${row.sku} ${row.product} ${row.size}`}
        size="middle"
        pagination={data.items.length > 20 ? { pageSize: 20 } : false}
        scroll={{ x: "max-content" }}
        dataSource={data.items}
        columns={[
          { key: "product", title: "商品", render: (_, row) => row.product },
          { key: "size", title: "尺码", render: (_, row) => row.size || "没写" },
          { key: "asked", title: "登记", align: "right", render: (_, row) => row.asked },
          { key: "stores", title: "门店", align: "right", render: (_, row) => row.stores },
          {
            key: "served",
            title: <Tooltip title="找到、订到、已告知或已购买">有着落</Tooltip>,
            align: "right",
            render: (_, row) => row.served,
          },
          { key: "bought", title: "买了", align: "right", render: (_, row) => row.bought },
          { key: "gone", title: "不要了", align: "right", render: (_, row) => row.gone },
        ]}
      />
    </Panel>
  );
}

/** What scenes and placements brought, what to do next, and what goods were asked for. */
export function ResultsTab() {
  return (
    <div className={styles.stack}>
      <Ranking />
      <DemandPanel />
    </div>
  );
}
