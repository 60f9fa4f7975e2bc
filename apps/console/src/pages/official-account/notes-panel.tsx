import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, InputNumber, Skeleton, Space, Switch, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Count, DateTime, Day, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  deleteNote,
  type Note,
  type NoteSettings,
  noteSettingsQuery,
  notesQuery,
  publishNote,
  saveNoteSettings,
  weeksQuery,
} from "./note-api.ts";
import { NoteForm } from "./note-form.tsx";
import styles from "./official-account.module.css";
import { materialUrl } from "./official-account-api.ts";

const states: Readonly<Record<Note["state"], { readonly text: string; readonly color: string }>> = {
  draft: { text: "草稿", color: "default" },
  publishing: { text: "发布中", color: "processing" },
  published: { text: "已发布", color: "success" },
  failed: { text: "没有发出", color: "error" },
};

function SettingsForm({ settings, onClose }: { readonly settings: NoteSettings; readonly onClose: () => void }) {
  const { value, version } = settings.setting;
  const [form] = Form.useForm<typeof value>();
  const save = useAction<typeof value>({
    run: (changed) => saveNoteSettings({ value: changed, version }),
    done: "已保存",
    refresh: [["official-notes"]],
    onDone: onClose,
    quietFailure: true,
  });
  const numbers = [
    ["titleMost", "标题最多（字）"],
    ["bodyMost", "正文最多（字）"],
    ["picturesMost", "图片最多（张，含购买码）"],
    ["perWeek", "每周目标（篇）"],
  ] as const;
  return (
    <FormDrawer
      form={form}
      title="短图文规则"
      hint="微信没有公布短图文的字数和张数上限，以公众平台实际提示为准，在这里调整。"
      initialValues={value}
      onSubmit={(changed) => save.mutateAsync(changed)}
      onClose={onClose}
    >
      {numbers.map(([name, label]) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true }]}>
          <InputNumber min={1} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      ))}
      <Form.Item
        name="needsTradeLink"
        label="没有购买链接不能发布"
        valuePropName="checked"
        extra="每篇内容都要能直接卖货"
      >
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}

