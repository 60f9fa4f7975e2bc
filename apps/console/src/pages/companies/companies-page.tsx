import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Day } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import type { Column } from "../../shared/table/column.ts";
import { DataTable } from "../../shared/table/data-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { type Company, fetchCompanies, sizeNames } from "./company-api.ts";
import { CompanyForm } from "./company-form.tsx";

const filterFields: readonly FilterField[] = [{ kind: "search", key: "q", placeholder: "企业名称或信用代码" }];

const columns: readonly Column<Company>[] = [
  { key: "name", title: "企业", card: "title", fixed: true, render: (row) => row.name },
  { key: "creditCode", title: "信用代码", render: (row) => row.creditCode ?? "—" },
  {
    key: "kind",
    title: "行业与规模",
    render: (row) => [row.industry, row.size && sizeNames[row.size]].filter(Boolean).join(" · ") || "—",
  },
  { key: "region", title: "地区", render: (row) => row.region ?? "—" },
  { key: "contacts", title: "联系人", align: "right", render: (row) => row.contactCount },
  { key: "owner", title: "负责", render: (row) => row.ownerName ?? row.storeName ?? "总部" },
  { key: "created", title: "登记", optional: true, render: (row) => <Day value={row.createdAt} /> },
];

/** 企业客户: companies that buy, and who stands behind them. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [values, change, clear] = useUrlFilters(["q"]);
  const [isCreating, setCreating] = useState(false);
  const list = useCursorList<Company>({
    queryKey: ["companies", "list", values],
    fetchPage: (cursor, signal) => fetchCompanies(values, cursor, signal),
  });
  const create = can("business.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      登记企业
    </Button>
  );
  return (
    <>
      <PageHeader
        title="企业客户"
        description="企业、它的联系人和他们的决策角色；一位联系人可以服务几家企业。"
        actions={create}
      />
      <Panel>
        <FilterBar fields={filterFields} values={values} onChange={change} onClear={clear} />
        <DataTable
          id="companies"
          label="企业客户"
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          onRowClick={(row) => void navigate(`/companies/${row.id}`)}
          empty={
            <EmptyState title={values.q ? "没有找到这家企业" : "还没有企业客户"} action={create}>
              展会和网页表单提交的线索会自动登记企业，也可以在这里手工登记。
            </EmptyState>
          }
        />
      </Panel>
      {isCreating && (
        <CompanyForm
          onClose={() => setCreating(false)}
          onDone={({ id }) => {
            setCreating(false);
            void navigate(`/companies/${id}`);
          }}
        />
      )}
    </>
  );
}
