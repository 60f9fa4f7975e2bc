import { type AnswerOf, answer } from "@feilun/api-client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./video-channel.module.css";

type Connected = AnswerOf<"/api/v1/connected-video-channels">["items"][number];

const connectedQuery = queryOptions({
  queryKey: ["video-channel", "connected"],
  queryFn: ({ signal }): Promise<{ items: Connected[] }> =>
    answer(api.GET("/api/v1/connected-video-channels", { signal })),
  retry: false,
});

function Figures({ profile, lives }: Connected) {
  return (
    <dl className={styles.figures}>
      <div>
        <dt>粉丝</dt>
        <dd>
          <Count value={profile?.fans} />
        </dd>
      </div>
      <div>
        <dt>近 30 天净增</dt>
        <dd>
          <Count value={profile?.gained} />
        </dd>
      </div>
      <div>
        <dt>直播</dt>
        <dd>{lives.length} 场</dd>
      </div>
      <div>
        <dt>读取时间</dt>
        <dd>
          <DateTime value={profile?.readAt} ago />
        </dd>
      </div>
    </dl>
  );
}

function Lives({ lives }: Pick<Connected, "lives">) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>直播</th>
            <th>时长</th>
            <th>观看</th>
            <th>最高在线</th>
            <th>人均停留</th>
            <th>喝彩</th>
            <th>评论</th>
            <th>分享</th>
            <th>新关注</th>
          </tr>
        </thead>
        <tbody>
          {lives.map((live) => (
            <tr key={live.exportId}>
              <td>
                <DateTime value={live.startedAt} />
              </td>
              <td>{Math.round(live.seconds / 60)} 分钟</td>
              {[live.viewers, live.mostOnline].map((value, at) => (
                <td key={at === 0 ? "viewers" : "online"}>
                  <Count value={value} />
                </td>
              ))}
              <td>{live.averageSeconds} 秒</td>
              <td>
                <Count value={live.likes} />
              </td>
              <td>
                <Count value={live.comments} />
              </td>
              <td>
                <Count value={live.shares} />
              </td>
              <td>
                <Count value={live.newFollowers} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function One({ connected, mayWrite }: { readonly connected: Connected; readonly mayWrite: boolean }) {
  const { id, name, profile, lives, notices } = connected;
  const read = useAction({
    run: () =>
      answer(api.POST("/api/v1/connected-video-channels/{accountId}/sync", { params: { path: { accountId: id } } })),
    done: "正在后台读取",
    refresh: [["video-channel", "connected"]],
  });
  return (
    <Panel
      title={`${profile?.nickname || name}：粉丝与直播`}
      hint="由视频号助手的数据接口读取，每小时一次；作品没有接口，用导出的表格"
      extra={
        mayWrite && (
          <Button loading={read.isPending} onClick={() => read.mutate()}>
            立即读取
          </Button>
        )
      }
    >
      {profile?.failure && <Alert type="warning" showIcon title="没有读到" description={profile.failure} />}
      <Figures {...connected} />
      {notices.length > 0 && (
        <p>
          已预告：
          {notices.map(({ noticeId, startsAt, description }) => (
            <span key={noticeId}>
              {description}（<DateTime value={startsAt} />）{" "}
            </span>
          ))}
        </p>
      )}
      {lives.length === 0 ? (
        <EmptyState compact title="还没有直播数据">
          近 30 天没有直播，或助手后台没有打开“开放能力”。
        </EmptyState>
      ) : (
        <Lives lives={lives} />
      )}
    </Panel>
  );
}

/** Fans and live shows of connected video channels (IN-04); nothing for those who see only a part of the chain. */
export function ConnectedPanel() {
  const can = useCan();
  const { data, isPending } = useQuery(connectedQuery);
  if (isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (!data) return null;
  if (data.items.length === 0)
    return (
      <Panel title="粉丝与直播">
        <EmptyState
          compact
          title="还没有接入视频号助手"
          action={can("connection.write") && <Link to="/connections/new">去接入</Link>}
        >
          接入后自动读取粉丝数、每场直播的数据和直播预告。
        </EmptyState>
      </Panel>
    );
  return data.items.map((connected) => (
    <One key={connected.id} connected={connected} mayWrite={can("content.write")} />
  ));
}
