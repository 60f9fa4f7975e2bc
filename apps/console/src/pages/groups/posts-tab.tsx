import { useQuery } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Skeleton, Switch, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  type GroupPost,
  groupsKey,
  markPosted,
  postNames,
  postsQuery,
  saveWelcome,
  welcomeQuery,
} from "./group-api.ts";
import styles from "./groups.module.css";

function PostRow({ post }: { post: GroupPost }) {
  const { message } = App.useApp();
  const done = useAction<void>({
    run: () => markPosted(post.id),
    done: "已记下发送",
    refresh: [groupsKey],
  });
  return (
    <li>
      <div>
        <Tag>{postNames[post.kind]}</Tag> <strong>{post.groupName}</strong>{" "}
        <span className={styles.faint}>
          {post.storeName} · <DateTime value={post.staleAt} /> 前有效
        </span>
        <p className={styles.text}>{post.text}</p>
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          onClick={() =>
            void navigator.clipboard.writeText(post.text).then(() => message.success("已复制，去群里粘贴"))
          }
        >
          复制
        </Button>
        <Button size="small" type="primary" loading={done.isPending} onClick={() => done.mutate()}>
          已发送
        </Button>
      </div>
    </li>
  );
}

function WelcomeDialog({ onClose }: { onClose: () => void }) {
  const settings = useQuery(welcomeQuery);
  return (
    <VersionedSettingsDialog
      title="欢迎新人"
      settings={settings}
      save={saveWelcome}
      done="已保存"
      refresh={[groupsKey, ["audit"]]}
      onClose={onClose}
    >
      <Form.Item name="enabled" label="有人进群时生成欢迎语" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="text" label="欢迎语" rules={[{ required: true, min: 4, message: "请填写欢迎语" }]}>
        <Input.TextArea rows={3} maxLength={600} />
      </Form.Item>
      <Form.Item name="withinMinutes" label="合并时间" extra="这段时间里进群的人合在一条里欢迎，过时不再欢迎">
        <InputNumber min={5} max={240} precision={0} suffix="分钟" />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}

/** What should stand in groups now: to copy and send, unless a helper takes it. */
export function PostsTab() {
  const can = useCan();
  const posts = useQuery(postsQuery);
  const [isSetting, setSetting] = useState(false);
  if (posts.isError) return <ErrorState error={posts.error} onRetry={() => void posts.refetch()} />;
  if (!posts.data) return <Skeleton active />;
  return (
    <>
      <Panel
        title="待发送"
        hint="接入群助手（RPA）后由它领取并发送；没有接入时由群主复制到群里，发完点「已发送」"
        extra={can("community.write") && <Button onClick={() => setSetting(true)}>欢迎语设置</Button>}
      >
        {posts.data.items.length === 0 ? (
          <EmptyState compact title="没有待发送的群消息">
            开办活动、开奖，或打开「欢迎新人」后，要发进群里的话会出现在这里。
          </EmptyState>
        ) : (
          <ul className={styles.posts}>
            {posts.data.items.map((post) => (
              <PostRow key={post.id} post={post} />
            ))}
          </ul>
        )}
      </Panel>
      {isSetting && <WelcomeDialog onClose={() => setSetting(false)} />}
    </>
  );
}
