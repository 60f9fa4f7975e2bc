import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Space, TimePicker, Typography } from "antd";
import dayjs from "dayjs";
import { Link } from "react-router";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { deliveryRulesQuery, saveDeliveryRules, saveStockRules, stockRulesQuery } from "./stock-api.ts";

/** When stock is too old to promise by, and for how long it is kept for an order. */
export function StockRulesDialog({ onClose }: { onClose: () => void }) {
  return (
    <VersionedSettingsDialog
      title="库存规则"
      settings={useQuery(stockRulesQuery)}
      save={saveStockRules}
      done="库存规则已保存，马上生效"
      refresh={[["stock"]]}
      onClose={onClose}
    >
      <Form.Item
        name="staleHours"
        label="多久没有上报算静默"
        rules={[{ required: true, message: "请填写小时数" }]}
        extra="1 到 720 小时。静默的仓的库存不再用来答应客户，也不能预留。"
      >
        <InputNumber min={1} max={720} precision={0} suffix="小时" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item
        name="holdMinutes"
        label="订单预留库存多久"
        rules={[{ required: true, message: "请填写分钟数" }]}
        extra="5 到 4320 分钟。到时没有出库就自动让给别的订单；订单系统可以为单张订单另说时间，已有的预留不变。"
      >
        <InputNumber min={5} max={4320} precision={0} suffix="分钟" style={{ width: 180 }} />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}

/** A time of day kept as `09:00`. */
const clockField = {
  getValueProps: (text?: string) => ({ value: text ? dayjs(`2000-01-01T${text}`) : null }),
  getValueFromEvent: (_: unknown, text: string | null) => text ?? "",
};
const clockRule = [{ required: true, message: "请填写时间" }];

/** Which delivery times may be promised, how many parcels a store takes in one, and until when a time may be changed. */
export function DeliveryRulesDialog({ onClose }: { onClose: () => void }) {
  return (
    <VersionedSettingsDialog
      title="配送规则"
      settings={useQuery(deliveryRulesQuery)}
      save={saveDeliveryRules}
      done="配送规则已保存，已约定的时间不变"
      refresh={[["shipments"]]}
      onClose={onClose}
    >
      <Form.Item label="可约的时段" required>
        <Form.List
          name="slots"
          rules={[
            {
              validator: (_, slots?: readonly unknown[]) =>
                slots && slots.length > 0 ? Promise.resolve() : Promise.reject(new Error("至少要有一个时段")),
            },
          ]}
        >
          {(slots, { add, remove }, { errors }) => (
            <>
              {slots.map(({ key, name }) => (
                <Space key={key} align="start" size={8} style={{ display: "flex" }}>
                  <Form.Item name={[name, "from"]} {...clockField} rules={clockRule} style={{ marginBottom: 8 }}>
                    <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} aria-label="时段开始" />
                  </Form.Item>
                  <span style={{ lineHeight: "32px" }}>至</span>
                  <Form.Item
                    name={[name, "until"]}
                    {...clockField}
                    style={{ marginBottom: 8 }}
                    dependencies={[["slots", name, "from"]]}
                    rules={[
                      ...clockRule,
                      ({ getFieldValue }) => ({
                        validator: (_, until?: string) =>
                          !until || until > String(getFieldValue(["slots", name, "from"]) ?? "")
                            ? Promise.resolve()
                            : Promise.reject(new Error("结束应晚于开始")),
                      }),
                    ]}
                  >
                    <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} aria-label="时段结束" />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<MinusCircleOutlined />}
                    aria-label="删除这个时段"
                    onClick={() => remove(name)}
                  />
                </Space>
              ))}
              <Button
                type="dashed"
                icon={<PlusOutlined />}
                disabled={slots.length >= 24}
                onClick={() => add({ from: "", until: "" })}
              >
                加一个时段
              </Button>
              <Form.ErrorList errors={errors} />
            </>
          )}
        </Form.List>
      </Form.Item>
      <Form.Item name="capacity" label="每家店每个时段最多多少单" rules={[{ required: true, message: "请填写单数" }]}>
        <InputNumber min={1} max={10_000} precision={0} suffix="单" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="daysAhead" label="最多约到几天以后" rules={[{ required: true, message: "请填写天数" }]}>
        <InputNumber min={1} max={30} precision={0} suffix="天" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item
        name="cutOffMinutes"
        label="约定时段开始前多久不能再改"
        rules={[{ required: true, message: "请填写分钟数" }]}
        extra="0 到 2880 分钟。过了这个时间，门店只能直接联系配送员。"
      >
        <InputNumber min={0} max={2880} precision={0} suffix="分钟" style={{ width: 180 }} />
      </Form.Item>
      <Typography.Text type="secondary">
        谁能改配送时间、谁能改这些规则，在 <Link to="/roles">角色权限</Link>{" "}
        里勾选「修改订单的配送时间并告知客户」和「维护仓、库存与配送规则」。
      </Typography.Text>
    </VersionedSettingsDialog>
  );
}
