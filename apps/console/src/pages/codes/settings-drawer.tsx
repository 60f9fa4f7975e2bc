import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Switch, Upload } from "antd";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type CodeSettings, settingsQuery } from "./code-api.ts";

type Values = CodeSettings["value"];

function LogoField({ value, onChange }: { value?: string | null; onChange?: (logo: string | null) => void }) {
  return (
    <div style={{ display: "flex", gap: 12, alignItems: "center" }}>
      {value && <img src={value} alt="图标" style={{ width: 48, height: 48, objectFit: "contain" }} />}
      <Upload
        accept="image/png,image/jpeg"
        showUploadList={false}
        beforeUpload={(file) => {
          const reader = new FileReader();
          reader.onload = () => onChange?.(String(reader.result));
          reader.readAsDataURL(file);
          return false;
        }}
      >
        <Button>{value ? "换一张" : "选择图片"}</Button>
      </Upload>
      {value && (
        <Button type="link" onClick={() => onChange?.(null)}>
          不用图标
        </Button>
      )}
    </div>
  );
}

/** What posters say, how long codes are credited, and whether visitors are recognised. */
export function SettingsDrawer({ onClose }: { readonly onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const settings = useQuery(settingsQuery);
  const save = useAction<Values>({
    run: (value) =>
      answer(
        api.PUT("/api/v1/live-codes/settings", {
          body: { value: { ...settings.data?.value, ...value }, version: settings.data?.version ?? 0 },
        }),
      ),
    done: "已保存",
    refresh: [["codes", "settings"]],
    onDone: onClose,
    quietFailure: true,
  });
  if (!settings.data) return null;
  return (
    <FormDrawer<Values>
      form={form}
      title="物料与归因设置"
      hint="对全国生效，只有总部可以修改。"
      initialValues={settings.data.value}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="brand" label="品牌名">
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="headline" label="大标题">
        <Input maxLength={24} />
      </Form.Item>
      <Form.Item name="benefit" label="福利一句话" extra="例如：首次入群领 5 元券">
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="colour" label="主色">
        <Input type="color" style={{ width: 80 }} />
      </Form.Item>
      <Form.Item name="logo" label="二维码中间的图标" extra="PNG 或 JPEG，不超过 200 KB">
        <LogoField />
      </Form.Item>
      <Form.Item name="attributionDays" label="归因窗口" extra="客户来了之后多少天内的订单算这个码的">
        <InputNumber min={1} max={365} suffix="天" />
      </Form.Item>
      <Form.Item
        name="recognise"
        label="识客"
        valuePropName="checked"
        extra="已接入公众号时，在微信里打开落地页会静默识别老客户，直接显示他自己的导购"
      >
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
