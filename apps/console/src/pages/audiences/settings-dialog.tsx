import { useQuery } from "@tanstack/react-query";
import { Form, InputNumber } from "antd";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { type AudienceSettings, saveSettings, settingsQuery } from "./audience-api.ts";

type Values = AudienceSettings["value"];

interface Field {
  readonly name: keyof Values;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly extra?: string;
}

const fields: readonly Field[] = [
  { name: "minMembers", label: "少于多少人不导出", unit: "人", min: 1, max: 100_000, extra: "人太少容易认出个人" },
  { name: "approvalAbove", label: "超过多少人要别人审批", unit: "人", min: 0, max: 100_000_000 },
  { name: "keepHours", label: "文件保留多久", unit: "小时", min: 1, max: 720, extra: "到时自动删除" },
  { name: "rowsPerFile", label: "一个文件最多多少行", unit: "行", min: 1, max: 50_000_000, extra: "按广告平台的上限" },
  { name: "adultAge", label: "不满多少岁不导出", unit: "岁", min: 0, max: 21, extra: "只对知道生日的客户" },
  { name: "measureDays", label: "首次下载后看多少天的购买", unit: "天", min: 1, max: 180 },
  { name: "keepDays", label: "名单快照保留多久", unit: "天", min: 30, max: 1_100, extra: "之后不能再看效果" },
];

/** What holds for every audience. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  return (
    <VersionedSettingsDialog
      title="导出规则"
      settings={useQuery(settingsQuery)}
      save={saveSettings}
      done="导出规则已保存"
      refresh={[["audiences"]]}
      onClose={onClose}
    >
      {fields.map(({ name, label, unit, min, max, extra }) => (
        <Form.Item key={name} name={name} label={label} extra={extra} rules={[{ required: true }]}>
          <InputNumber min={min} max={max} precision={0} suffix={unit} style={{ width: 180 }} />
        </Form.Item>
      ))}
    </VersionedSettingsDialog>
  );
}
