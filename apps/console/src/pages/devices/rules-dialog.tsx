import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber } from "antd";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { deviceRulesQuery, devicesKey, saveDeviceRules } from "./device-api.ts";

interface NumberRule {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly says: string;
}

const numbers: readonly NumberRule[] = [
  {
    ...{ name: "lateMinutes", label: "多久没有上报算迟到", unit: "分钟", min: 5, max: 1_440 },
    says: "只在页面上标出，不通知。",
  },
  {
    ...{ name: "silentMinutes", label: "营业时间内多久没有上报算静默", unit: "分钟", min: 15, max: 10_080 },
    says: "静默一次通知店长一次；恢复上报自动解除。打烊后不算。",
  },
  {
    ...{ name: "eventsPerMinute", label: "每台设备每分钟最多上报", unit: "个事件", min: 60, max: 6_000 },
    says: "超过的会被拒绝，设备到下一分钟补发，不会丢。",
  },
  {
    ...{ name: "codeMinutes", label: "屏幕上的保存码多久有效", unit: "分钟", min: 2, max: 120 },
    says: "过了要在屏幕上重新生成。",
  },
  {
    ...{ name: "tasteDays", label: "试出来的偏好保留多久", unit: "天", min: 30, max: 730 },
    says: "从最近一次试用算起；到期自动删除。",
  },
];

/** When a device needs somebody, and what customers agree to. */
export function DeviceRulesDialog({ onClose }: { onClose: () => void }) {
  return (
    <VersionedSettingsDialog
      title="设备规则"
      settings={useQuery(deviceRulesQuery)}
      save={saveDeviceRules}
      done="设备规则已保存，马上生效"
      refresh={[devicesKey]}
      onClose={onClose}
    >
      {numbers.map(({ name, label, unit, min, max, says }) => (
        <Form.Item
          key={name}
          name={name}
          label={label}
          rules={[{ required: true, message: `请填写${unit}数` }]}
          extra={`${min} 到 ${max}${unit}。${says}`}
        >
          <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: 200 }} />
        </Form.Item>
      ))}
      <Form.Item
        name="consent"
        label="客户保存体验前看到的话"
        rules={[{ required: true, min: 20, message: "请写清记录什么、用来做什么、怎样撤回，至少 20 个字" }]}
        extra="每次修改都是新的版本；客户同意的是哪一版会记在授权记录里。"
      >
        <Input.TextArea rows={4} maxLength={600} showCount />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}
