import { PlusOutlined } from "@ant-design/icons";
import { Button, Tag as Chip, Skeleton } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchTags, type Tag, type TagFamily, tagFamilyMeanings, tagFamilyNames, useTagGroups } from "./tag-api.ts";
import { TagDrawer } from "./tag-drawer.tsx";
import { NewTagForm } from "./tag-form.tsx";
import styles from "./tags.module.css";

const columns: readonly Column<Tag>[] = [
  { key: "name", title: "标签", card: "title", fixed: true, render: (tag) => <strong>{tag.name}</strong> },
  { key: "group", title: "标签组", render: (tag) => tag.groupName },
  { key: "family", title: "类别", card: "hidden", render: (tag) => tagFamilyNames[tag.family] },
  {
    key: "kind",
    title: "怎么打上",
    render: (tag) =>
      tag.kind === "rule" ? (
        <Chip color="blue">按规则自动</Chip>
      ) : (
        <Chip>{tag.madeByKind === "guide" ? "导购自建" : "手工"}</Chip>
      ),
  },
  {
    key: "members",
    title: "客户数",
    align: "right",
    card: "extra",
    render: (tag) => `${formatExact(tag.memberCount)} 人`,
  },
  { key: "by", title: "谁建的", optional: true, card: "hidden", render: (tag) => tag.createdBy },
  {
    key: "at",
    title: "创建时间",
    optional: true,
    card: "hidden",
    render: (tag) => <DateTime value={tag.createdAt} ago />,
  },
];

interface FamiliesProps {
  readonly family: string | undefined;
  readonly groupId: string | undefined;
  readonly onChoose: (family: string | undefined, groupId: string | undefined) => void;
}

/** The five families with their groups, as a way into the library. */
function Families({ family, groupId, onChoose }: FamiliesProps) {
  const groups = useTagGroups();
  if (groups.isPending) return <Skeleton active />;
  if (groups.isError) return <ErrorState compact error={groups.error} onRetry={() => void groups.refetch()} />;
  return (
    <nav aria-label="标签类别" className={styles.families}>
      <button
        type="button"
        aria-current={!family && !groupId ? "true" : undefined}
        onClick={() => onChoose(undefined, undefined)}
      >
        全部标签
        <small>{formatExact(groups.data.items.reduce((sum, { tagCount }) => sum + tagCount, 0))}</small>
      </button>
      {(Object.keys(tagFamilyNames) as TagFamily[]).map((code) => {
        const own = groups.data.items.filter((group) => group.family === code);
        return (
          <div key={code}>
            <button
              type="button"
              aria-current={family === code && !groupId ? "true" : undefined}
              title={tagFamilyMeanings[code]}
              onClick={() => onChoose(code, undefined)}
            >
              {tagFamilyNames[code]}
              <small>{formatExact(own.reduce((sum, { tagCount }) => sum + tagCount, 0))}</small>
            </button>
            {own.map((group) => (
              <button
                key={group.id}
                type="button"
                className={styles.group}
                aria-current={groupId === group.id ? "true" : undefined}
                onClick={() => onChoose(code, group.id)}
              >
                {group.name}
                <small>{formatExact(group.tagCount)}</small>
              </button>
            ))}
          </div>
        );
      })}
    </nav>
  );
}

const fields: readonly FilterField[] = [{ kind: "search", key: "q", placeholder: "名称、拼音或首字母，如 gjz" }];

export function Component() {
  const can = useCan();
  const [params, setParams] = useSearchParams();
  const [values, change, clear] = useUrlFilters(["q", "family", "groupId"]);
  const [isAdding, setAdding] = useState(false);
  const list = useCursorList<Tag>({
    queryKey: ["tags", "list", values],
    fetchPage: (cursor, signal) => fetchTags(values, cursor, signal),
  });
  const openedNo = Number(params.get("tag")) || null;
  const [opened, setOpened] = useState<Tag | null>(null);
  const shown = list.rows.find(({ tagNo }) => tagNo === (opened?.tagNo ?? openedNo)) ?? opened;
  const open = (tag: Tag | null) => {
    setOpened(tag);
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (tag) next.set("tag", String(tag.tagNo));
        else next.delete("tag");
        return next;
      },
      { replace: true },
    );
  };
  const mayWrite = can("tag.write");
  return (
    <>
      <PageHeader
        title="标签"
        description="用业务的话描述客户。手工标签由人打上；规则标签按条件每天自动更新。"
        actions={
          mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              新建标签
            </Button>
          )
        }
      />
      <div className={styles.columns}>
        <Panel>
          <Families
            family={values.family}
            groupId={values.groupId}
            onChoose={(family, groupId) => change({ family, groupId })}
          />
        </Panel>
        <Panel>
          {values.family && (
            <p className={styles.meaning}>
              {tagFamilyNames[values.family as TagFamily]}——{tagFamilyMeanings[values.family as TagFamily]}
            </p>
          )}
          <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
          <DataTable
            id="tags"
            label="标签"
            columns={columns}
            list={list}
            rowKey={(tag) => tag.tagNo}
            onRowClick={open}
            empty={
              Object.keys(values).length > 0 ? (
                <EmptyState title="没有符合条件的标签" action={<Button onClick={clear}>清空条件</Button>}>
                  可以输入拼音或首字母，例如「gjz」找「高价值」。
                </EmptyState>
              ) : (
                <EmptyState
                  title="还没有标签"
                  action={
                    mayWrite && (
                      <Button type="primary" onClick={() => setAdding(true)}>
                        新建第一个标签
                      </Button>
                    )
                  }
                >
                  从业务场景出发：先想清楚要拿它做什么，再建标签。
                </EmptyState>
              )
            }
          />
        </Panel>
      </div>
      {shown && <TagDrawer key={shown.tagNo} tag={shown} onClose={() => open(null)} onChanged={setOpened} />}
      {isAdding && (
        <NewTagForm
          groupId={values.groupId}
          onClose={() => setAdding(false)}
          onDone={(tag) => {
            setAdding(false);
            open(tag);
          }}
        />
      )}
    </>
  );
}
