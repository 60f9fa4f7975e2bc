import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import {
  createWebhook,
  editWebhook,
  listEventTypes,
  type MadeWebhook,
  type Webhook,
  type WebhookPlan,
  webhooksKey,
} from "./webhook-api.ts";

interface WebhookFormProps {
  /** Absent = a new one. */
  readonly webhook?: Webhook;
  readonly onClose: () => void;
  readonly onMade?: (made: MadeWebhook) => void;
}

export function WebhookForm({ webhook, onClose, onMade }: WebhookFormProps) {
  const [form] = Form.useForm<WebhookPlan>();
  const types = useQuery({ queryKey: ["event-types"], queryFn: ({ signal }) => listEventTypes(signal) });
  const create = useAction<WebhookPlan, MadeWebhook>({
    run: createWebhook,
    refresh: [webhooksKey],
    onDone: (made) => onMade?.(made),
    quietFailure: true,
  });
  const edit = useAction<WebhookPlan, Webhook>({
    run: (plan) => editWebhook(webhook?.id ?? "", { ...plan, version: webhook?.version ?? 0 }),
    done: "已保存",
    refresh: [webhooksKey],
    onDone: onClose,
    quietFailure: true,
  });
  const items = types.data?.items ?? [];
  const groups = [...new Set(items.map(({ groupLabel }) => groupLabel))];
  return (
    <FormDrawer<WebhookPlan>
      form={form}
      title={webhook ? `修改「${webhook.name}」` : "创建事件推送"}
      submitText={webhook ? "保存" : "创建推送"}
      hint="客户的行为一发生，飞轮就把事件发到对方的网址，最多 100 条一批，按发生顺序，至少送达一次。"
      width={560}
      initialValues={webhook ? (webhook as WebhookPlan) : { eventTypes: [] }}
      onSubmit={(values) => (webhook ? edit : create).mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label="推送给谁"
        rules={[{ required: true, message: "请写明推送给哪个系统" }, { max: 60 }]}
      >
        <Input placeholder="例如：客户数据平台" />
      </Form.Item>
      <Form.Item
        name="url"
        label="接收网址"
        extra="对方收到后应在 10 秒内返回 2xx；不跟随跳转，不能是内网地址。"
        rules={[{ required: true, message: "请填写接收网址" }]}
      >
        <Input placeholder="https://" inputMode="url" />
      </Form.Item>
      <Form.Item
        name="unitId"
        label="数据范围"
        extra="只推送发生在这里及其下级门店的事件；没有门店的事件只推送给全公司范围。"
        rules={[{ required: true, message: "请选择数据范围" }]}
      >
        <UnitSelect />
      </Form.Item>
      <Form.Item name="eventTypes" label="推送哪些事件" rules={[{ required: true, message: "至少选一种事件" }]}>
        <Select
          mode="multiple"
          allowClear
          loading={types.isLoading}
          placeholder="选择事件"
          optionFilterProp="label"
          maxTagCount="responsive"
          options={groups.map((label) => ({
            label,
            options: items
              .filter(({ groupLabel }) => groupLabel === label)
              .map((type) => ({ value: type.name, label: type.label, title: type.meaning })),
          }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}
