import { answer } from "@feilun/api-client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "../api/client.ts";
import { showFieldErrors } from "../shared/form/field-errors.ts";

interface PasswordForm {
  current: string;
  next: string;
  repeated: string;
}

/** Changes one's own password; `forced` after an administrator set one. */
export function PasswordDialog({ forced, onClose }: { forced: boolean; onClose: () => void }) {
  const [form] = Form.useForm<PasswordForm>();
  const [problem, setProblem] = useState<string | null>(null);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ current, next }: PasswordForm) =>
      answer(api.POST("/api/v1/me/password", { body: { current, next } })),
    onSuccess: async () => {
      // Until then the server answered nothing else.
      await queries.invalidateQueries();
      void message.success("密码已修改，其他设备需要重新登录");
      onClose();
    },
    onError: (error) => setProblem(showFieldErrors(form, error)),
  });

  return (
    <Modal
      open
      title={forced ? "请先设置你自己的密码" : "修改密码"}
      okText="保存新密码"
      cancelText="取消"
      closable={!forced}
      mask={{ closable: false }}
      cancelButtonProps={{ hidden: forced }}
      confirmLoading={change.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      width={420}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)}>
        {problem && <Alert type="error" title={problem} showIcon style={{ marginBottom: 16 }} />}
        <Form.Item name="current" label="当前密码" rules={[{ required: true, message: "请输入当前密码" }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label="新密码"
          extra="至少 10 个字符，不要用常见密码或自己的姓名、工号"
          rules={[{ required: true, message: "请输入新密码" }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeated"
          label="再输一次新密码"
          dependencies={["next"]}
          rules={[
            { required: true, message: "请再输一次" },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue("next")
                  ? Promise.resolve()
                  : Promise.reject(new Error("两次输入不一致")),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
