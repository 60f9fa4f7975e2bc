import { Form, Input, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type DeviceKind, devicesKey, type NewDevice, registerDevice } from "./device-api.ts";
import type { ShownKey } from "./key-dialog.tsx";

interface Fields {
  readonly storeNo?: string;
  readonly kind?: NewDevice["kind"];
  readonly name?: string;
}

/** 登记设备: one device in one store gets a key of its own. */
export function DeviceForm(props: {
  readonly kinds: readonly DeviceKind[];
  readonly onClose: () => void;
  readonly onMade: (key: ShownKey) => void;
}) {
  const [form] = Form.useForm<Fields>();
  const chosen = Form.useWatch("kind", form);
  const kind = props.kinds.find(({ code }) => code === chosen);
  const register = useAction<Fields, { id: string; key: string }>({
    run: ({ storeNo, kind: code, name = "" }) =>
      registerDevice({ storeNo: Number(storeNo), kind: code ?? "smart_screen", name }),
    refresh: [devicesKey],
    onDone: ({ key }, { name = "" }) => props.onMade({ name, key }),
    quietFailure: true,
  });
  return (
    <FormDrawer<Fields>
      form={form}
      title="登记设备"
      submitText="登记并生成密钥"
      hint="每台设备一把密钥，只能替这家店、按这类设备上报。换店请停用后重新登记，旧数据仍归原来的店。"
      initialValues={{}}
      onSubmit={(values) => register.mutateAsync(values)}
      onClose={props.onClose}
    >
      <Form.Item
        name="storeNo"
        label="门店"
        rules={[{ required: true, message: "请选择门店" }]}
        getValueFromEvent={(value?: string) => value}
      >
        <StorePick />
      </Form.Item>
      <Form.Item
        name="kind"
        label="设备类型"
        rules={[{ required: true, message: "请选择设备类型" }]}
        extra={
          kind &&
          `${kind.says}。可上报：${kind.types.map(({ label }) => label).join("、")}${
            kind.attributes.length > 0 ? `；偏好：${kind.attributes.map(({ label }) => label).join("、")}` : ""
          }`
        }
      >
        <Select
          options={props.kinds.map(({ code, label }) => ({ value: code, label }))}
          placeholder="例如：虚拟试妆镜"
          aria-label="设备类型"
        />
      </Form.Item>
      <Form.Item
        name="name"
        label="名称"
        extra="写清在店里的位置，静默时店长才知道去看哪一台。"
        rules={[{ required: true, whitespace: true, message: "请填写设备名称" }, { max: 40 }]}
      >
        <Input placeholder="例如：二楼试妆镜" maxLength={40} />
      </Form.Item>
    </FormDrawer>
  );
}

/** The store filter as a field of a form, which hands `value` and `onChange` in. */
function StorePick({ value, onChange }: { value?: string; onChange?: (value: string | undefined) => void }) {
  return <StoreFilter value={value} onChange={(next) => onChange?.(next)} />;
}
