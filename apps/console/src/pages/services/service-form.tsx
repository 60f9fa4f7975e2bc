import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { useStoreFormats } from "../stores/store-api.ts";
import {
  changeService,
  createService,
  type NewService,
  type Service,
  type Services,
  servicesKey,
} from "./service-api.ts";
import styles from "./services.module.css";

interface FieldValue {
  readonly key?: string;
  readonly label: string;
  readonly unit?: string;
  readonly kind?: "number" | "text";
}

interface Values extends Omit<NewService, "fields" | "priceFen"> {
  readonly template?: string;
  readonly priceYuan?: number | null;
  readonly fields?: FieldValue[];
}

/** Fields keep their keys, so that records stay comparable; new ones get the next free one. */
function withKeys(fields: readonly FieldValue[]): NonNullable<NewService["fields"]> {
  const taken = new Set(fields.map(({ key }) => key));
  let next = 0;
  const free = () => {
    do next += 1;
    while (taken.has(`f${next}`));
    return `f${next}`;
  };
  return fields.map(({ key, label, unit = "", kind = "text" }) => ({ key: key ?? free(), label, unit, kind }));
}

function FieldsList() {
  return (
    <Form.List name="fields">
      {(fields, { add, remove }) => (
        <Form.Item
          label="记录什么"
          extra="服务时同事填写，例如左眼度数；客户拿到链接能看到。已有记录的项改名不影响以前的结果。"
        >
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.fields}>
              <div>
                <Form.Item
                  name={[name, "label"]}
                  rules={[{ required: true, message: "请填写名称" }]}
                  style={{ marginBottom: 4 }}
                >
                  <Input placeholder="名称，例如 左眼度数" maxLength={20} aria-label="记录项名称" />
                </Form.Item>
                <div style={{ display: "flex", gap: 8 }}>
                  <Form.Item name={[name, "kind"]} initialValue="text" noStyle>
                    <Select
                      aria-label="填什么"
                      style={{ width: 96 }}
                      options={[
                        { value: "number", label: "数字" },
                        { value: "text", label: "文字" },
                      ]}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "unit"]} noStyle>
                    <Input placeholder="单位，选填" maxLength={8} aria-label="单位" style={{ width: 120 }} />
                  </Form.Item>
                </div>
              </div>
              <Button type="text" icon={<DeleteOutlined />} aria-label="删除这个记录项" onClick={() => remove(name)} />
            </div>
          ))}
          {fields.length < 12 && (
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ kind: "text" })}>
              加一项
            </Button>
          )}
        </Form.Item>
      )}
    </Form.List>
  );
}

interface ServiceFormProps {
  /** Null = a new one. */
  readonly service: Service | null;
  readonly services: Services;
  readonly onClose: () => void;
}

/** Offers a service, from a template, or changes it. */
export function ServiceForm({ service, services, onClose }: ServiceFormProps) {
  const [form] = Form.useForm<Values>();
  const formats = useStoreFormats();
  const fill = (name: string) => {
    const template = services.templates.find((each) => each.name === name);
    if (template) form.setFieldsValue({ ...template, fields: [...template.fields] });
  };
  const save = useAction<Values, unknown>({
    run: ({ template: _, unitId, priceYuan, fields = [], ...values }) => {
      const body = {
        ...values,
        priceFen: Math.round((priceYuan ?? 0) * 100),
        fields: withKeys(fields),
        seats: values.seats ?? null,
        followUpDays: values.followUpDays ?? null,
        nextAfterMonths: values.nextAfterMonths ?? null,
      };
      return service ? changeService(service, body) : createService({ ...body, unitId });
    },
    done: service ? "已保存，已有的预约不受影响" : "已开始提供，摆出服务码客户就能预约",
    refresh: [servicesKey],
    onDone: onClose,
    quietFailure: true,
  });
  const initial = service
    ? { ...service, priceYuan: service.priceFen / 100 }
    : { places: ["store"], minutes: 30, fields: [], tiers: [], formats: [] };
  return (
    <FormDrawer<Values>
      form={form}
      title={service ? `修改「${service.name}」` : "新建服务"}
      hint="范围内每家营业的门店都提供；某家店不提供、或只有几位同事会做，在「门店设置」里说。"
      initialValues={initial as Partial<Values>}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {!service && (
        <>
          <Form.Item name="template" label="从模板开始">
            <Select
              allowClear
              options={services.templates.map(({ name }) => ({ value: name, label: name }))}
              onChange={fill}
            />
          </Form.Item>
          <Form.Item name="unitId" label="哪些门店" rules={[{ required: true, message: "请选择区域或门店" }]}>
            <UnitSelect />
          </Form.Item>
        </>
      )}
      <Form.Item name="name" label="服务名称" rules={[{ required: true, message: "请填写服务名称" }]}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="says" label="给客户的说明">
        <Input.TextArea rows={2} maxLength={120} />
      </Form.Item>
      <Form.Item name="minutes" label="时长" rules={[{ required: true, message: "请填写时长" }]}>
        <InputNumber min={5} max={480} suffix="分钟" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="priceYuan" label="价格" extra="不填就是免费">
        <InputNumber min={0} max={1_000_000} precision={2} suffix="元" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="places" label="在哪里提供" rules={[{ required: true, message: "请选择至少一处" }]}>
        <Select mode="multiple" options={services.places.map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <Form.Item name="tiers" label="给哪些客户" extra="不选就是所有客户">
        <Select
          mode="multiple"
          allowClear
          options={services.tiers.map(({ code, label }) => ({ value: code, label }))}
        />
      </Form.Item>
      <Form.Item name="formats" label="哪些店型" extra="不选就是所有店型">
        <Select
          mode="multiple"
          allowClear
          options={(formats.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="seats" label="同时服务" extra="例如验光室有 2 间填 2；不填就看有几位同事空着">
        <InputNumber min={1} max={200} suffix="位客户" style={{ width: "100%" }} />
      </Form.Item>
      <FieldsList />
      <Form.Item name="followUpDays" label="几天后回访" extra="不填就不回访">
        <InputNumber min={1} max={90} suffix="天" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="nextAfterMonths" label="多久后再来" extra="例如验光 12 个月后复查；到期前 30 天提醒接待的同事">
        <InputNumber min={1} max={60} suffix="个月" style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}
