import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, InputNumber, Progress, Skeleton, Space } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState, problemText } from "../../shared/feedback/states.tsx";
import { formatExact, formatNumber, formatRatio } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./assistant.module.css";
import { type Finding, type Settings, saveSettings, settingsQuery, testModel, usageQuery } from "./assistant-api.ts";
import { DoctorPanel } from "./doctor-panel.tsx";

const purposeNames: Readonly<Record<string, string>> = { narrative: "AI 画像", test: "试一下", examination: "体检" };

/** Ids of its fields begin with it. */
const formName = "model";

/** Leads to the field of the form where a finding is mended. */
function goTo(field: NonNullable<Finding["field"]>): void {
  const id = field === "purposeTokens" ? `${field}_narrative` : field;
  const input = document.getElementById(`${formName}_${id}`);
  input?.scrollIntoView({ block: "center" });
  input?.focus({ preventScroll: true });
}

/** 大模型: where it is, whether it answers, and what it costs. */
export function Component() {
  const settings = useQuery(settingsQuery);
  return (
    <>
      <PageHeader
        title="大模型"
        description="接入一个按 chat/completions 应答的大模型（DeepSeek、通义、混元，或自己部署的 vLLM、Ollama），用来写客户画像。姓名、手机号等不会发给它。"
      />
      <div className={styles.stack}>
        {settings.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
        {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
        <DoctorPanel mend={goTo} />
        {settings.data && <Connection key={settings.data.version} settings={settings.data} />}
        <UsagePanel />
      </div>
    </>
  );
}

type Values = Omit<Settings, "hasKey" | "configured" | "version"> & { readonly key?: string };

function Connection({ settings }: { settings: Settings }) {
  const mayWrite = useCan()("connection.write");
  const save = useAction<Values>({
    run: ({ key, purposeTokens, ...values }) =>
      saveSettings({
        ...values,
        // An empty field means no limit of its own.
        purposeTokens: Object.fromEntries(
          Object.entries(purposeTokens).filter(([, tokens]) => typeof tokens === "number"),
        ),
        ...(key && { key }),
        version: settings.version,
      }),
    done: "已保存",
    refresh: [["assistant"]],
    quietFailure: true,
  });
  const test = useAction({ run: testModel, refresh: [["assistant", "usage"]], quietFailure: true });
  const problem = save.error ?? test.error;
  return (
    <Panel title="接入" hint={settings.configured ? "已接入" : "填写地址、模型和密钥后启用；清空地址即停用"}>
      <Form<Values>
        name={formName}
        className={styles.form}
        layout="vertical"
        disabled={!mayWrite}
        initialValues={settings}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="baseUrl" label="接口地址" extra="填到 /chat/completions 之前；换地址要重新填写密钥">
          <Input placeholder="https://api.deepseek.com/v1" />
        </Form.Item>
        <Form.Item name="model" label="模型">
          <Input placeholder="deepseek-chat" />
        </Form.Item>
        <Form.Item name="key" label="密钥" extra={settings.hasKey ? "已保存，不再显示；不改就留空" : undefined}>
          <Input.Password autoComplete="off" placeholder={settings.hasKey ? "••••••••" : ""} />
        </Form.Item>
        <Form.Item name="timeoutSeconds" label="最多等多久" rules={[{ required: true, message: "请填写 5 到 120" }]}>
          <InputNumber min={5} max={120} suffix="秒" />
        </Form.Item>
        <Form.Item
          name="dailyTokens"
          label="每天最多用多少 token"
          rules={[{ required: true, message: "请填写每日上限" }]}
        >
          <InputNumber min={0} max={1_000_000_000} step={10_000} style={{ width: 200 }} />
        </Form.Item>
        <Form.Item label="其中每个用途每天最多" extra="留空就只受每日上限约束；一个用途用完，其他用途不受影响">
          <Space wrap size={8}>
            {Object.entries(purposeNames).map(([purpose, name]) => (
              <Form.Item key={purpose} name={["purposeTokens", purpose]} noStyle>
                <InputNumber
                  aria-label={`${name}每天最多用多少 token`}
                  prefix={name}
                  placeholder="不限"
                  min={0}
                  max={1_000_000_000}
                  step={10_000}
                  style={{ width: 210 }}
                />
              </Form.Item>
            ))}
          </Space>
        </Form.Item>
        <Form.Item
          name="keepDays"
          label="问答留存"
          extra="加密留存，供核查；到期清除内容，只留用量"
          rules={[{ required: true, message: "请填写 0 到 365" }]}
        >
          <InputNumber min={0} max={365} suffix="天" />
        </Form.Item>
        {problem && (
          <Alert
            type="error"
            showIcon
            style={{ marginBottom: 16 }}
            title={problemText(problem).title}
            description={problemText(problem).detail}
          />
        )}
        {test.data && (
          <Alert
            type="success"
            showIcon
            style={{ marginBottom: 16 }}
            title={`${test.data.model} 答：${test.data.reply}`}
            description={`用了 ${formatExact(test.data.tookMs)} 毫秒`}
          />
        )}
        {mayWrite && (
          <div className={styles.foot}>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              保存
            </Button>
            <Button disabled={!settings.configured} loading={test.isPending} onClick={() => test.mutate()}>
              试一下
            </Button>
          </div>
        )}
      </Form>
    </Panel>
  );
}

function UsagePanel() {
  const usage = useQuery(usageQuery);
  if (usage.isError) return <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />;
  if (!usage.data) return <Skeleton active />;
  const { today, days, refusals, verdicts } = usage.data;
  const judged = verdicts.right + verdicts.wrong;
  return (
    <Panel title="用量" hint="近 30 天">
      <FigureCards
        plain
        figures={[
          {
            label: "今天用量",
            value: formatNumber(today.tokens),
            hint: (
              <>
                <Progress
                  percent={today.limit === 0 ? 100 : Math.min(100, (today.tokens / today.limit) * 100)}
                  showInfo={false}
                />
                上限 {formatNumber(today.limit)} token
              </>
            ),
          },
          ...today.purposes
            .filter(({ tokens, limit }) => tokens > 0 || limit !== null)
            .map(({ label, tokens, limit }) => ({
              label: `今天「${label}」`,
              value: formatNumber(tokens),
              hint: limit === null ? "没有单独的上限" : `上限 ${formatNumber(limit)} token`,
            })),
          { label: "写过的画像", value: formatExact(verdicts.written) },
          {
            label: "导购说得对",
            value: formatRatio(judged === 0 ? null : verdicts.right / judged),
            hint: judged === 0 ? "还没有人评价" : `${formatExact(judged)} 次评价`,
          },
        ]}
      />
      {days.length === 0 && <p className={styles.quiet}>还没有用过。</p>}
      <ul className={styles.days}>
        {days.map(({ day, purpose, calls, refused, tokens }) => (
          <li key={`${day} ${purpose}`}>
            <span>
              {day} · {purposeNames[purpose] ?? purpose}
            </span>
            <span>
              {formatExact(calls)} 次{refused > 0 && `（${formatExact(refused)} 次没有答）`} · {formatNumber(tokens)}{" "}
              token
            </span>
          </li>
        ))}
      </ul>
      {refusals.length > 0 && (
        <>
          <h3>最近的失败</h3>
          <ul className={styles.days}>
            {refusals.map(({ at, purpose, cause }) => (
              <li key={at}>
                <span>{cause}</span>
                <span className={styles.quiet}>
                  {purposeNames[purpose] ?? purpose} · <DateTime value={at} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
