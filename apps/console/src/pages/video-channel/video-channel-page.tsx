import { useQuery } from "@tanstack/react-query";
import { Button, Select, Space, Tag, Typography } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, DateTime, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { AccountForm, SettingForm } from "./account-form.tsx";
import { ConnectedPanel } from "./connected-panel.tsx";
import { ImportButton } from "./import-button.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { type Account, type Accounts, accountsQuery, fetchWorks, type Work } from "./video-api.ts";
import styles from "./video-channel.module.css";
import { LeadForm, WorkForm } from "./work-forms.tsx";

const labelOf = (words: readonly { code: string; label: string }[], code: string | null) =>
  words.find((word) => word.code === code)?.label ?? "";

/** The link to be put below a work. */
function OwnLink({ work }: { readonly work: Work }) {
  if (work.linkPath) {
    const address = `${window.location.origin}${work.linkPath}`;
    return (
      <Typography.Text copyable={{ text: address, tooltips: ["复制链接", "已复制"] }} className={styles.quiet}>
        {work.linkPath}
      </Typography.Text>
    );
  }
  if (!work.page || !work.linkKey) return null;
  const page = `${work.page}?fl_code=${work.linkKey}`;
  return (
    <Typography.Text copyable={{ text: page, tooltips: ["复制页面", "已复制"] }} className={styles.quiet}>
      {page}
    </Typography.Text>
  );
}

function columnsOf(
  words: Accounts,
  mayWrite: boolean,
  open: (work: Work, what: "edit" | "lead") => void,
): readonly Column<Work>[] {
  return [
    {
      key: "title",
      title: "作品",
      card: "title",
      fixed: true,
      render: (work) => (
        <div>
          <div>
            {work.title} {work.theme && <Tag>{labelOf(words.themes, work.theme)}</Tag>}
            {work.isActivity && <Tag color="green">发起活动</Tag>}
          </div>
          <div className={styles.quiet}>
            {labelOf(words.kinds, work.kind)} · <DateTime value={work.publishedAt} />
          </div>
        </div>
      ),
    },
    { key: "plays", title: "播放", align: "right", render: ({ plays }) => <Count value={plays} /> },
    { key: "likes", title: "喜欢", align: "right", render: ({ likes }) => <Count value={likes} /> },
    { key: "shares", title: "分享", align: "right", optional: true, render: ({ shares }) => <Count value={shares} /> },
    {
      key: "lead",
      title: "去处",
      card: "extra",
      render: (work) =>
        work.leadsTo ? (
          <Space orientation="vertical" size={0}>
            <Tag color="blue">{labelOf(words.leads, work.leadsTo)}</Tag>
            <OwnLink work={work} />
          </Space>
        ) : (
          <span className={styles.quiet}>还没有</span>
        ),
    },
    { key: "visits", title: "访问", align: "right", render: ({ visits }) => <Count value={visits} /> },
    { key: "friends", title: "加好友", align: "right", render: ({ friends }) => <Count value={friends} /> },
    {
      key: "groups",
      title: "进群",
      align: "right",
      optional: true,
      render: ({ groupJoins }) => <Count value={groupJoins} />,
    },
    { key: "orders", title: "订单", align: "right", render: ({ orders }) => <Count value={orders} /> },
    { key: "sales", title: "成交", align: "right", render: ({ salesFen }) => <Money fen={salesFen} /> },
    ...(mayWrite
      ? [
          {
            key: "open",
            title: "操作",
            card: "foot" as const,
            fixed: true,
            render: (work: Work) => (
              <Space>
                <Button size="small" onClick={() => open(work, "edit")}>
                  标注
                </Button>
                <Button size="small" onClick={() => open(work, "lead")}>
                  去处
                </Button>
              </Space>
            ),
          },
        ]
      : []),
  ];
}

