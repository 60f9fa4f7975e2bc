import { PlusOutlined, SettingOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Tag, Tooltip } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { formatDay, shopTimeZone, shopToday } from "../../shared/format/date.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import styles from "./content.module.css";
import {
  type Front,
  fetchPieces,
  frontsQuery,
  type Listed,
  type Scheduled,
  saveSettings,
  scheduleQuery,
  stateColors,
  stateNames,
} from "./content-api.ts";
import { PieceForm } from "./piece-form.tsx";

type Labels = ReadonlyMap<Front, string>;

const columnsOf = (labels: Labels): readonly Column<Listed>[] => [
  {
    key: "title",
    title: "内容",
    card: "title",
    fixed: true,
    render: ({ title, theme }) => (
      <div>
        {title}
        {theme && <div className={styles.quiet}>{theme}</div>}
      </div>
    ),
  },
  {
    key: "fronts",
    title: "各端",
    render: ({ fronts }) => (
      <div className={styles.chips}>
        {fronts.map(({ front, state, copied }) => (
          <Tooltip key={front} title={copied ? `${stateNames[state]}，但和另一端几乎一样` : stateNames[state]}>
            <Tag color={copied ? "orange" : stateColors[state]}>
              {labels.get(front)}
              {copied && " · 照搬"}
            </Tag>
          </Tooltip>
        ))}
      </div>
    ),
  },
  {
    key: "missing",
    title: "还没写",
    align: "right",
    render: ({ missing }) => (missing === 0 ? "都写了" : `${missing} 端`),
  },
  {
    key: "created",
    title: "创建",
    render: ({ createdAt, createdBy }) => (
      <span className={styles.quiet}>
        {createdBy} <DateTime value={createdAt} ago />
      </span>
    ),
  },
];

/** 一稿多端 (CH-40): pieces of content, how far each front is, and what goes out where this week. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [isWriting, setWriting] = useState(false);
  const [isSetting, setSetting] = useState(false);
  const fronts = useQuery(frontsQuery);
  const labels: Labels = new Map(fronts.data?.items.map(({ front, label }) => [front, label]));
  const list = useCursorList<Listed>({ queryKey: ["content", "list"], fetchPage: fetchPieces });
  const create = can("content.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
      新建内容
    </Button>
  );
  return (
    <>
      <PageHeader
        title="一稿多端"
        description="同一份内容，每一端按自己的写法写一版：照搬的会标出来，漏掉的端看得见，发出后各端带来的访问和订单放在一起比。"
        actions={
          <>
            {can("content.write") && (
              <Button icon={<SettingOutlined />} onClick={() => setSetting(true)}>
                标准
              </Button>
            )}
            {create}
          </>
        }
      />
      <div className={styles.stack}>
        <Week />
        <Panel flush title="内容">
          <DataTable
            id="content"
            label="内容"
            columns={columnsOf(labels)}
            list={list}
            rowKey={({ id }) => id}
            onRowClick={({ id }) => void navigate(`/content/${id}`)}
            empty={
              <EmptyState title="还没有内容" action={create}>
                先写主题、事实和链接，再给朋友圈、客户群、一对一、公众号、短信等各写一版。写的时候会提示这一端的习惯，也会说哪一版是照搬。
              </EmptyState>
            }
          />
        </Panel>
      </div>
      {isWriting && (
        <PieceForm onClose={() => setWriting(false)} onDone={({ id }) => void navigate(`/content/${id}`)} />
      )}
      {isSetting && <SettingsDialog onClose={() => setSetting(false)} />}
    </>
  );
}

const dayOf = (iso: string) => new Date(iso).toLocaleDateString("sv-SE", { timeZone: shopTimeZone });
const timeOf = (iso: string) =>
  new Date(iso).toLocaleTimeString("zh-CN", { timeZone: shopTimeZone, hour: "2-digit", minute: "2-digit" });

/** What went out in the last days and what is planned for the next, day by day. */
function Week() {
  const today = shopToday();
  const days = Array.from({ length: 10 }, (_, index) =>
    dayjs(today)
      .add(index - 3, "day")
      .format("YYYY-MM-DD"),
  );
  const schedule = useQuery(scheduleQuery(days[0] ?? today, days.at(-1) ?? today));
  const items = schedule.data?.items ?? [];
  if (items.length === 0) return null;
  const used = days.filter((day) => day === today || items.some(({ at }) => dayOf(at) === day));
  return (
    <Panel title="近几天在哪里发什么" hint="前 3 天到后 6 天；绿色已发出，蓝色已排期">
      <div className={styles.days}>
        {used.map((day) => (
          <section key={day}>
            <h3>{day === today ? "今天" : formatDay(day)}</h3>
            {items
              .filter(({ at }) => dayOf(at) === day)
              .map((item) => (
                <Slot key={`${item.pieceId}${item.front}`} item={item} />
              ))}
          </section>
        ))}
      </div>
    </Panel>
  );
}

function Slot({ item }: { item: Scheduled }) {
  const isLate = item.state === "planned" && new Date(item.at) < new Date();
  return (
    <div className={styles.slot}>
      <Tag color={isLate ? "orange" : stateColors[item.state]}>{isLate ? "过点没发" : item.label}</Tag>
      <span className={styles.quiet}>
        {timeOf(item.at)}
        {isLate && ` ${item.label}`}
      </span>
      <div>
        <Link to={`/content/${item.pieceId}`}>{item.title}</Link>
      </div>
    </div>
  );
}

function SettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useQuery({ ...frontsQuery, staleTime: 0, select: ({ setting }) => setting });
  return (
    <VersionedSettingsDialog
      title="一稿多端的标准"
      settings={settings}
      save={saveSettings}
      done="已保存"
      refresh={[["content"]]}
      onClose={onClose}
    >
      <Form.Item
        name="copyPercent"
        label="两端正文相似多少算照搬"
        extra="按相邻两个字的重合计算，链接和标点不算；只提醒，不拦"
        rules={[{ required: true, message: "请填写 30 到 100" }]}
      >
        <InputNumber min={30} max={100} suffix="%" />
      </Form.Item>
      <Form.Item
        name="fewestReached"
        label="至少触达多少人才比较"
        rules={[{ required: true, message: "请填写 20 以上" }]}
      >
        <InputNumber min={20} max={100_000} suffix="人" />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}
