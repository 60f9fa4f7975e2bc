import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { PeriodPicker } from "../../lens/period-picker.tsx";
import { useLensQuery } from "../../lens/use-lens.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { Count, DateTime, Day, Money, Ratio } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { inclusive } from "../codes/code-api.ts";
import { EndWay } from "./end-way.tsx";
import styles from "./shop.module.css";
import { type Buyer, type Conversion, conversionQuery, type Days, fetchBuyers, type Way } from "./shop-api.ts";
import { WayForm } from "./way-form.tsx";

function Whole({ figures }: { figures: Conversion }) {
  const strangers = figures.followed + figures.open;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>买家</dt>
        <dd>
          <Count value={figures.buyers} unit="人" />
        </dd>
        <small>期间内付款订单的收货人；送礼算收礼的人</small>
      </div>
      <div>
        <dt>早已是好友</dt>
        <dd>
          <Count value={figures.already} unit="人" />
        </dd>
        <small>期间内首次下单时，已是某位导购的企业微信好友</small>
      </div>
      <div>
        <dt>购后成为好友</dt>
        <dd>
          <Count value={figures.followed} unit="人" />
        </dd>
        <small>下单时不是，之后加了好友且现在仍是</small>
      </div>
      <div>
        <dt>转私域率</dt>
        <dd>{strangers > 0 ? <Ratio value={figures.followed / strangers} /> : "—"}</dd>
        <small>购后成为好友 ÷ 下单时不是好友的买家</small>
      </div>
      <div>
        <dt>还没加好友</dt>
        <dd>
          <Count value={figures.open} unit="人" />
        </dd>
        <small>下面逐个列出他们遇到过的入口</small>
      </div>
    </dl>
  );
}

function Ways({ accountId, ways, mayWrite }: { accountId: string; ways: readonly Way[]; mayWrite: boolean }) {
  if (ways.length === 0)
    return (
      <EmptyState compact title="还没有设置入口">
        先在「渠道活码」里做一个加好友的活码，印到包裹卡上或挂到直播间，再在这里登记从哪天开始用。
      </EmptyState>
    );
  return (
    <ul className={styles.lines}>
      {ways.map((way) => (
        <li key={way.id}>
          <div className={styles.lineMain}>
            <div className={styles.lineName}>
              {way.label} · <Link to={`/codes/${way.codeId}`}>{way.codeName}</Link> {way.toDay && <Tag>已结束</Tag>}
            </div>
            <div className={styles.lineQuiet}>
              <Day value={way.fromDay} /> 起
              {way.toDay ? (
                <>
                  ，到 <Day value={way.toDay} />
                </>
              ) : (
                "，使用中"
              )}
            </div>
          </div>
          <div>
            遇到 {way.shown} 人 · 由此加好友 {way.arrived} 人
            {way.shown > 0 && `（${formatRatio(way.arrived / way.shown)}）`}
          </div>
          {mayWrite && !way.toDay && <EndWay accountId={accountId} way={way} />}
        </li>
      ))}
    </ul>
  );
}

const columns: readonly Column<Buyer>[] = [
  {
    key: "member",
    title: "买家",
    card: "title",
    fixed: true,
    render: (row) => (
      <>
        <Link to={`/members/${row.memberNo}`}>客户 {row.memberNo}</Link> {row.isGiftReceiver && <Tag>收礼</Tag>}
      </>
    ),
  },
  { key: "orders", title: "订单", align: "right", render: (row) => row.orders },
  { key: "amount", title: "金额", align: "right", card: "extra", render: (row) => <Money fen={row.amountFen} /> },
  { key: "at", title: "最近下单", render: (row) => <DateTime value={row.lastPaidAt} ago /> },
  { key: "scene", title: "下单场景", render: (row) => row.scene ?? "—" },
  { key: "ways", title: "遇到的入口", render: (row) => (row.ways.length > 0 ? row.ways.join("、") : "没有入口") },
  {
    key: "followed",
    title: "加好友",
    render: (row) => (row.followedAt ? <DateTime value={row.followedAt} /> : "还没有"),
  },
];

function Buyers({ accountId, days }: { accountId: string; days: Days }) {
  const [state, setState] = useState<"open" | "followed">("open");
  const buyers = useCursorList({
    queryKey: ["wechat-shop", "buyers", accountId, days, state],
    fetchPage: (cursor, signal) => fetchBuyers(accountId, days, state, cursor, signal),
  });
  return (
    <Panel title="买家" hint="小店不提供主动联系买家的接口：能做的是把入口放到他们会看到的地方" flush>
      <DataTable
        id="wechat-shop-buyers"
        label="买家"
        columns={columns}
        list={buyers}
        rowKey={(row) => row.memberNo}
        toolbar={
          <Segmented
            aria-label="哪些买家"
            value={state}
            options={[
              { value: "open", label: "还没加好友" },
              { value: "followed", label: "购后成为好友" },
            ]}
            onChange={setState}
          />
        }
        empty={
          <EmptyState title={state === "open" ? "没有还没加好友的买家" : "还没有购后加好友的买家"}>
            换一段时间再看看；如果刚接入，先在「同步」里把订单带进来。
          </EmptyState>
        }
      />
    </Panel>
  );
}

/** AQ-28: which buyers are friends, which became friends, by which way, and who is left. */
export function PrivateDomainTab({ accountId, mayWrite }: { accountId: string; mayWrite: boolean }) {
  const days = inclusive(useLensQuery());
  const [isAdding, setAdding] = useState(false);
  const conversion = useQuery(conversionQuery(accountId, days));
  return (
    <div className={styles.stack}>
      <Panel title="买家有多少成了好友" extra={<PeriodPicker />}>
        {conversion.isError ? (
          <ErrorState compact error={conversion.error} onRetry={() => void conversion.refetch()} />
        ) : conversion.data ? (
          <Whole figures={conversion.data} />
        ) : (
          <Skeleton active paragraph={{ rows: 2 }} />
        )}
      </Panel>
      <Panel
        title="入口"
        hint="只数真的加了好友、且好友来自这个活码的人"
        extra={
          mayWrite && (
            <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              登记入口
            </Button>
          )
        }
        flush
      >
        {conversion.data && <Ways accountId={accountId} ways={conversion.data.ways} mayWrite={mayWrite} />}
      </Panel>
      <Buyers accountId={accountId} days={days} />
      {isAdding && <WayForm accountId={accountId} onClose={() => setAdding(false)} />}
    </div>
  );
}
