import { Form, Input, Switch } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { connectSystem, exchangeKey, type MadeSystem, type NewSystem } from "./exchange-api.ts";

/** 接入系统: a system gets a key of its own. */
export function SystemForm({ onClose, onMade }: { onClose: () => void; onMade: (made: MadeSystem) => void }) {
  const [form] = Form.useForm<NewSystem>();
  const connect = useAction<NewSystem, MadeSystem>({
    run: connectSystem,
    refresh: [exchangeKey],
    onDone: onMade,
    quietFailure: true,
  });
  return (
    <FormDrawer<NewSystem>
      form={form}
      title="接入系统"
      submitText="接入并生成密钥"
      hint="对方用这把密钥按变更读取客户、标签和分层，并批量写回标签。它自己写的标签不会再推回给它。"
      initialValues={{ personal: false, writes: true }}
      onSubmit={(values) => connect.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label="系统名称"
        extra="标签历史里会写「由谁打上」，接入后不能改名。"
        rules={[{ required: true, message: "请填写系统名称" }, { max: 60 }]}
      >
        <Input placeholder="例如：企微 SCRM" />
      </Form.Item>
      <Form.Item
        name="scope"
        label="编号来源"
        extra="对方自己的客户编号存为「外部编号」，用它和别的系统区分。"
        rules={[
          { required: true, message: "请填写编号来源" },
          { pattern: /^[a-zA-Z0-9_-]{2,32}$/, message: "只能用字母、数字、下划线和短横线，2 到 32 个" },
        ]}
      >
        <Input placeholder="例如：scrm" />
      </Form.Item>
      <Form.Item name="unitId" label="数据范围" rules={[{ required: true, message: "请选择数据范围" }]}>
        <UnitSelect />
      </Form.Item>
      <Form.Item name="writes" label="可以写回标签和客户" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="personal"
        label="读取明文姓名和手机号"
        extra="不打开只给打码的；拒绝「与合作方共享」的客户，打开了也不给。每次读取都记入操作日志。"
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
