import { answer } from "@feilun/api-client";
import { Button, Modal, Space, Tag } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { type Page, useCursorList } from "../../shared/table/use-cursor-list.ts";
import { StaffField } from "../staff/staff-field.tsx";
import { type Assignment, assign, type Follower } from "./follower-api.ts";
import styles from "./official-followers.module.css";

export type Which = "mine" | "all" | "unassigned";

interface FollowerListProps {
  readonly accountId: string;
  readonly which: Which;
  readonly mayAssign: boolean;
  readonly filter: ReactNode;
  readonly onOpen: (follower: Follower) => void;
}

function Name({ follower }: { readonly follower: Follower }) {
  const can = useCan();
  const { memberNo, name } = follower;
  const text = name ?? (memberNo === null ? "未识别的关注者" : `客户 ${memberNo}`);
  if (memberNo === null || !can("member.read")) return text;
  return <Link to={`/members/${memberNo}`}>{text}</Link>;
}

/** Chooses a guide for followers. */
function AssignDialog({
  count,
  isBusy,
  onAssign,
  onClose,
}: {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onAssign: (staffId: string) => void;
  readonly onClose: () => void;
}) {
  const [staffId, setStaffId] = useState<string>();
  return (
    <Modal
      open
      title={`把 ${count} 位关注者分给导购`}
      okText="分配"
      cancelText="取消"
      okButtonProps={{ disabled: !staffId }}
      confirmLoading={isBusy}
      onOk={() => staffId && onAssign(staffId)}
      onCancel={onClose}
    >
      <StaffField value={staffId} onChange={setStaffId} />
      <p className={styles.quiet}>原来有导购的会换成这位；客户自己看不到变化。</p>
    </Modal>
  );
}

/** Followers with their guide; HQ gives them to guides. */
export function FollowerList({ accountId, which, mayAssign, filter, onOpen }: FollowerListProps) {
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [isChoosing, setChoosing] = useState(false);
  const refresh = [["official-followers"]];
  const give = useAction<Assignment, { assigned: number }>({
    run: (body) => assign(accountId, body),
    done: ({ assigned }) => (assigned > 0 ? `已分配 ${assigned} 位` : "没有可以自动分配的：客户还没有归属导购"),
    refresh,
    onDone: () => {
      setSelected([]);
      setChoosing(false);
    },
  });
  const list = useCursorList<Follower>({
    queryKey: ["official-followers", "list", accountId, which],
    fetchPage: (cursor, signal): Promise<Page<Follower>> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/followers", {
          signal,
          params: {
            path: { officialAccountId: accountId },
            query: {
              cursor,
              limit: 50,
              mine: which === "mine" ? "true" : "false",
              ...(which === "unassigned" && { assigned: "no" as const }),
            },
          },
        }),
      ),
  });
  const columns: readonly Column<Follower>[] = [
    { key: "name", title: "关注者", card: "title", fixed: true, render: (row) => <Name follower={row} /> },
    {
      key: "guide",
      title: "导购",
      render: ({ guideName, storeName }) =>
        guideName ? (
          <>
            {guideName} {storeName && <span className={styles.quiet}>{storeName}</span>}
          </>
        ) : (
          <span className={styles.quiet}>还没有</span>
        ),
    },
    {
      key: "free",
      title: "免费答复",
      card: "extra",
      render: ({ freeUntil }) =>
        freeUntil ? (
          <Tag color="green">
            到 <DateTime value={freeUntil} />
          </Tag>
        ) : (
          "—"
        ),
    },
    { key: "spoken", title: "最近发来", render: ({ spokenAt }) => <DateTime value={spokenAt} ago /> },
    { key: "written", title: "最近联系", render: ({ lastMessageAt }) => <DateTime value={lastMessageAt} ago /> },
    { key: "followed", title: "关注时间", optional: true, render: ({ followedAt }) => <DateTime value={followedAt} /> },
    {
      key: "open",
      title: "操作",
      card: "foot",
      fixed: true,
      render: (row) => (
        <Button size="small" onClick={() => onOpen(row)}>
          联系与往来
        </Button>
      ),
    },
  ];
  return (
    <Panel
      title="关注者"
      extra={
        mayAssign && (
          <Space wrap>
            <Button loading={give.isPending} onClick={() => give.mutate({ toOwnGuides: true })}>
              按客户归属自动分配
            </Button>
            <Button type="primary" disabled={selected.length === 0} onClick={() => setChoosing(true)}>
              分给导购{selected.length > 0 && `（${selected.length}）`}
            </Button>
          </Space>
        )
      }
    >
      <DataTable
        id="official-followers"
        label="公众号关注者"
        columns={columns}
        list={list}
        rowKey={({ openid }) => openid}
        toolbar={filter}
        {...(mayAssign && { selection: { selected, onChange: (keys) => setSelected(keys.map(String)) } })}
        empty={
          which === "mine" ? (
            <EmptyState title="还没有分配给你的关注者">总部把公众号关注者分给你后，就可以在这里联系他们。</EmptyState>
          ) : which === "unassigned" ? (
            <EmptyState title="关注者都有导购了" />
          ) : (
            <EmptyState title="还没有关注者" action={mayAssign && <Link to="/official-account">去同步关注者</Link>}>
              客户关注公众号后会出现在这里。
            </EmptyState>
          )
        }
      />
      {isChoosing && (
        <AssignDialog
          count={selected.length}
          isBusy={give.isPending}
          onAssign={(staffId) => give.mutate({ staffId, openids: [...selected] })}
          onClose={() => setChoosing(false)}
        />
      )}
    </Panel>
  );
}
