import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { everything, saveVisitSettings, type VisitSettings, visitSettingsQuery } from "./mini-program-api.ts";
import styles from "./mini-programs.module.css";

type Values = VisitSettings["value"];

/** Which scene values and marks count as which entry, and how long an order counts for an opening. */
export function EntrySettings({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const settings = useQuery(visitSettingsQuery);
  const save = useAction<Values, unknown>({
    run: (value) => saveVisitSettings({ value, version: settings.data?.version ?? 0 }),
    done: "已保存，之前的访问也按新的认法统计",
    refresh: everything,
    onDone: onClose,
    quietFailure: true,
  });
  if (!settings.data) return null;
  const entries = settings.data.entries.map(({ entry, name }) => ({ value: entry, label: name }));
  const required = [{ required: true, message: "请填写" }];
  return (
    <FormDrawer<Values>
      form={form}
      title="入口怎么认"
      hint="一般按微信公布的场景值认；下面写的优先。对全国生效，之前的访问也按新的认法统计。"
      initialValues={settings.data.value}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="orderHours" label="访问后多久内的订单算它的" rules={required}>
        <InputNumber min={1} max={168} suffix="小时" />
      </Form.Item>
      <p>页面参数 mark 的值（红包雨、社交立减金等没有场景值的入口）</p>
      <Form.List name="marks">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.tools}>
                <Form.Item name={[name, "mark"]} rules={required} style={{ flex: 1 }}>
                  <Input aria-label="mark" maxLength={64} placeholder="例如 red_packet_rain" />
                </Form.Item>
                <Form.Item name={[name, "entry"]} rules={required} style={{ flex: 1 }}>
                  <Select aria-label="算作" options={entries} placeholder="算作" />
                </Form.Item>
                <Form.Item>
                  <Button type="text" aria-label="删去" icon={<MinusCircleOutlined />} onClick={() => remove(name)} />
                </Form.Item>
              </div>
            ))}
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add()}>
              增加一个 mark
            </Button>
          </>
        )}
      </Form.List>
      <p style={{ marginTop: 20 }}>场景值另外认作</p>
      <Form.List name="scenes">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.tools}>
                <Form.Item name={[name, "scene"]} rules={required} style={{ flex: 1 }}>
                  <InputNumber
                    aria-label="场景值"
                    min={0}
                    max={99999}
                    precision={0}
                    style={{ width: "100%" }}
                    placeholder="例如 1089"
                  />
                </Form.Item>
                <Form.Item name={[name, "entry"]} rules={required} style={{ flex: 1 }}>
                  <Select aria-label="算作" options={entries} placeholder="算作" />
                </Form.Item>
                <Form.Item>
                  <Button type="text" aria-label="删去" icon={<MinusCircleOutlined />} onClick={() => remove(name)} />
                </Form.Item>
              </div>
            ))}
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add()}>
              增加一个场景值
            </Button>
          </>
        )}
      </Form.List>
    </FormDrawer>
  );
}
