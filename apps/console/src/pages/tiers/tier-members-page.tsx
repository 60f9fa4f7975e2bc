import { type AnswerOf, answer } from "@feilun/api-client";
import { api } from "../../api/client.ts";
import { useLensQuery } from "../../lens/use-lens.ts";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Day, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PeopleTable } from "../../shared/people/people-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { AudienceLink } from "../audiences/audience-link.tsx";
import { tierCodes } from "./tier-api.ts";
import { tierNames } from "./tier-look.ts";

type TierMembers = AnswerOf<"/api/v1/insight/tiers/members">;

const fields: FilterField[] = [
  {
    kind: "select",
    key: "tier",
    label: "分层",
    options: tierCodes.map((code) => ({ value: code, label: tierNames[code] })),
  },
  {
    kind: "select",
    key: "lifeCycle",
    label: "活跃程度",
    options: [
      { value: "potential", label: "潜在" },
      { value: "active", label: "活跃" },
      { value: "dormant", label: "沉睡" },
    ],
  },
  {
    kind: "select",
    key: "rhythm",
    label: "跟进节奏",
    options: [
      { value: "new", label: "新客" },
      { value: "active", label: "活跃" },
      { value: "silent", label: "沉默" },
    ],
  },
];

/** The people of a tier, each with the reason why they are in it. */
export function Component() {
  const { orgUnitId } = useLensQuery();
  const [filters, change, clear] = useUrlFilters(["tier", "lifeCycle", "rhythm"]);
  const list = useCursorList<TierMembers["items"][number]>({
    queryKey: ["tier-members", orgUnitId, filters],
    fetchPage: (cursor, signal): Promise<TierMembers> =>
      answer(
        api.GET("/api/v1/insight/tiers/members", { signal, params: { query: { orgUnitId, ...filters, cursor } } }),
      ),
  });
  const tier = tierCodes.find((code) => code === filters.tier);

  return (
    <>
      <PageHeader
        back={{ to: "/tiers", label: "客户分层" }}
        title={tier ? `${tierNames[tier]}名单` : "分层客户"}
        actions={<AudienceLink filter={{ tier }} />}
      />
      <Panel flush>
        <PeopleTable
          id="tier-members"
          label="分层客户"
          list={list}
          toolbar={<FilterBar fields={fields} values={filters} onChange={change} onClear={clear} />}
          columns={[
            { key: "tier", title: "分层", render: (row) => tierNames[row.tier] },
            { key: "spend", title: "近 30 天消费", align: "right", render: (row) => <Money fen={row.spend30Fen} /> },
            { key: "last", title: "最近购买", render: (row) => <Day value={row.lastPurchaseDay} /> },
            { key: "reason", title: "为什么在这一层", card: "foot", render: (row) => row.reason.text },
          ]}
        />
      </Panel>
    </>
  );
}