function Works({ account, words, mayWrite }: { account: Account; words: Accounts; mayWrite: boolean }) {
  const can = useCan();
  const [theme, setTheme] = useState<Work["theme"]>(null);
  const [opened, setOpened] = useState<{ work: Work; what: "edit" | "lead" } | "new" | null>(null);
  const list = useCursorList<Work>({
    queryKey: ["video-channel", "works", account.id, theme],
    fetchPage: (cursor, signal) => fetchWorks(account.id, theme ?? undefined, cursor, signal),
  });
  const add = mayWrite && (
    <Space wrap>
      {can("import.run") && <ImportButton accountId={account.id} />}
      <Button type="primary" onClick={() => setOpened("new")}>
        登记作品
      </Button>
    </Space>
  );
  const close = () => setOpened(null);
  return (
    <Panel title="作品" hint="播放、喜欢来自视频号助手的导出；访问以后的数字按每条作品自己的链接统计" extra={add}>
      <DataTable
        id="video-works"
        label="视频号作品"
        columns={columnsOf(words, mayWrite, (work, what) => setOpened({ work, what }))}
        list={list}
        rowKey={({ id }) => id}
        toolbar={
          <Select
            aria-label="主题"
            allowClear
            placeholder="全部主题"
            style={{ width: 160 }}
            value={theme}
            onChange={(code: Work["theme"] | undefined) => setTheme(code ?? null)}
            options={words.themes.map(({ code, label }) => ({ value: code as NonNullable<Work["theme"]>, label }))}
          />
        }
        empty={
          <EmptyState title="还没有作品">
            在视频号助手「数据中心」导出作品数据，从这里导入；之后每周导一次，播放和频率就都有了。
          </EmptyState>
        }
      />
      {opened === "new" && <WorkForm accountId={account.id} work={null} words={words} onClose={close} />}
      {opened !== null && opened !== "new" && opened.what === "edit" && (
        <WorkForm accountId={account.id} work={opened.work} words={words} onClose={close} />
      )}
      {opened !== null && opened !== "new" && opened.what === "lead" && (
        <LeadForm work={opened.work} words={words} onClose={close} />
      )}
    </Panel>
  );
}

/** 视频号: what was published, where it leads, and the four keys (CH-16, CH-17). */
export function Component() {
  const can = useCan();
  const mayWrite = can("content.write");
  const accounts = useQuery(accountsQuery);
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState<"new" | "edit" | "setting" | null>(null);
  if (accounts.isError) return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  if (!accounts.data) return <PageSkeleton />;
  const words = accounts.data;
  const account = words.items.find(({ id }) => id === search.get("account")) ?? words.items[0];
  const show = (id: string) => setSearch({ account: id }, { replace: true });
  const add = mayWrite && (
    <Button type={account ? "default" : "primary"} onClick={() => setForm("new")}>
      登记视频号
    </Button>
  );
  return (
    <>
      <PageHeader
        title="视频号"
        description="每条作品带到哪里、带来多少好友和成交；定位、风格、内容、频率四个关键做到了没有。"
        actions={
          <Space wrap>
            {words.items.length > 1 && (
              <Select
                aria-label="视频号"
                value={account?.id ?? null}
                options={words.items.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={show}
              />
            )}
            {account && add}
          </Space>
        }
      />
      {account ? (
        <div className={styles.stack}>
          <KeysPanel
            key={`keys ${account.id}`}
            accountId={account.id}
            extra={
              mayWrite && (
                <Space wrap>
                  <Button onClick={() => setForm("setting")}>标准</Button>
                  <Button onClick={() => setForm("edit")}>定位与风格</Button>
                </Space>
              )
            }
          />
          <Works key={`works ${account.id}`} account={account} words={words} mayWrite={mayWrite} />
          <ConnectedPanel />
        </div>
      ) : (
        <EmptyState title="还没有登记视频号" action={add}>
          写下账号的定位、标题标识和固定话题，再导入作品数据，就能看到每条作品带来了谁。
        </EmptyState>
      )}
      {(form === "new" || (form === "edit" && account)) && (
        <AccountForm
          account={form === "edit" ? (account ?? null) : null}
          words={words}
          onClose={() => setForm(null)}
          onSaved={show}
        />
      )}
      {form === "setting" && <SettingForm words={words} onClose={() => setForm(null)} />}
    </>
  );
}
