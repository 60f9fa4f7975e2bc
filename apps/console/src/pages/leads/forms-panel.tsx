import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Popconfirm, Select, Skeleton, Tag, Typography } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { closeForm, type FormFields, formsQuery, type LeadForm, publishForm, sourceNames } from "./lead-api.ts";
import styles from "./leads.module.css";

/** The forms that collect leads: their public address, how many came in, and the end of it. */
export function FormsPanel() {
  const can = useCan();
  const forms = useQuery(formsQuery);
  const [isPublishing, setPublishing] = useState(false);
  const close = useAction<string, LeadForm>({ run: closeForm, done: "已停止收集", refresh: [["leads", "forms"]] });
  if (forms.isError) return <ErrorState error={forms.error} onRetry={() => void forms.refetch()} />;
  if (!forms.data) return <Skeleton active />;
  const publish = can("business.form") && (
    <Button type="primary" onClick={() => setPublishing(true)}>
      发布表单
    </Button>
  );
  return (
    <Panel title="收集表单" extra={publish}>
      {forms.data.items.length === 0 && (
        <EmptyState compact title="还没有表单" action={publish}>
          发布后把网址做成二维码放在展台，客户自己填写，同意个人信息说明后提交。
        </EmptyState>
      )}
      <ul className={styles.cards}>
        {forms.data.items.map((form) => (
          <li key={form.id} className={styles.card}>
            <span className={styles.foot}>
              <strong>{form.title}</strong>
              <Tag>{sourceNames[form.source]}</Tag>
              <Tag color={form.open ? "green" : "default"}>{form.open ? "收集中" : "已停止"}</Tag>
              <span className={styles.quiet}>已收 {form.submissions} 份</span>
              {form.open && can("business.form") && (
                <Popconfirm title="停止收集？" okText="停止" cancelText="取消" onConfirm={() => close.mutate(form.id)}>
                  <Button size="small">停止收集</Button>
                </Popconfirm>
              )}
            </span>
            <Typography.Text copyable>{`${window.location.origin}/forms/${form.code}`}</Typography.Text>
          </li>
        ))}
      </ul>
      {isPublishing && <PublishForm onClose={() => setPublishing(false)} />}
    </Panel>
  );
}

type Values = Pick<FormFields, "code" | "title" | "source" | "consentText" | "consentVersion"> & { questions?: string };

/** Each line of text is a question; `*` in front makes it required, `：甲/乙` behind makes it a choice. */
function questionsOf(text: string): FormFields["fields"] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line, index) => {
      const [, star = "", label = line, choices] = /^(\*?)\s*([^：:]+)(?:[：:](.+))?$/.exec(line) ?? [];
      const options = (choices ?? "").split("/").flatMap((option) => option.trim() || []);
      return {
        key: `q${index + 1}`,
        label: label.trim(),
        kind: options.length >= 2 ? ("choice" as const) : ("text" as const),
        required: star === "*",
        options: options.length >= 2 ? options : [],
      };
    });
}

function PublishForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const publish = useAction<Values, LeadForm>({
    run: ({ questions, ...values }) => publishForm({ ...values, fields: questionsOf(questions ?? "") }),
    done: "已发布",
    refresh: [["leads", "forms"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="发布收集表单"
      hint="企业名称、姓名、手机号、职位和需求总会问到；下面只写额外的问题。"
      submitText="发布"
      initialValues={{ source: "exhibition", consentVersion: "1" }}
      onSubmit={(values) => publish.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="title" label="标题" rules={[{ required: true, min: 2, message: "请填写表单标题" }]}>
        <Input maxLength={80} placeholder="例如：2026 工业展参观登记" />
      </Form.Item>
      <Form.Item
        name="code"
        label="网址代码"
        extra="小写字母、数字和短横线"
        rules={[
          { required: true, pattern: /^[a-z0-9-]{3,40}$/, message: "网址代码用 3 到 40 个小写字母、数字或短横线" },
        ]}
      >
        <Input maxLength={40} placeholder="例如：expo-2026" />
      </Form.Item>
      <Form.Item name="source" label="来源">
        <Select
          options={(["exhibition", "web", "referral"] as const).map((value) => ({ value, label: sourceNames[value] }))}
        />
      </Form.Item>
      <Form.Item name="questions" label="额外的问题" extra="一行一个；前面加 * 必填，后面用「：甲/乙」给出选项">
        <Input.TextArea rows={4} placeholder={"*年采购量：100 台以下/100 台以上\n关心的产品线"} />
      </Form.Item>
      <Form.Item
        name="consentText"
        label="个人信息说明"
        rules={[{ required: true, min: 10, message: "请写明收集哪些信息、用来做什么、保存多久" }]}
      >
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="consentVersion" label="说明的版本" rules={[{ required: true, message: "请填写版本" }]}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDrawer>
  );
}
