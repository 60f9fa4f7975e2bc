import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, InputNumber, Select, TimePicker } from "antd";
import dayjs from "dayjs";
import { StaffField } from "../staff/staff-field.tsx";
import styles from "./codes.module.css";

export interface SlotValue {
  readonly days: number[];
  readonly from: string;
  readonly to: string;
}

export interface GuideValue {
  readonly staffId?: string;
  readonly weight?: number;
  readonly dailyCap?: number | null;
  readonly backup?: boolean;
  readonly slots?: SlotValue[];
}

const weekdays = ["一", "二", "三", "四", "五", "六", "日"].map((name, i) => ({ value: i + 1, label: `周${name}` }));

/** When someone takes contacts: weekdays and a span; nothing = always. */
function SlotField({ value, onChange }: { value?: SlotValue[]; onChange?: (slots: SlotValue[]) => void }) {
  const slot = value?.[0];
  if (!slot)
    return (
      <Button
        size="small"
        type="link"
        onClick={() => onChange?.([{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "21:00" }])}
      >
        全天接待，点此设班次
      </Button>
    );
  return (
    <div className={styles.row}>
      <Select
        aria-label="接待日"
        mode="multiple"
        style={{ minWidth: 200, flex: 1 }}
        options={weekdays}
        value={slot.days}
        onChange={(days: number[]) => onChange?.(days.length > 0 ? [{ ...slot, days }] : [])}
      />
      <TimePicker.RangePicker
        aria-label="接待时间"
        format="HH:mm"
        minuteStep={15}
        order={false}
        allowClear={false}
        value={[dayjs(slot.from, "HH:mm"), dayjs(slot.to, "HH:mm")]}
        onChange={(times) =>
          times?.[0] &&
          times[1] &&
          onChange?.([{ ...slot, from: times[0].format("HH:mm"), to: times[1].format("HH:mm") }])
        }
      />
      <Button size="small" type="link" onClick={() => onChange?.([])}>
        改为全天
      </Button>
    </div>
  );
}

/** The guides behind a code, each with weight, cap, hours, and whether they only step in. */
export function GuidesField() {
  return (
    <Form.List name="guides">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className={styles.guide}>
              <div className={styles.row}>
                <div style={{ flex: 1, minWidth: 160 }}>
                  <Form.Item name={[name, "staffId"]} noStyle rules={[{ required: true, message: "请选择员工" }]}>
                    <StaffField />
                  </Form.Item>
                </div>
                <Button aria-label="移除" icon={<DeleteOutlined />} onClick={() => remove(name)} />
              </div>
              <div className={styles.row}>
                <Form.Item name={[name, "weight"]} noStyle initialValue={1}>
                  <InputNumber prefix="权重" min={1} max={1000} style={{ width: 120 }} />
                </Form.Item>
                <Form.Item name={[name, "dailyCap"]} noStyle>
                  <InputNumber prefix="每日上限" placeholder="不限" min={1} max={10_000} style={{ width: 160 }} />
                </Form.Item>
                <Form.Item name={[name, "backup"]} noStyle valuePropName="checked">
                  <Checkbox>备用（别人都不在时才接待）</Checkbox>
                </Form.Item>
              </div>
              <Form.Item name={[name, "slots"]} noStyle>
                <SlotField />
              </Form.Item>
            </div>
          ))}
          <Button block icon={<PlusOutlined />} onClick={() => add({ weight: 1, slots: [] })}>
            添加接待员工
          </Button>
        </>
      )}
    </Form.List>
  );
}
