import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Popconfirm, Radio, Select, Skeleton, Tag, Typography } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  closeForm,
  type FormFields,
  formsQuery,
  type IntentRules,
  intentRulesQuery,
  type LeadForm,
  publishForm,
  saveIntentRules,
  sourceNames,
} from "./lead-api.ts";
import styles from "./leads.module.css";

/** The forms that collect leads: their public address, how many came in, and the end of it. */
export function FormsPanel() {
  const can = useCan();
  const forms = useQuery(formsQuery);
  const [isPublishing, setPublishing] = useState(false);
  const [isGrading, setGrading] = useState(false);
  const close = useAction<string, LeadForm>({ run: closeForm, done: "已停止收集", refresh: [["leads", "forms"]] });
  if (forms.isError) return <ErrorState error={forms.error} onRetry={() => void forms.refetch()} />;
  if (!forms.data) return <Skeleton active />;
  const publish = can("business.form") && (
    <Button type="primary" onClick={() => setPublishing(true)}>
      发布表单
    </Button>
  );
  return (
    <Panel
      title="收集表单"
      extra={
        <>
          {can("business.form") && (
            <Button type="text" onClick={() => setGrading(true)}>
              意向分级
            </Button>
          )}
          {publish}
        </>
      }
    >
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
      {isGrading && <IntentRulesForm onClose={() => setGrading(false)} />}
    </Panel>
  );
}

type Values = Pick<FormFields, "code" | "title" | "source" | "audience" | "consentText" | "consentVersion"> & {
  questions?: string;
};

/**
 * Each line of text is a question; `*` in front makes it required, `：甲/乙` behind makes it a choice, `甲(+30)` gives an option
 * intent points.
 */
function questionsOf(text: string): FormFields["fields"] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line, index) => {
      const [, star = "", label = line, choices] = /^(\*?)\s*([^：:]+)(?:[：:](.+))?$/.exec(line) ?? [];
      const choosable = (choices ?? "").split("/").flatMap((part) => {
        const [, option = part, points] = /^(.*?)\s*[(（]([+-]?\d{1,3})[)）]\s*$/.exec(part) ?? [];
        return option.trim() === "" ? [] : [{ option: option.trim(), points: Number(points ?? 0) }];
      });
      const isChoice = choosable.length >= 2;
      return {
        key: `q${index + 1}`,
        label: label.trim(),
        kind: isChoice ? ("choice" as const) : ("text" as const),
        required: star === "*",
        options: isChoice ? choosable.map(({ option }) => option) : [],
        points: isChoice
          ? Object.fromEntries(choosable.flatMap(({ option, points }) => (points === 0 ? [] : [[option, points]])))
          : {},
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
      hint="姓名、手机号和需求总会问到，面向企业时还问企业名称和职位；下面只写额外的问题。"
      submitText="发布"
      initialValues={{ source: "exhibition", audience: "business", consentVersion: "1" }}
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
          options={(["exhibition", "web", "referral", "official_account", "download", "visit"] as const).map(
            (value) => ({
              value,
              label: sourceNames[value],
            }),
          )}
        />
      </Form.Item>
      <Form.Item name="audience" label="谁来填">
        <Radio.Group
          options={[
            { value: "business", label: "代表企业的人" },
            { value: "person", label: "个人消费者" },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="questions"
        label="额外的问题"
        extra="一行一个；前面加 * 必填，后面用「：甲/乙」给出选项，选项后写 (+30) 记 30 分意向，填表人看不到分数"
      >
        <Input.TextArea
          rows={4}
          placeholder={
            "*年采购量：100 台以下/100 台以上(+30)\n打算何时采购：一个月内(+40)/半年内(+15)/先了解\n关心的产品线"
          }
        />
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

function IntentRulesForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<IntentRules>();
  const rules = useQuery(intentRulesQuery);
  const save = useAction<IntentRules, IntentRules>({
    run: saveIntentRules,
    done: "已保存，线索按新的分数重新分级",
    refresh: [["leads"]],
    onDone: onClose,
    quietFailure: true,
  });
  if (!rules.data) return null;
  const { version } = rules.data;
  return (
    <FormDrawer<IntentRules>
      form={form}
      title="意向分级"
      hint="线索的意向分是填表时各个回答的分数之和；改分数线，已有线索立即按新线分级，分数不变。"
      initialValues={rules.data}
      onSubmit={(values) => save.mutateAsync({ ...values, version })}
      onClose={onClose}
    >
      <Form.Item name="high" label="高意向：不低于（分）" rules={[{ required: true, message: "请填写分数" }]}>
        <InputNumber min={1} max={1000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="medium" label="中意向：不低于（分）" rules={[{ required: true, message: "请填写分数" }]}>
        <InputNumber min={1} max={1000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item
        name="writtenNeed"
        label="自己写明了需求，加（分）"
        rules={[{ required: true, message: "不加分请填 0" }]}
      >
        <InputNumber min={0} max={100} precision={0} style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}
