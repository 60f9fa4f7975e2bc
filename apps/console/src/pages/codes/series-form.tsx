import { answer } from "@feilun/api-client";
import { Form, Input, Radio, Select } from "antd";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { materialNames, type NewSeries } from "./code-api.ts";

/** Codes for a whole chain at once. */
export function SeriesForm({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const [form] = Form.useForm<NewSeries>();
  const save = useAction<NewSeries, { total: number; created: number }>({
    run: (body) => answer(api.POST("/api/v1/live-codes/series", { body })),
    done: ({ total, created }) =>
      created < total
        ? `新建 ${created} 个，其余 ${total - created} 个之前已建好`
        : `已新建 ${created} 个，正在生成二维码`,
    refresh: [["codes"]],
    onDone,
    quietFailure: true,
  });
  const required = [{ required: true, message: "请填写" }];
  return (
    <FormDrawer<NewSeries>
      form={form}
      title="批量布码"
      hint="给一片门店（或每位导购）各建一个码，来源自动带上门店。同一个批次再做一次，只补新开的门店和新来的人。"
      submitText="开始布码"
      initialValues={{ kind: "store", material: "table_card", channel: "store", name: "{门店}{导购}", entry: "direct" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="series" label="批次名称" rules={required} extra="之后按批次打印和统计">
        <Input maxLength={60} placeholder="例如：2026 秋季台卡" />
      </Form.Item>
      <Form.Item name="unitId" label="哪些门店" rules={[{ required: true, message: "请选择区域或门店" }]}>
        <UnitSelect />
      </Form.Item>
      <Form.Item name="kind" label="一家店几个码">
        <Radio.Group options={optionsOf({ store: "每家店一个", staff: "每位导购一个" })} />
      </Form.Item>
      <Form.Item name="material" label="印在哪里">
        <Select showSearch={{ optionFilterProp: "label" }} options={optionsOf(materialNames)} />
      </Form.Item>
      <Form.Item name="name" label="码的名称" extra="{门店}、{导购} 会换成实际的名字">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="campaign" label="活动">
        <Input maxLength={60} />
      </Form.Item>
    </FormDrawer>
  );
}
