import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, Result, Select, Skeleton } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { api } from "../../api/client.ts";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { showFieldErrors } from "../../shared/form/field-errors.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./public-form.module.css";

type PublicForm = AnswerOf<"/api/v1/public/lead-forms/{formCode}">;
type Submission = BodyOf<"/api/v1/public/lead-forms/{formCode}/submissions", "post">;
type Values = Omit<Submission, "submissionKey" | "consentVersion">;

const required = (message: string) => [{ required: true, message }];

/** A form that anybody may fill in, at an exhibition or from a web page; no sign-in. */
export function PublicFormPage() {
  const { formCode = "" } = useParams();
  const [form] = Form.useForm<Values>();
  // One key per opened page: sending twice is one submission.
  const [submissionKey] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<string | null>(null);
  const shown = useQuery({
    queryKey: ["public-form", formCode],
    queryFn: ({ signal }): Promise<PublicForm> =>
      answer(api.GET("/api/v1/public/lead-forms/{formCode}", { signal, params: { path: { formCode } } })),
    retry: false,
  });
  const send = useMutation({
    mutationFn: (values: Values) =>
      answer(
        api.POST("/api/v1/public/lead-forms/{formCode}/submissions", {
          params: { path: { formCode } },
          body: {
            ...values,
            creditCode: values.creditCode || null,
            submissionKey,
            consentVersion: shown.data?.consentVersion ?? "",
          },
        }),
      ),
    onError: (error) => setProblem(showFieldErrors(form, error)),
  });
  if (shown.isError) return <ErrorState error={shown.error} />;
  if (!shown.data) return <Skeleton active className={styles.page} />;
  if (send.isSuccess) return <Result status="success" title="已收到，谢谢" subTitle="我们会尽快与您联系。" />;
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{shown.data.title}</h1>
      <Panel>
        {problem && <Alert type="error" showIcon title={problem} className={styles.problem} />}
        <Form<Values> form={form} layout="vertical" onFinish={(values) => send.mutate(values)}>
          {shown.data.audience === "business" && (
            <>
              <Form.Item name="companyName" label="企业名称" rules={required("请填写企业名称")}>
                <Input maxLength={120} />
              </Form.Item>
              <Form.Item name="creditCode" label="统一社会信用代码（选填）">
                <Input maxLength={18} />
              </Form.Item>
            </>
          )}
          <Form.Item name="name" label="姓名" rules={required("请填写姓名")}>
            <Input maxLength={40} autoComplete="name" />
          </Form.Item>
          <Form.Item name="phone" label="手机号" rules={required("请填写手机号")}>
            <Input maxLength={20} inputMode="tel" autoComplete="tel" />
          </Form.Item>
          {shown.data.audience === "business" && (
            <Form.Item name="position" label="职位（选填）">
              <Input maxLength={80} />
            </Form.Item>
          )}
          {shown.data.fields.map((field) => (
            <Form.Item
              key={field.key}
              name={["answers", field.key]}
              label={field.required ? field.label : `${field.label}（选填）`}
              rules={field.required ? required(`请填写「${field.label}」`) : []}
            >
              {field.kind === "choice" ? (
                <Select options={field.options.map((value) => ({ value, label: value }))} />
              ) : (
                <Input maxLength={500} inputMode={field.kind === "number" ? "decimal" : "text"} />
              )}
            </Form.Item>
          ))}
          <Form.Item name="need" label="您的需求（选填）">
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
          <p className={styles.consent}>{shown.data.consentText}</p>
          <Form.Item
            name="agreed"
            valuePropName="checked"
            rules={[
              {
                validator: (_rule, value: boolean | undefined) =>
                  value ? Promise.resolve() : Promise.reject(new Error("请先阅读并同意个人信息说明")),
              },
            ]}
          >
            <Checkbox>我已阅读并同意上面的个人信息说明</Checkbox>
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
            提交
          </Button>
        </Form>
      </Panel>
    </main>
  );
}
