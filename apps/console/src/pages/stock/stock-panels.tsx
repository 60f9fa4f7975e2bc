import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton, Table, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { StockRulesDialog } from "./rules-dialogs.tsx";
import {
  type Available,
  fetchGaps,
  fetchPlaces,
  type Place,
  type PlaceFields,
  promiseColors,
  promiseNames,
  savePlace,
  servesNames,
} from "./stock-api.ts";

/** What sells at a store and does not lie there, and who could ship it. */
export function GapsPanel() {
  const [chosen, setStoreNo] = useState<string>();
  const tree = useUnitTree({ withStores: true });
  const stores = tree.data?.items.filter((unit) => unit.kind === "store") ?? [];
  // Whoever has one store need not choose it.
  const storeNo = chosen ?? (stores.length === 1 ? String(stores[0]?.no) : undefined);
  const gaps = useQuery({
    queryKey: ["stock", "gaps", storeNo],
    queryFn: ({ signal }) => fetchGaps(Number(storeNo), signal),
    enabled: storeNo !== undefined,
  });
  return (
    <Panel
      title="畅销缺货"
      hint="本店近 30 天卖得最多的 200 个商品里，店内库存为 0 的；静默的仓不计入可发货。"
      extra={<StoreFilter value={storeNo} onChange={setStoreNo} />}
    >
      {storeNo === undefined && <EmptyState compact title="先选一家门店" />}
      {gaps.isError && <ErrorState compact error={gaps.error} onRetry={() => void gaps.refetch()} />}
      {gaps.isLoading && <Skeleton active title={false} />}
      {gaps.data && !gaps.data.known && (
        <EmptyState compact title="还没有为这家门店上报过库存">
          先在「供货仓」里登记，再让仓储系统上报。
        </EmptyState>
      )}
      {gaps.data?.known && (
        <Table<Available>
          size="small"
          rowKey="sku"
          scroll={{ x: "max-content" }}
          dataSource={gaps.data.items}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          locale={{ emptyText: "畅销商品店里都有货" }}
          columns={[
            { title: "商品", render: (_, row) => row.name ?? row.sku },
            { title: "近 30 天售出", dataIndex: "sold", align: "right" },
            { title: "仓可直发", dataIndex: "shipping", align: "right" },
            {
              title: "怎么答复客户",
              render: (_, row) => <Tag color={promiseColors[row.promise]}>{promiseNames[row.promise]}</Tag>,
            },
          ]}
        />
      )}
    </Panel>
  );
}

/** Where stock lies, what of it is promised, and who fell silent. */
export function PlacesPanel() {
  const can = useCan();
  const [isRuling, setRuling] = useState(false);
  const places = useQuery({ queryKey: ["stock", "places"], queryFn: ({ signal }) => fetchPlaces(signal) });
  return (
    <Panel
      title="供货仓"
      hint="静默指超过规定小时数没有上报：它的库存不再用来答应客户。预留是已经答应给订单的件数。"
      extra={can("stock.rule") && <Button onClick={() => setRuling(true)}>库存规则</Button>}
    >
      {places.isError && <ErrorState compact error={places.error} onRetry={() => void places.refetch()} />}
      {places.isPending && <Skeleton active title={false} />}
      {places.data && (
        <Table<Place>
          size="small"
          rowKey="code"
          scroll={{ x: "max-content" }}
          dataSource={places.data.items}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          locale={{
            emptyText: (
              <EmptyState compact title="还没有供货仓">
                登记门店库存、区域仓或云仓，编码与仓储系统一致；云仓可为任何门店发货。
              </EmptyState>
            ),
          }}
          columns={[
            { title: "名称", render: (_, row) => `${row.name}（${row.code}）` },
            { title: "类型", render: (_, row) => servesNames[row.serves] },
            { title: "供货范围", dataIndex: "unitName" },
            { title: "有货商品", align: "right", render: (_, row) => `${row.inStock} / ${row.products}` },
            {
              title: "预留",
              align: "right",
              render: (_, row) => (
                <>
                  {row.short > 0 && <Tag color="red">{row.short} 个商品答应多了</Tag>}
                  {row.held} 件
                </>
              ),
            },
            {
              title: "最近上报",
              render: (_, row) => (
                <>
                  {row.stale && <Tag color="red">{row.heardAt === null ? "从未上报" : "静默"}</Tag>}
                  {row.heardAt !== null && <DateTime value={row.heardAt} ago />}
                </>
              ),
            },
          ]}
        />
      )}
      {isRuling && <StockRulesDialog onClose={() => setRuling(false)} />}
    </Panel>
  );
}

/** Registers where stock lies and whom it serves. */
export function NewPlace({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<PlaceFields>();
  const save = useAction<PlaceFields, { code: string }>({
    run: savePlace,
    done: "已登记，仓储系统可以用这个编码上报",
    refresh: [["stock"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<PlaceFields>
      form={form}
      title="登记供货仓"
      hint="选门店就是这家店自己的库存；选区域是区域仓；选总部是云仓，可为任何门店发货。"
      submitText="登记"
      initialValues={{}}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="code" label="编码" rules={[{ required: true, message: "请填写仓的编码" }]}>
        <Input maxLength={64} placeholder="与仓储系统里的编码一致" />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="unitId" label="供货范围" rules={[{ required: true, message: "请选择为谁供货" }]}>
        <UnitSelect placeholder="总部、区域或门店" />
      </Form.Item>
    </FormDrawer>
  );
}