/** Notes a week, and what came through their links. */
function Weeks({ accountId }: { readonly accountId: string }) {
  const { data } = useQuery(weeksQuery(accountId));
  if (!data) return <Skeleton active paragraph={{ rows: 2 }} />;
  return (
    <Panel flush title="每周" hint={`目标每周 ${data.perWeek} 篇。成交算给买家下单前最后打开的那篇内容。`}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>周</th>
              <th>发布</th>
              <th>访问</th>
              <th>访客</th>
              <th>订单</th>
              <th>成交</th>
            </tr>
          </thead>
          <tbody>
            {[...data.weeks].reverse().map(({ week, notes, visits, visitors, orders, salesFen }) => (
              <tr key={week}>
                <td>
                  <Day value={week} /> 起
                </td>
                <td>
                  {notes} {notes >= data.perWeek && <Tag color="success">达标</Tag>}
                </td>
                <td>
                  <Count value={visits} />
                </td>
                <td>
                  <Count value={visitors} />
                </td>
                <td>
                  <Count value={orders} />
                </td>
                <td>
                  <Money fen={salesFen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface LineProps {
  readonly accountId: string;
  readonly note: Note;
  readonly mayWrite: boolean;
  readonly onEdit: () => void;
}

function NoteLine({ accountId, note, mayWrite, onEdit }: LineProps) {
  const refresh = [["official-notes", accountId]];
  const publish = useAction({ run: () => publishNote(accountId, note.id), done: "已提交发布，结果稍后显示", refresh });
  const remove = useAction({ run: () => deleteNote(accountId, note.id), done: "已删除", refresh });
  const { text, color } = states[note.state];
  const isOut = note.submittedAt !== null;
  const sells =
    note.trade === null ? "没有购买链接" : note.trade.kind === "shop" ? "小店推广链接" : `小程序 ${note.trade.page}`;
  return (
    <li>
      <img className={styles.thumb} src={materialUrl(accountId, note.pictures[0] ?? "")} alt="" loading="lazy" />
      <div className={styles.main}>
        <div className={styles.name}>
          {note.urls[0] ? (
            <a href={note.urls[0]} target="_blank" rel="noreferrer">
              {note.title}
            </a>
          ) : (
            note.title
          )}{" "}
          <Tag color={color}>{text}</Tag>
        </div>
        <div className={styles.quiet}>
          {sells} · {note.pictures.length} 张图 · <DateTime value={note.submittedAt ?? note.createdAt} ago />
        </div>
        {isOut && (
          <div className={styles.quiet}>
            阅读 <Count value={note.reads} /> · 访问 <Count value={note.visits} /> · 订单 <Count value={note.orders} />{" "}
            · 成交 <Money fen={note.salesFen} />
          </div>
        )}
        {note.failure && !isOut && <Alert type="warning" showIcon title={note.failure} />}
      </div>
      {mayWrite && !isOut && (
        <Space wrap>
          <Button size="small" onClick={onEdit}>
            修改
          </Button>
          <ConfirmDanger
            action="发布"
            title={`发布“${note.title}”？`}
            button={{ danger: false, size: "small", type: "primary" }}
            onConfirm={() => publish.mutateAsync()}
          >
            发布后任何人都能打开，不能再改，只能到公众平台删除；不会推送给关注者。
          </ConfirmDanger>
          <ConfirmDanger
            action="删除"
            title={`删除“${note.title}”？`}
            button={{ size: "small", type: "text" }}
            onConfirm={() => remove.mutateAsync()}
          >
            这篇还没有发布，删除后不能恢复。
          </ConfirmDanger>
        </Space>
      )}
    </li>
  );
}

/** 小绿书: short notes, each with its own trade link (CH-14, CH-15). */
export function NotesPanel({ accountId }: { readonly accountId: string }) {
  const can = useCan();
  const mayWrite = can("official_account.write");
  const notes = useQuery(notesQuery(accountId));
  const settings = useQuery(noteSettingsQuery);
  const [editing, setEditing] = useState<Note | "new" | null>(null);
  const [isSetting, setSetting] = useState(false);
  if (notes.isError) return <ErrorState compact error={notes.error} onRetry={() => void notes.refetch()} />;
  if (!notes.data || !settings.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { items } = notes.data;
  const write = mayWrite && (
    <Button type="primary" onClick={() => setEditing("new")}>
      写短图文
    </Button>
  );
  return (
    <div className={styles.stack}>
      <Panel
        flush
        title="短图文（小绿书）"
        hint="图片加短文案，每篇自带购买码；访问和成交按篇统计"
        extra={
          <Space wrap>
            {mayWrite && <Button onClick={() => setSetting(true)}>规则</Button>}
            {items.length > 0 && write}
          </Space>
        }
      >
        {items.length === 0 ? (
          <EmptyState compact title="还没有短图文" action={write}>
            选几张场景图，写一个痛点（比如“送长辈什么不踩雷”），选好在哪里买：一篇短图文几分钟就能写好。
          </EmptyState>
        ) : (
          <ul className={styles.list}>
            {items.map((note) => (
              <NoteLine
                key={note.id}
                accountId={accountId}
                note={note}
                mayWrite={mayWrite}
                onEdit={() => setEditing(note)}
              />
            ))}
          </ul>
        )}
      </Panel>
      {items.length > 0 && <Weeks accountId={accountId} />}
      {editing !== null && (
        <NoteForm
          accountId={accountId}
          note={editing === "new" ? null : editing}
          settings={settings.data}
          onClose={() => setEditing(null)}
        />
      )}
      {isSetting && <SettingsForm settings={settings.data} onClose={() => setSetting(false)} />}
    </div>
  );
}
