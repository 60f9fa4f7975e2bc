import { useQuery } from "@tanstack/react-query";
import { App, Button, Modal, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  editPartner,
  fetchPartners,
  type Partner,
  type PartnerFilter,
  partnersKey,
  revealContact,
  vocabularyQuery,
} from "./partner-api.ts";
import { PartnerForm } from "./partner-form.tsx";
import styles from "./partners.module.css";

function Contract({ partner: { contractTo, contractNo, contractEndsIn } }: { partner: Partner }) {
  if (contractTo === null) return <span className={styles.quiet}>没有登记合同</span>;
  const days = contractEndsIn ?? 0;
  return (
    <>
      {days < 0 ? <Tag color="red">已到期</Tag> : days <= 30 ? <Tag color="gold">还剩 {days} 天</Tag> : null}至{" "}
      {contractTo}
      {contractNo && <div className={styles.small}>{contractNo}</div>}
    </>
  );
}

/** The contact, masked; in the clear for a reason. */
function Contact({ partner, mayWrite }: { partner: Partner; mayWrite: boolean }) {
  const { modal } = App.useApp();
  const [asking, setAsking] = useState(false);
  const reveal = useAction<string, Awaited<ReturnType<typeof revealContact>>>({
    run: (reason) => revealContact(partner.id, reason),
    onDone: ({ contact }) => {
      setAsking(false);
      void modal.info({
        title: `${partner.brand}的联系人`,
        okText: "关闭",
        content: contact ? `${contact.name} ${contact.title} ${contact.phone}` : "没有填写联系人",
      });
    },
  });
  if (!partner.contact) return <span className={styles.quiet}>没有填写</span>;
  return (
    <>
      <div>
        {partner.contact.name} {partner.contact.title}
      </div>
      {partner.contact.phone}
      {mayWrite && partner.mayEdit && (
        <Button type="link" size="small" onClick={() => setAsking(true)}>
          查看
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title="查看联系人"
          okText="查看"
          placeholder="例如：谈续约"
          isBusy={reveal.isPending}
          onSubmit={(reason) => reveal.mutate(reason)}
          onClose={() => setAsking(false)}
        >
          查看会记入操作日志。
        </ReasonDialog>
      )}
    </>
  );
}

function RowActions({ partner, onEdit }: { partner: Partner; onEdit: () => void }) {
  const [asking, setAsking] = useState(false);
  const { id, brand, company, industry, audienceNote, contractNo, contractFile, contractFrom, contractTo, version } =
    partner;
  const archive = useAction<boolean, Partner>({
    run: (archived) =>
      editPartner(id, {
        ...{
          brand,
          company,
          industry,
          audienceNote,
          contractNo,
          contractFile,
          contractFrom,
          contractTo,
          version,
          archived,
        },
      }),
    done: (saved) => (saved.archivedAt ? "已停用" : "已恢复"),
    refresh: [partnersKey],
    onDone: () => setAsking(false),
  });
  return (
    <>
      <Button type="link" size="small" onClick={onEdit}>
        修改
      </Button>
      <Button
        type="link"
        size="small"
        loading={archive.isPending}
        onClick={() => (partner.archivedAt ? archive.mutate(false) : setAsking(true))}
      >
        {partner.archivedAt ? "恢复" : "停用"}
      </Button>
      <Modal
        open={asking}
        title={`停用「${brand}」？`}
        okText="停用"
        cancelText="取消"
        width={440}
        confirmLoading={archive.isPending}
        onOk={() => archive.mutate(true)}
        onCancel={() => setAsking(false)}
      >
        以后不能再选它新建合作；以往的合作与数据都保留，随时可以恢复。
      </Modal>
    </>
  );
}

/** Partner brands with contract, contact and what is going on with them. */
export function BrandsTab({ mayWrite, add }: { mayWrite: boolean; add: React.ReactNode }) {
  const vocabulary = useQuery(vocabularyQuery);
  const [values, change, clear] = useUrlFilters(["q", "industry", "archived"]);
  const [editing, setEditing] = useState<Partner | null>(null);
  const filter: PartnerFilter = {
    q: values.q,
    industry: values.industry as PartnerFilter["industry"],
    archived: values.archived === "true",
  };
  const list = useCursorList<Partner>({
    queryKey: [...partnersKey, "list", filter],
    fetchPage: (cursor, signal) => fetchPartners(filter, cursor, signal),
  });
  const columns: readonly Column<Partner>[] = [
    {
      key: "brand",
      title: "品牌",
      card: "title",
      fixed: true,
      render: (row) => (
        <div>
          {row.brand}
          <div className={styles.small}>{row.company}</div>
        </div>
      ),
    },
    { key: "industry", title: "行业", card: "extra", render: (row) => <Tag>{row.industryLabel}</Tag> },
    {
      key: "audience",
      title: "客群为什么合适",
      render: (row) => <div style={{ maxWidth: 220, whiteSpace: "normal" }}>{row.audienceNote || "—"}</div>,
    },
    { key: "contract", title: "合同", render: (row) => <Contract partner={row} /> },
    { key: "contact", title: "联系人", render: (row) => <Contact partner={row} mayWrite={mayWrite} /> },
    {
      key: "cooperations",
      title: "合作",
      render: (row) =>
        row.cooperations === 0 ? (
          "还没有"
        ) : (
          <Link to={`/partners?partnerId=${row.id}`}>
            {row.cooperations} 次{row.running > 0 && `，${row.running} 次进行中`}
          </Link>
        ),
    },
    { key: "unit", title: "范围", optional: true, card: "hidden", render: (row) => row.unitName },
    ...(mayWrite
      ? [
          {
            key: "actions",
            title: "操作",
            render: (row: Partner) => row.mayEdit && <RowActions partner={row} onEdit={() => setEditing(row)} />,
          },
        ]
      : []),
  ];
  return (
    <Panel>
      <FilterBar
        fields={[
          { kind: "search", key: "q", placeholder: "品牌或公司" },
          {
            kind: "select",
            key: "industry",
            label: "行业",
            options: (vocabulary.data?.industries ?? []).map(({ code, label }) => ({ value: code, label })),
          },
          { kind: "select", key: "archived", label: "使用中", options: [{ value: "true", label: "已停用" }] },
        ]}
        values={values}
        onChange={change}
        onClear={clear}
      />
      <DataTable
        id="partners"
        label="合作品牌"
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        empty={
          Object.keys(values).some((key) => key !== "tab") ? (
            <EmptyState compact title="没有符合条件的品牌" />
          ) : (
            <EmptyState title="还没有合作品牌" action={add}>
              先登记客群互补、不争同一单生意的品牌：谁在同一商圈、同一人群里，货却不和我方抢。
            </EmptyState>
          )
        }
      />
      {editing && <PartnerForm partner={editing} onClose={() => setEditing(null)} />}
    </Panel>
  );
}
