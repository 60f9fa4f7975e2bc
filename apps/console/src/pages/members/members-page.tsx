import { CloseOutlined, TagOutlined } from "@ant-design/icons";
import { Button, Modal, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan, useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { optionsOf, storeField } from "../../shared/filter/store-filter.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Day } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { ToDoPanel } from "../../shared/to-do/to-do-panel.tsx";
import { channelName, channelNames } from "../../shared/vocabulary/channels.ts";
import { AudienceLink } from "../audiences/audience-link.tsx";
import { assignTags, removeTags } from "../tags/tag-api.ts";
import { tierNames } from "../tiers/tier-look.ts";
import { ExportRecordsDialog } from "./export-records-dialog.tsx";
import { GuidePicker } from "./guide-picker.tsx";
import { fetchMembers, type ListedMember, relationNames } from "./member-api.ts";
import styles from "./members-page.module.css";
import { RelationTag, TierMark } from "./relation-tag.tsx";
import { TagPicker } from "./tag-picker.tsx";

const columns: readonly Column<ListedMember>[] = [
  {
    key: "name",
    title: "客户",
    card: "title",
    fixed: true,
    render: (member) => (
      <div>
        <Link to={`/members/${member.memberNo}`}>{member.name ?? `客户 ${member.memberNo}`}</Link>
        <div className={styles.no}>#{member.memberNo}</div>
      </div>
    ),
  },
  { key: "phone", title: "手机号", render: (member) => member.phone ?? "—" },
  { key: "relation", title: "关系", card: "extra", render: (member) => <RelationTag relation={member.relation} /> },
  { key: "tier", title: "分层", render: (member) => <TierMark tier={member.tier} /> },
  { key: "store", title: "归属门店", render: (member) => member.storeName ?? "—" },
  { key: "guide", title: "导购", render: (member) => member.guideName ?? "—" },
  {
    key: "tags",
    title: "标签",
    width: 240,
    render: (member) =>
      member.tags.length === 0 ? (
        "—"
      ) : (
        <div className={styles.tags}>
          {member.tags.slice(0, 3).map((tag) => (
            <Tag key={tag.tagNo}>{tag.name}</Tag>
          ))}
          {member.tags.length > 3 && <span className={styles.no}>+{member.tags.length - 3}</span>}
        </div>
      ),
  },
  {
    key: "channel",
    title: "来源渠道",
    optional: true,
    card: "hidden",
    render: (member) => (member.channel ? channelName(member.channel) : "—"),
  },
  { key: "registered", title: "入会", card: "hidden", render: (member) => <Day value={member.registeredAt} /> },
  {
    key: "seen",
    title: "首次出现",
    optional: true,
    card: "hidden",
    render: (member) => <Day value={member.firstSeenAt} />,
  },
];

const fields: readonly FilterField[] = [
  { kind: "search", key: "q", placeholder: "姓名、手机号、后四位、卡号或会员号" },
  {
    kind: "custom",
    key: "tags",
    label: "标签（同时有）",
    render: (value, onChange) => (
      <TagPicker
        value={value ? value.split(",").map(Number) : []}
        onChange={(tagNos) => onChange(tagNos.join(",") || undefined)}
        placeholder="标签（同时有）"
        style={{ minWidth: 180, maxWidth: 320 }}
      />
    ),
  },
  storeField("storeNo", "归属门店"),
  {
    kind: "custom",
    key: "guideId",
    label: "导购",
    render: (value, onChange) => <GuidePicker value={value} onChange={onChange} style={{ minWidth: 130 }} />,
  },
  { kind: "select", key: "tier", label: "分层", options: optionsOf(tierNames) },
  { kind: "select", key: "relation", label: "关系", options: optionsOf(relationNames) },
  { kind: "select", key: "channel", label: "来源渠道", options: optionsOf(channelNames) },
  { kind: "days", key: "registered", label: "入会" },
];

/** Adds or removes tags of the chosen people. */
function BulkTagDialog({ memberNos, onClose }: { memberNos: readonly number[]; onClose: (done: boolean) => void }) {
  const [tagNos, setTagNos] = useState<readonly number[]>([]);
  const [mode, setMode] = useState<"add" | "remove">("add");
  const act = useAction<void, { changed: number; skippedMembers: number }>({
    run: async () => {
      if (mode === "add") {
        const { added, skippedMembers } = await assignTags(memberNos, tagNos);
        return { changed: added, skippedMembers };
      }
      const { removed, skippedMembers } = await removeTags(memberNos, tagNos);
      return { changed: removed, skippedMembers };
    },
    done: ({ changed, skippedMembers }) =>
      `${mode === "add" ? "打上" : "去掉"}了 ${changed} 个标签${changed < memberNos.length * tagNos.length ? `，其余${mode === "add" ? "原本就有" : "原本就没有"}` : ""}${skippedMembers > 0 ? `；${skippedMembers} 位不在你的范围内，已跳过` : ""}`,
    refresh: [["members"], ["tags"]],
    undo: () => (mode === "add" ? removeTags(memberNos, tagNos) : assignTags(memberNos, tagNos)),
    // Where some had the tag before, taking it off everyone would not restore what was.
    mayUndo: ({ changed }) => changed === memberNos.length * tagNos.length,
    onDone: () => onClose(true),
  });
  return (
    <Modal
      open
      title={`${memberNos.length} 位客户的标签`}
      okText={mode === "add" ? "打上标签" : "去掉标签"}
      cancelText="取消"
      okButtonProps={{ disabled: tagNos.length === 0, danger: mode === "remove" }}
      confirmLoading={act.isPending}
      onCancel={() => onClose(false)}
      onOk={() => act.mutate()}
      width={460}
    >
      <div className={styles.modes}>
        <Button type={mode === "add" ? "primary" : "default"} ghost={mode === "add"} onClick={() => setMode("add")}>
          打上
        </Button>
        <Button
          type={mode === "remove" ? "primary" : "default"}
          ghost={mode === "remove"}
          onClick={() => setMode("remove")}
        >
          去掉
        </Button>
      </div>
      <TagPicker
        value={tagNos}
        onChange={setTagNos}
        manualOnly
        autoFocus
        placeholder="按名称、拼音或首字母找标签"
        style={{ width: "100%" }}
      />
      <p className={styles.hint}>按规则自动打的标签不在这里，它们会随客户的行为自动更新。</p>
    </Modal>
  );
}

export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [values, change, clear] = useUrlFilters(fields.map((field) => field.key));
  const [selected, setSelected] = useState<readonly number[]>([]);
  const [isTagging, setTagging] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const opensHere = useMe().home === "members";
  const list = useCursorList<ListedMember>({
    queryKey: ["members", "list", values],
    fetchPage: (cursor, signal) => fetchMembers(values, cursor, signal),
  });
  const mayTag = can("tag.assign");
  return (
    <>
      <PageHeader
        title="客户"
        description="门店、企微、小程序和电商里的同一个人，合在一份档案里。"
        actions={
          <>
            <AudienceLink filter={values} />
            {can("member.export") && <Button onClick={() => setExporting(true)}>导出关系记录</Button>}
            {can("import.run") && (
              <Link to="/imports?kind=members">
                <Button>导入客户</Button>
              </Link>
            )}
          </>
        }
      />
      {opensHere && <ToDoPanel />}
      <Panel>
        <FilterBar fields={fields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="members"
          label="客户"
          columns={columns}
          list={list}
          rowKey={(member) => member.memberNo}
          onRowClick={(member) => void navigate(`/members/${member.memberNo}`)}
          selection={mayTag ? { selected, onChange: (keys) => setSelected(keys.map(Number)) } : undefined}
          toolbar={
            selected.length > 0 && (
              <div className={styles.bulk}>
                已选 {selected.length} 位
                <Button size="small" type="primary" icon={<TagOutlined />} onClick={() => setTagging(true)}>
                  标签
                </Button>
                <Button size="small" type="text" icon={<CloseOutlined />} onClick={() => setSelected([])}>
                  取消选择
                </Button>
              </div>
            )
          }
          empty={
            Object.keys(values).length > 0 ? (
              <EmptyState title="没有符合条件的客户" action={<Button onClick={clear}>清空条件</Button>}>
                手机号要写完整或只写后四位；姓名可以只写一部分。
              </EmptyState>
            ) : (
              <EmptyState
                title="还没有客户"
                action={
                  can("import.run") && (
                    <Link to="/imports">
                      <Button type="primary">导入会员或订单</Button>
                    </Link>
                  )
                }
              >
                导入会员表，或导入带手机号的订单，客户就会出现在这里。
              </EmptyState>
            )
          }
        />
      </Panel>
      {isExporting && <ExportRecordsDialog onClose={() => setExporting(false)} />}
      {isTagging && (
        <BulkTagDialog
          memberNos={selected}
          onClose={(done) => {
            setTagging(false);
            if (done) setSelected([]);
          }}
        />
      )}
    </>
  );
}
