import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  acknowledge,
  kindNames,
  type StandardDetail,
  standardQuery,
  stateColors,
  stateNames,
  withdrawStandard,
} from "./standard-api.ts";
import { StandardForm } from "./standard-form.tsx";
import styles from "./standards.module.css";

/** One standard: what it says, which stores have taken note, and its versions. */
export function Component() {
  const { standardId = "" } = useParams();
  const can = useCan();
  const standard = useQuery(standardQuery(standardId));
  const [open, setOpen] = useState<"version" | "withdraw" | null>(null);
  const withdraw = useAction<string, StandardDetail>({
    run: (reason) => withdrawStandard(standardId, reason),
    done: "已停用",
    refresh: [["standards"]],
    onDone: () => setOpen(null),
  });
  const data = standard.data;
  if (standard.isError) return <ErrorState error={standard.error} onRetry={() => void standard.refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;

  return (
    <>
      <PageHeader
        back={{ to: "/standards", label: "统一标准" }}
        title={data.title}
        description={
          <>
            <Tag>{kindNames[data.kind]}</Tag>
            <Tag color={stateColors[data.state]}>{stateNames[data.state]}</Tag>第 {data.version} 版 · {data.validFrom}{" "}
            起生效 · {data.publishedBy} 发布
          </>
        }
        actions={
          can("standard.publish") &&
          data.state !== "withdrawn" && (
            <>
              <Button onClick={() => setOpen("withdraw")}>停用</Button>
              <Button type="primary" onClick={() => setOpen("version")}>
                发布新版本
              </Button>
            </>
          )
        }
      />
      <div className={styles.columns}>
        <Panel title="内容">
          {data.note && <p className={styles.quiet}>这一版：{data.note}</p>}
          <p className={styles.text}>{data.body}</p>
        </Panel>
        <div className={styles.stack}>
          <Receipts standard={data} />
          <Panel title="版本">
            <ul className={styles.plain}>
              {data.versions.map((version) => (
                <li key={version.version}>
                  <div className={styles.head}>
                    第 {version.version} 版 · {version.title}
                    {version.inForce && <Tag color="green">当前执行</Tag>}
                  </div>
                  <span className={styles.quiet}>
                    {version.validFrom} 起 · {version.publishedBy} {formatDateTime(version.publishedAt)} 发布
                    {version.note && ` · ${version.note}`}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      </div>
      {open === "version" && <StandardForm before={data} onClose={() => setOpen(null)} onDone={() => setOpen(null)} />}
      {open === "withdraw" && (
        <ReasonDialog
          title={`停用「${data.title}」`}
          okText="停用"
          placeholder="例如：并入新的会员福利标准"
          isBusy={withdraw.isPending}
          onSubmit={(reason) => withdraw.mutate(reason)}
          onClose={() => setOpen(null)}
        >
          停用后门店不再需要执行和签收，内容和签收记录都会保留。
        </ReasonDialog>
      )}
    </>
  );
}

function Receipts({ standard }: { standard: StandardDetail }) {
  const can = useCan();
  const [view, setView] = useState<"open" | "all">("open");
  const sign = useAction<string, StandardDetail>({
    run: (unitId) => acknowledge(standard.id, unitId, standard.version),
    done: "已签收",
    refresh: [["standards"]],
  });
  const rows = standard.receipts.filter((each) => view === "all" || each.acknowledgedAt === null);
  const mayAcknowledge = can("standard.acknowledge") && standard.state !== "withdrawn";
  return (
    <Panel
      title={`签收 ${standard.acknowledged} / ${standard.stores} 家`}
      extra={
        <Segmented<"open" | "all">
          size="small"
          aria-label="看哪些门店"
          value={view}
          onChange={setView}
          options={[
            { value: "open", label: "未签收" },
            { value: "all", label: "全部" },
          ]}
        />
      }
    >
      {rows.length === 0 && (
        <EmptyState compact title={standard.stores === 0 ? "没有适用的门店" : "适用的门店都签收了"} />
      )}
      <ul className={styles.plain}>
        {rows.map((store) => (
          <li key={store.unitId} className={styles.receipt}>
            <div>
              {store.name} <span className={styles.quiet}>{store.parentName}</span>
              <div className={styles.quiet}>
                {store.acknowledgedAt
                  ? `${store.acknowledgedBy} ${formatDateTime(store.acknowledgedAt)} 签收`
                  : store.lastVersion === null
                    ? "未签收过"
                    : `签收过第 ${store.lastVersion} 版，新版未签收`}
              </div>
            </div>
            {mayAcknowledge && !store.acknowledgedAt && (
              <Button size="small" type="primary" loading={sign.isPending} onClick={() => sign.mutate(store.unitId)}>
                已读并签收
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
