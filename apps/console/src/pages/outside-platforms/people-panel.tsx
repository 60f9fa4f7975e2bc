import { Tag } from "antd";
import { Count, DateTime, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PeopleTable } from "../../shared/people/people-table.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import { fetchPeople, type LedPerson } from "./outside-api.ts";

/** The people whom a placement led back, within the reader's scope. */
export function PeoplePanel({ placementId }: { readonly placementId: string }) {
  const list = useCursorList<LedPerson>({
    queryKey: ["outside-platforms", "people", placementId],
    fetchPage: (cursor, signal) => fetchPeople(placementId, cursor, signal),
  });
  return (
    <Panel title="带回来的人" hint="认得出的、在你数据范围内的客户，最近来的在前">
      <PeopleTable<LedPerson>
        id="outside-people"
        label="带回来的人"
        list={list}
        columns={[
          { key: "came", title: "来的时间", render: ({ cameAt }) => <DateTime value={cameAt} /> },
          {
            key: "did",
            title: "之后",
            render: ({ friendAt, registeredAt, boughtAt, boughtThere }) => (
              <>
                {friendAt && <Tag>加好友</Tag>}
                {registeredAt && <Tag>入会</Tag>}
                {boughtAt && <Tag color="green">下单</Tag>}
                {boughtThere && <Tag color="blue">平台老客</Tag>}
              </>
            ),
          },
          { key: "orders", title: "订单", align: "right", render: ({ orders }) => <Count value={orders} /> },
          { key: "sales", title: "成交", align: "right", render: ({ salesFen }) => <Money fen={salesFen} /> },
        ]}
      />
    </Panel>
  );
}
