import { useQuery } from "@tanstack/react-query";
import { Drawer, Space, Table, Tooltip } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import styles from "./exchange.module.css";
import { type ExchangeDetail, endSystem, exchangeKey, readSystem } from "./exchange-api.ts";

type Day = ExchangeDetail["days"][number];
type Failure = ExchangeDetail["failures"][number];

function Days({ days }: { days: readonly Day[] }) {
  if (days.length === 0)
    return <EmptyState title="还没有交换过">对方用密钥读取一次变更，这里就有当天的数。</EmptyState>;
  return (
    <Table<Day>
      aria-label="逐日交换"
      rowKey="day"
      size="small"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={days}
      columns={[
        { key: "day", title: "日期", render: (_, day) => day.day },
        { key: "reads", title: "读取", align: "right", render: (_, day) => `${day.reads} 次` },
        {
          key: "members",
          title: "读到客户",
          align: "right",
          render: (_, day) => <Count value={day.membersRead} unit="人次" />,
        },
        {
          key: "written",
          title: "写入标签",
          align: "right",
          render: (_, day) => <Count value={day.tagsWritten} unit="个" />,
        },
        {
          key: "same",
          title: <Tooltip title="写的和现在一样，或者比这里后来的改动更早，没有动">未变</Tooltip>,
          align: "right",
          render: (_, day) => <Count value={day.unchanged + day.superseded} unit="个" />,
        },
        {
          key: "failed",
          title: "没收下",
          align: "right",
          render: (_, day) => <Count value={day.rowsFailed} unit="行" />,
        },
      ]}
    />
  );
}

function Content({ system, onEnded }: { system: ExchangeDetail; onEnded: () => void }) {
  const end = useAction({
    run: () => endSystem(system.id),
    done: `「${system.name}」已停用`,
    refresh: [exchangeKey],
    onDone: onEnded,
    quietFailure: true,
  });
  return (
    <div className={styles.stack}>
      <dl className={styles.facts}>
        <div>
          <dt>
            <Tooltip title="上次读取之后又有变化、对方还没来取的客户（自己写的标签不算）">待读取</Tooltip>
          </dt>
          <dd>
            {system.waiting === null ? (
              system.readAt === null ? (
                "还没读过"
              ) : (
                "正在首次读取"
              )
            ) : (
              <>
                <Count value={system.waiting.members} unit="人" />
                {system.waiting.more && "以上"}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>最近读取</dt>
          <dd>{system.readAt ? <DateTime value={system.readAt} ago /> : "还没有"}</dd>
        </div>
        <div>
          <dt>最近写入</dt>
          <dd>{system.writtenAt ? <DateTime value={system.writtenAt} ago /> : "还没有"}</dd>
        </div>
      </dl>
      {!system.ended && (
        <Space wrap>
          <ConfirmDanger
            action="停用"
            title={`停用「${system.name}」？`}
            typeToConfirm={system.name}
            onConfirm={() => end.mutateAsync()}
          >
            密钥立即失效，不能恢复，名称也不能再用。它写过的标签保留。
          </ConfirmDanger>
        </Space>
      )}
      <section>
        <h3 className={styles.heading}>近 30 天</h3>
        <Days days={system.days} />
      </section>
      {system.failures.length > 0 && (
        <section>
          <h3 className={styles.heading}>最近没收下的行</h3>
          <Table<Failure>
            aria-label="没收下的行"
            rowKey="id"
            size="small"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={system.failures}
            columns={[
              { key: "at", title: "时间", render: (_, row) => <DateTime value={row.at} /> },
              { key: "key", title: "对方的行号", render: (_, row) => row.rowKey },
              { key: "message", title: "原因", render: (_, row) => row.message },
            ]}
          />
        </section>
      )}
    </div>
  );
}

export function SystemDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const isPhone = useIsPhone();
  const detail = useQuery({
    queryKey: [...exchangeKey, id],
    queryFn: ({ signal }) => readSystem(id, signal),
    refetchInterval: 15_000,
  });
  return (
    <Drawer open title={detail.data?.name ?? "对接系统"} size={isPhone ? "100%" : 760} onClose={onClose}>
      {detail.isError ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : detail.data ? (
        <Content system={detail.data} onEnded={onClose} />
      ) : (
        <PageSkeleton />
      )}
    </Drawer>
  );
}
