import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { type CodeDetail, codeQuery, hasGuides, kindNames, materialNames } from "./code-api.ts";
import { CodeForm } from "./code-form.tsx";
import { CodeState } from "./code-list.tsx";
import styles from "./codes.module.css";
import { PrintPanel } from "./print-panel.tsx";
import { StatisticsPanel } from "./statistics-panel.tsx";
import { WaysPanel } from "./ways-panel.tsx";

const slotText = (slots: CodeDetail["guides"][number]["slots"]) =>
  (slots ?? [])
    .map(({ days, from, to }) => `周${days.map((day) => "一二三四五六日"[day - 1]).join("")} ${from}–${to}`)
    .join("；");

/** One code: what it brought, where it stands, who receives, and to print. */
export function Component() {
  const { codeId = "" } = useParams();
  const can = useCan();
  const { modal } = App.useApp();
  const [isEditing, setEditing] = useState(false);
  const code = useQuery(codeQuery(codeId));
  const archive = useAction({
    run: () => answer(api.POST("/api/v1/live-codes/{codeId}/archive", { params: { path: { codeId } } })),
    done: "已停用",
    refresh: [["codes"]],
  });
  const pause = useAction<boolean, CodeDetail>({
    run: (paused) =>
      answer(api.POST("/api/v1/live-codes/{codeId}/pause", { params: { path: { codeId } }, body: { paused } })),
    done: (saved) => (saved.pausedAt ? "已暂停：印出去的码会提示暂停使用" : "已恢复"),
    refresh: [["codes"], ["touchpoints"]],
  });
  if (code.isError) return <ErrorState error={code.error} onRetry={() => void code.refetch()} />;
  if (!code.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const data = code.data;
  const mayWrite = can("code.write") && data.archivedAt === null;
  const ask = () =>
    modal.confirm({
      title: `停用「${data.name}」？`,
      content: "印出去的码会提示已停用，二维码会从企业微信删除，不能恢复；统计会保留。",
      okText: "停用",
      okButtonProps: { danger: true },
      onOk: () => archive.mutateAsync(),
    });
  const utm = Object.entries(data.utm).filter(([, text]) => text);
  return (
    <>
      <PageHeader
        back={{ to: "/codes", label: "渠道活码" }}
        title={data.name}
        description={
          <>
            <CodeState code={data} /> {kindNames[data.kind]} · {data.storeName ?? data.unitName}
          </>
        }
        actions={
          mayWrite && (
            <>
              <Button danger onClick={() => void ask()}>
                停用
              </Button>
              <Button loading={pause.isPending} onClick={() => pause.mutate(data.pausedAt === null)}>
                {data.pausedAt === null ? "暂停" : "恢复"}
              </Button>
              <Button type="primary" onClick={() => setEditing(true)}>
                修改
              </Button>
            </>
          )
        }
      />
      <div className={styles.two}>
        <div className={styles.stack}>
          <StatisticsPanel code={data} />
          {data.kind !== "link" && <WaysPanel code={data} mayWrite={mayWrite} />}
          {(hasGuides(data.kind) || data.rooms.length > 0) && (
            <Panel title={hasGuides(data.kind) ? "谁来接待" : "背后的群"}>
              <ul className={styles.list}>
                {data.teams.map((team) => (
                  <li key={team.id}>
                    {team.name} <span className={styles.quiet}>整个团队，随人员变动</span>
                  </li>
                ))}
                {data.guides.map((guide) => (
                  <li key={guide.staffId}>
                    <div className={styles.row}>
                      {guide.name}
                      {guide.backup && <Tag>备用</Tag>}
                      {guide.paused && <Tag color="orange">暂停接待</Tag>}
                      {!guide.reachable && <Tag color="red">未对应企业微信</Tag>}
                    </div>
                    <span className={styles.quiet}>
                      今天 {guide.today}
                      {guide.dailyCap === null || guide.dailyCap === undefined ? "" : ` / ${guide.dailyCap}`} 人
                      {data.distribution === "weights" && ` · 权重 ${guide.weight}`} · {slotText(guide.slots) || "全天"}
                    </span>
                  </li>
                ))}
                {data.rooms.map((room) => (
                  <li key={room.key} className={styles.row}>
                    {room.name || "未命名的群"} <span className={styles.quiet}>{room.people} 人</span>
                    {room.full && <Tag color="orange">已满</Tag>}
                    {room.openedByItself && <Tag>自动开的</Tag>}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
        <div className={styles.stack}>
          <PrintPanel code={data} />
          <Panel title="来源">
            <dl className={styles.facts}>
              <dt>物料</dt>
              <dd>{materialNames[data.material] ?? data.material}</dd>
              <dt>渠道</dt>
              <dd>{channelName(data.channel)}</dd>
              {data.campaign && (
                <>
                  <dt>活动</dt>
                  <dd>{data.campaign}</dd>
                </>
              )}
              {data.series && (
                <>
                  <dt>批次</dt>
                  <dd>{data.series}</dd>
                </>
              )}
              {data.tags.length > 0 && (
                <>
                  <dt>标签</dt>
                  <dd>{data.tags.map(({ name }) => name).join("、")}</dd>
                </>
              )}
              {data.shareCode && (
                <>
                  <dt>分享码</dt>
                  <dd>{data.shareCode}</dd>
                </>
              )}
              {utm.map(([name, text]) => (
                <div key={name} style={{ display: "contents" }}>
                  <dt>utm_{name}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
              <dt>来源标识</dt>
              <dd>{data.state}</dd>
            </dl>
          </Panel>
        </div>
      </div>
      {isEditing && <CodeForm code={data} onClose={() => setEditing(false)} onDone={() => setEditing(false)} />}
    </>
  );
}
