import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useNavigate } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { useStoreFormats } from "../stores/store-api.ts";
import { createPlan, frameworksQuery, frontNames, type Plan, type PlanDraft } from "./plan-api.ts";

interface Values {
  readonly frameworkId: string;
  readonly name: string;
  readonly theme: string;
  readonly content?: string;
  readonly period: [Dayjs, Dayjs];
  readonly formats?: string[];
  readonly fronts: NonNullable<PlanDraft["fronts"]>;
}

/** A new plan from a framework. */
export function PlanForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const frameworks = useQuery(frameworksQuery);
  const formats = useStoreFormats();
  const create = useAction<Values, Plan>({
    run: ({ period: [from, to], content, ...values }) =>
      createPlan({
        ...values,
        content: content ?? "",
        startsOn: from.format("YYYY-MM-DD"),
        endsOn: to.format("YYYY-MM-DD"),
      }),
    refresh: [["plans"]],
    onDone: (plan) => {
      onClose();
      void navigate(`/plans/${plan.id}`);
    },
    quietFailure: true,
  });
  const known = frameworks.data?.items ?? [];
  return (
    <FormDrawer<Values>
      form={form}
      title="新建活动方案"
      hint="栏位、谁能填、哪些锁定，都从活动框架带过来。先放总部主推商品，再开放给区域和门店。"
      submitText="新建"
      initialValues={{ fronts: ["store"] }}
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="frameworkId"
        label="活动框架"
        rules={[{ required: true, message: "请选择活动框架" }]}
        extra={frameworks.isSuccess && known.length === 0 && "还没有框架，请先到「活动框架」新建一个"}
      >
        <Select
          loading={frameworks.isPending}
          options={known.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            const theme = known.find((each) => each.id === id)?.theme;
            if (theme && !form.getFieldValue("theme")) form.setFieldValue("theme", theme);
          }}
        />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：七月 DM" />
      </Form.Item>
      <Form.Item
        name="theme"
        label="主题"
        rules={[{ required: true, message: "请填写主题" }]}
        extra="全国统一，各级不能改"
      >
        <Input maxLength={100} placeholder="例如：清凉一夏" />
      </Form.Item>
      <Form.Item name="period" label="起止日期" rules={[{ required: true, message: "请选择起止日期" }]}>
        <DatePicker.RangePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="formats" label="适用店型" extra="不选表示全部店型">
        <Select
          mode="multiple"
          loading={formats.isPending}
          options={(formats.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="fronts" label="在哪些前端推出" rules={[{ required: true, message: "请至少选择一个前端" }]}>
        <Select mode="multiple" options={optionsOf(frontNames)} />
      </Form.Item>
      <Form.Item name="content" label="活动说明">
        <Input.TextArea rows={4} maxLength={5_000} showCount />
      </Form.Item>
    </FormDrawer>
  );
}
