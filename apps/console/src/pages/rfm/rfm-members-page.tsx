import { type AnswerOf, answer } from "@feilun/api-client";
import { api } from "../../api/client.ts";
import { useLensQuery } from "../../lens/use-lens.ts";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Count, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PeopleTable } from "../../shared/people/people-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { AudienceLink } from "../audiences/audience-link.tsx";
import { useRfm } from "./rfm-query.ts";

type RfmMembers = AnswerOf<"/api/v1/insight/rfm/members">;

const scoreOptions = [5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: `${score} 分` }));

/** Customers of an RFM group or of a field of the grid. */
export function Component() {
  const { orgUnitId } = useLensQuery();
  const rfm = useRfm(orgUnitId);
  const [filters, change, clear] = useUrlFilters(["group", "r", "f", "m"]);
  const group = rfm.data?.groups.find((each) => each.code === filters.group);
  const list = useCursorList<RfmMembers["items"][number]>({
    queryKey: ["rfm-members", orgUnitId, filters],
    fetchPage: (cursor, signal): Promise<RfmMembers> =>
      answer(api.GET("/api/v1/insight/rfm/members", { signal, params: { query: { orgUnitId, ...filters, cursor } } })),
  });
  const fields: FilterField[] = [
    {
      kind: "select",
      key: "group",
      label: "客群",
      options: (rfm.data?.groups ?? []).map((each) => ({ value: each.code, label: each.name })),
    },
    { kind: "select", key: "r", label: "R 最近购买", options: scoreOptions },
    { kind: "select", key: "f", label: "F 购买次数", options: scoreOptions },
    { kind: "select", key: "m", label: "M 消费金额", options: scoreOptions },
  ];

  return (
    <>
      <PageHeader
        back={{ to: "/rfm", label: "RFM 分析" }}
        title={group ? `${group.name}客户` : "RFM 客户"}
        description={group?.advice}
        actions={<AudienceLink filter={{ rfmGroup: filters.group }} />}
      />
      <Panel flush>
        <PeopleTable
          id="rfm-members"
          label="RFM 客户"
          list={list}
          toolbar={<FilterBar fields={fields} values={filters} onChange={change} onClear={clear} />}
          columns={[
            {
              key: "recency",
              title: "距上次购买",
              align: "right",
              render: (row) => <Count value={row.recencyDays} unit="天" />,
            },
            { key: "frequency", title: "购买次数", align: "right", render: (row) => <Count value={row.frequency} /> },
            { key: "monetary", title: "累计消费", align: "right", render: (row) => <Money fen={row.monetaryFen} /> },
            { key: "scores", title: "R / F / M", align: "center", render: (row) => `${row.r} / ${row.f} / ${row.m}` },
            { key: "group", title: "客群", render: (row) => row.groupName },
          ]}
        />
      </Panel>
    </>
  );
}
