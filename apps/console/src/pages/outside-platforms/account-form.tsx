import { Form, Input, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { type Account, addAccount, editAccount, everything, type Outside, optionsOf } from "./outside-api.ts";

interface Values {
  readonly platform: Account["platform"];
  readonly name: string;
  readonly unitId?: string | null;
  readonly note?: string;
  readonly orderSources?: string[];
}

/** An account or shop on a platform. */
export function AccountForm({
  outside,
  account,
  onClose,
}: {
  readonly outside: Outside;
  readonly account: Account | null;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Account>({
    run: ({ platform, name, unitId = null, note = "", orderSources = [] }) =>
      account
        ? editAccount(account.id, { name, unitId, note, orderSources, version: account.version })
        : addAccount({ platform, name, unitId, note, orderSources }),
    done: account ? "已保存" : "已登记，可以新建内容了",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={account ? `${account.name}` : "登记账号或店铺"}
      hint="一个平台上的一个店或号登记一次；它发的内容、带回的人都算在它名下。"
      initialValues={account ? { ...account } : { platform: "xiaohongshu" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="platform" label="平台">
        <Select disabled={account !== null} options={optionsOf<Account["platform"]>(outside.platforms)} />
      </Form.Item>
      <Form.Item name="name" label="账号或店铺名称" rules={[{ required: true, message: "请填写账号或店铺名称" }]}>
        <Input maxLength={60} placeholder="例如：天猫旗舰店" />
      </Form.Item>
      <Form.Item name="unitId" label="属于" extra="不选就是总部">
        <UnitSelect allowClear />
      </Form.Item>
      <Form.Item
        name="orderSources"
        label="这个店的订单来源"
        extra="导入这个店的订单时用的来源名；带回的人里谁在店里买过，按它和手机号认"
      >
        <Select mode="tags" options={outside.orderSources.map((source) => ({ value: source, label: source }))} />
      </Form.Item>
      <Form.Item name="note" label="给谁看、讲什么">
        <Input.TextArea rows={3} maxLength={300} />
      </Form.Item>
    </FormDrawer>
  );
}
