import { EditOutlined, SwapOutlined } from "@ant-design/icons";
import { Button, Descriptions, Skeleton, Tag, Timeline } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { hoursInWords } from "./opening-hours.ts";
import { PhaseDialog } from "./phase-dialog.tsx";
import { PhaseTag } from "./phase-tag.tsx";
import {
  ownershipNames,
  phaseNames,
  type StoreDetail,
  serviceNames,
  siteNames,
  useRoster,
  useStore,
  warehouseModeNames,
} from "./store-api.ts";
import { StoreForm } from "./store-form.tsx";
import styles from "./store-page.module.css";

const postKindNames = { regular: "固定", rotation: "轮岗", support: "支援" } as const;

function Roster({ storeNo }: { storeNo: number }) {
  const can = useCan();
  const roster = useRoster(storeNo);
  if (roster.isPending) return <Skeleton active title={false} />;
  if (roster.isError) return <ErrorState compact error={roster.error} onRetry={() => void roster.refetch()} />;
  if (roster.data.items.length === 0) {
    return (
      <EmptyState compact title="今天没有人在这家店任职">
        在「员工」里给员工添加这家店的任职。
      </EmptyState>
    );
  }
  return (
    <ul className={styles.roster}>
      {roster.data.items.map((entry) => (
        <li key={entry.postId}>
          <span>
            {can("staff.read") ? <Link to={`/staff/${entry.staffId}`}>{entry.staffName}</Link> : entry.staffName}
            <small>{entry.staffCode}</small>
          </span>
          <span>
            {entry.roleName} {entry.kind !== "regular" && <Tag>{postKindNames[entry.kind]}</Tag>}
            <small>
              {entry.fromDay} 起{entry.toDay && `，到 ${entry.toDay}`}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ store }: { store: StoreDetail }) {
  const specials = Object.entries(store.specialDays);
  return (
    <Descriptions
      column={{ xs: 1, md: 2 }}
      items={[
        { key: "code", label: "编码", children: store.code },
        { key: "parent", label: "所属", children: store.parentName },
        { key: "format", label: "店型", children: store.formatName },
        { key: "ownership", label: "经营方式", children: ownershipNames[store.ownership] },
        { key: "site", label: "位置类型", children: siteNames[store.site] },
        { key: "brand", label: "品牌", children: store.brandName ?? "—" },
        { key: "warehouse", label: "发货方式", children: warehouseModeNames[store.warehouseMode] },
        {
          key: "services",
          label: "服务能力",
          children: store.services.map((service) => <Tag key={service}>{serviceNames[service]}</Tag>),
        },
        { key: "opened", label: "开业日期", children: store.openedOn ?? "—" },
        { key: "phone", label: "电话", children: store.phone ?? "—" },
        { key: "contact", label: "对接人", children: store.contactName ?? "—" },
        {
          key: "address",
          label: "地址",
          children: [store.province, store.city, store.district, store.address].filter(Boolean).join(" ") || "—",
        },
        {
          key: "place",
          label: "坐标",
          children: store.latitude === null ? "未填写" : `${store.longitude}, ${store.latitude}`,
        },
        { key: "hours", label: "营业时间", children: hoursInWords(store.openingHours) },
        ...(specials.length > 0
          ? [
              {
                key: "special",
                label: "特殊日",
                children: specials
                  .map(
                    ([day, spans]) =>
                      `${day} ${spans.length === 0 ? "休息" : spans.map((span) => span.join("–")).join("、")}`,
                  )
                  .join("；"),
              },
            ]
          : []),
      ]}
    />
  );
}

export function Component() {
  const storeNo = Number(useParams().storeNo);
  const can = useCan();
  const store = useStore(storeNo);
  const [dialog, setDialog] = useState<"edit" | "phase" | null>(null);
  const close = () => setDialog(null);
  if (store.isError) return <ErrorState error={store.error} onRetry={() => void store.refetch()} />;
  if (!store.data || store.isPlaceholderData) return <PageSkeleton />;
  const shown = store.data;
  return (
    <>
      <PageHeader
        back={{ to: "/stores", label: "全部门店" }}
        title={
          <>
            {shown.name} <PhaseTag phase={shown.phase} />
          </>
        }
        description={shown.phaseSince ? `${shown.phaseSince} 起${phaseNames[shown.phase]}` : undefined}
        actions={
          can("organization.write") && (
            <>
              <Button icon={<SwapOutlined />} onClick={() => setDialog("phase")}>
                变更状态
              </Button>
              <Button type="primary" icon={<EditOutlined />} onClick={() => setDialog("edit")}>
                编辑资料
              </Button>
            </>
          )
        }
      />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Panel title="门店资料">
            <Facts store={shown} />
          </Panel>
          <Panel title="今天谁在店里" hint="含轮岗和临时支援">
            <Roster storeNo={storeNo} />
          </Panel>
        </div>
        <div className={styles.stack}>
          <Panel title="从这里去">
            <div className={styles.links}>
              {can("metrics.read") && <Link to={`/overview?unit=${shown.unitId}`}>经营数据</Link>}
              {can("member.read") && <Link to={`/members?storeNo=${shown.storeNo}`}>客户</Link>}
              {can("order.read") && <Link to={`/orders?storeNo=${shown.storeNo}`}>订单</Link>}
            </div>
          </Panel>
          <Panel title="状态记录">
            {shown.phaseChanges.length === 0 ? (
              <span style={{ color: "var(--fl-ink-third)" }}>建店以来没有变更过。</span>
            ) : (
              <Timeline
                items={shown.phaseChanges.map((change) => ({
                  key: `${change.onDay}-${change.toPhase}`,
                  content: (
                    <>
                      {change.onDay} {change.fromPhase ? `${phaseNames[change.fromPhase]} → ` : ""}
                      {phaseNames[change.toPhase]}
                      {change.reason && <div className={styles.reason}>{change.reason}</div>}
                    </>
                  ),
                }))}
              />
            )}
          </Panel>
        </div>
      </div>
      {dialog === "edit" && <StoreForm store={shown} onClose={close} onDone={close} />}
      {dialog === "phase" && <PhaseDialog store={shown} onClose={close} />}
    </>
  );
}
