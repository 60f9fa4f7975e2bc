import { useQuery } from "@tanstack/react-query";
import { Form, InputNumber, Radio } from "antd";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { saveSettings, settingsQuery } from "./point-api.ts";

/** What holds for all points, whatever rule they were earned by. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  return (
    <VersionedSettingsDialog
      title="积分设置"
      settings={useQuery(settingsQuery)}
      save={saveSettings}
      done="积分设置已保存"
      refresh={[["points"]]}
      onClose={onClose}
    >
      <Form.Item name="shortfall" label="退款时积分已经用掉">
        <Radio.Group
          options={[
            { value: "debt", label: "记为欠分，之后的积分先还" },
            { value: "forgive", label: "不追回" },
          ]}
        />
      </Form.Item>
      <Form.Item name="approvalAbove" label="人工调整超过多少分要别人审批" rules={[{ required: true }]}>
        <InputNumber min={0} max={100_000_000} precision={0} suffix="分" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="warnDays" label="到期前多少天提醒" rules={[{ required: true }]}>
        <InputNumber min={1} max={90} precision={0} suffix="天" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item
        name="graceDays"
        label="退回的积分至少还能用多少天"
        rules={[{ required: true }]}
        extra="退回的积分沿用原来的有效期，已经到期的按这里延长"
      >
        <InputNumber min={0} max={90} precision={0} suffix="天" style={{ width: 180 }} />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}
