import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useLensQuery } from "../../lens/use-lens.ts";
import { FilterBar, type FilterField } from "../../shared/filter/filter-bar.tsx";
import { useUrlFilters } from "../../shared/filter/use-url-filters.ts";
import { Count, Day, Money } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PeopleTable } from "../../shared/people/people-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { AudienceLink } from "../audiences/audience-link.tsx";
import { poolRegistryQuery } from "./pool-api.ts";

type PoolMembers = AnswerOf<"/api/v1/insight/pools/members">;

/** People who are in one pool now, and not in another. */
export function Component() {
  const { orgUnitId } = useLensQuery();
  const registry = useQuery(poolRegistryQuery);
  const [filters, change] = useUrlFilters(["inPool", "notInPool"]);
  const inPool = filters.inPool ?? "member";
  const notInPool = filters.notInPool;
  const list = useCursorList<PoolMembers["items"][number]>({
    queryKey: ["pool-members", orgUnitId, inPool, notInPool],
    fetchPage: (cursor, signal): Promise<PoolMembers> =>
      answer(
        api.GET("/api/v1/insight/pools/members", {
          signal,
          params: { query: { orgUnitId, inPool, notInPool, cursor } },
        }),
      ),
  });
  const counted = (registry.data?.pools ?? []).filter((pool) => pool.source.kind !== "none");
  const nameOf = (code: string) => counted.find((pool) => pool.code === code)?.name ?? code;
  const options = counted.map((pool) => ({ value: pool.code, label: pool.name }));
  const fields: FilterField[] = [
    { kind: "select", key: "inPool", label: "在", options },
    { kind: "select", key: "notInPool", label: "不在", options },
  ];
  return (
    <>
      <PageHeader
        back={{ to: "/pools", label: "私域用户池" }}
        title={notInPool ? `在「${nameOf(inPool)}」、不在「${nameOf(notInPool)}」` : `「${nameOf(inPool)}」里的人`}
        description="截至今天；累计消费高的在前，先从他们开始。"
        actions={<AudienceLink filter={{ inPool, notInPool }} />}
      />
      <Panel flush>
        <PeopleTable
          id="pool-members"
          label="用户池里的人"
          list={list}
          toolbar={
            <FilterBar
              fields={fields}
              values={{ ...filters, inPool }}
              onChange={change}
              onClear={() => change({ notInPool: undefined })}
            />
          }
          columns={[
            { key: "orders", title: "累计订单", align: "right", render: (row) => <Count value={row.orders} /> },
            { key: "amount", title: "累计消费", align: "right", render: (row) => <Money fen={row.amountFen} /> },
            { key: "last", title: "最近购买", render: (row) => <Day value={row.lastPurchaseDay} /> },
          ]}
        />
      </Panel>
    </>
  );
}
