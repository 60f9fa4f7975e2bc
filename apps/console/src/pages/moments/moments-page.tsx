import { SettingOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Select, Skeleton, Switch, Tag } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { formatExact, formatRatio } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { choicesQuery } from "../outbound/outbound-api.ts";
import { OutboundForm } from "../outbound/outbound-form.tsx";
import {
  correctPost,
  fetchPosts,
  kindColours,
  kindNames,
  type Mix,
  mixQuery,
  type Post,
  type PostKind,
  saveSettings,
  settingsQuery,
} from "./moment-api.ts";
import styles from "./moments.module.css";

const kinds = Object.keys(kindNames) as PostKind[];

function KindChoice({ post }: { post: Post }) {
  const correct = useAction<PostKind, Post>({
    run: (kind) => correctPost(post.businessKey, kind),
    done: "已更正，之后的判断按你说的算",
    refresh: [["moments"]],
    undo: () => correctPost(post.businessKey, post.kind),
  });
  if (!useCan()("outbound.write")) return <Tag color={kindColours[post.kind]}>{post.kindLabel}</Tag>;
  return (
    <Select
      size="small"
      variant="filled"
      aria-label={`「${post.title}」属于`}
      value={post.kind}
      loading={correct.isPending}
      onChange={(kind) => correct.mutate(kind)}
      options={kinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
    />
  );
}

const columns: readonly Column<Post>[] = [
  {
    key: "title",
    title: "朋友圈",
    card: "title",
    fixed: true,
    render: (post) => (
      <div className={styles.post}>
        {post.title}
        <div className={styles.quiet}>{post.text}</div>
      </div>
    ),
  },
  { key: "kind", title: "属于", card: "extra", render: (post) => <KindChoice post={post} /> },
  {
    key: "signals",
    title: "判断依据",
    render: (post) => (
      <>
        {post.signals.join("、") || "没有推销的字眼"}
        {post.readAs && post.readAs !== post.kind && (
          <span className={styles.quiet}>（原判{kindNames[post.readAs]}，已更正）</span>
        )}
      </>
    ),
  },
  {
    key: "confirmed",
    title: "已发表",
    align: "right",
    render: (post) =>
      post.senders === 0 ? "等待平台" : `${formatExact(post.confirmed)} / ${formatExact(post.senders)} 人`,
  },
  { key: "at", title: "提交时间", render: (post) => <DateTime value={post.createdAt} /> },
];

/** 朋友圈构成: what guides' Moments are made of, and who posts nothing but advertising. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [isSetting, setSetting] = useState(false);
  const [isWriting, setWriting] = useState(false);
  const choices = useQuery({ ...choicesQuery("wecom_moment", undefined), enabled: can("outbound.write") });
  const accountId = choices.data?.accounts[0]?.id;
  const mix = useQuery(mixQuery(accountId));
  const list = useCursorList<Post>({ queryKey: ["moments", "posts"], fetchPage: fetchPosts });
  return (
    <>
      <PageHeader
        title="朋友圈构成"
        description="好内容带来曝光，全是广告会被折叠、会掉好友。按每位成员最近发表的朋友圈看广告占多少，发之前就提醒。"
        actions={
          can("outbound.write") && (
            <>
              <Button icon={<SettingOutlined />} onClick={() => setSetting(true)}>
                提醒标准
              </Button>
              <Button type="primary" onClick={() => setWriting(true)}>
                发朋友圈
              </Button>
            </>
          )
        }
      />
      {accountId && mix.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {mix.isError && <ErrorState error={mix.error} onRetry={() => void mix.refetch()} />}
      {mix.data && mix.data.judged > 0 && <MixPanel mix={mix.data} />}
      <Panel flush title="发过的朋友圈" hint="判断错了就改，之后按你说的算">
        <DataTable
          id="moments"
          label="发过的朋友圈"
          columns={columns}
          list={list}
          rowKey={(post) => post.businessKey}
          empty={
            <EmptyState title="还没有通过飞轮发过朋友圈">
              点「发朋友圈」写一条。写的时候就会告诉你这条是广告、内容还是互动，以及谁的朋友圈广告已经太多。
            </EmptyState>
          }
        />
      </Panel>
      {isWriting && (
        <OutboundForm
          channel="wecom_moment"
          onClose={() => setWriting(false)}
          onDone={(id) => void navigate(id ? `/outbound/${id}` : "/outbound")}
        />
      )}
      {isSetting && <SettingsDialog onClose={() => setSetting(false)} />}
    </>
  );
}

function MixPanel({ mix }: { mix: Mix }) {
  const all = kinds.reduce((sum, kind) => sum + (mix.counts[kind] ?? 0), 0);
  return (
    <Panel
      title="谁的广告太多"
      hint={`${formatExact(mix.judged)} 位成员最近各 ${mix.posts} 条；广告不宜超过 ${mix.mostAdPercent}%（4:3:3：知识 40%、趣味互动 30%、产品 30%）`}
    >
      <FigureCards
        plain
        figures={[
          ...kinds.map((kind) => ({
            label: kindNames[kind],
            value: formatRatio(all === 0 ? null : (mix.counts[kind] ?? 0) / all),
            hint: `${formatExact(mix.counts[kind] ?? 0)} 条`,
          })),
          {
            label: "超出标准",
            value: `${formatExact(mix.over)} 人`,
            hint: mix.corrected > 0 ? `有 ${formatExact(mix.corrected)} 条判断被更正过` : "按文字自动判断",
          },
        ]}
      />
      {mix.senders.length > 0 && (
        <ul className={styles.senders}>
          {mix.senders.map((sender) => (
            <li key={sender.senderKey}>
              <span>{sender.name}</span>
              <span className={styles.bar}>
                <span style={{ width: `${(sender.ads / sender.posts) * 100}%` }} />
              </span>
              <span>
                {sender.posts} 条里 {sender.ads} 条广告，先发 {sender.first} 条别的
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function SettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useQuery({ ...settingsQuery, staleTime: 0 });
  return (
    <VersionedSettingsDialog
      title="朋友圈提醒标准"
      settings={settings}
      save={saveSettings}
      done="已保存"
      refresh={[["moments"]]}
      onClose={onClose}
    >
      <Form.Item name="posts" label="看每位成员最近几条" rules={[{ required: true, message: "请填写 3 到 50" }]}>
        <InputNumber min={3} max={50} suffix="条" />
      </Form.Item>
      <Form.Item name="mostAdPercent" label="其中广告最多占" rules={[{ required: true, message: "请填写 0 到 100" }]}>
        <InputNumber min={0} max={100} suffix="%" />
      </Form.Item>
      <Form.Item
        name="adGapDays"
        label="两条广告至少隔几天"
        extra="填 0 表示不限"
        rules={[{ required: true, message: "请填写 0 到 30" }]}
      >
        <InputNumber min={0} max={30} suffix="天" />
      </Form.Item>
      <Form.Item
        name="repeatDays"
        label="同样的文字几天内再发要提醒"
        extra="填 0 表示不提醒"
        rules={[{ required: true, message: "请填写 0 到 90" }]}
      >
        <InputNumber min={0} max={90} suffix="天" />
      </Form.Item>
      <Form.Item
        name="stop"
        label="超出标准时"
        valuePropName="checked"
        extra="打开后超出标准的广告不能提交；关闭时只提醒"
      >
        <Switch checkedChildren="不许发" unCheckedChildren="提醒" />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}
