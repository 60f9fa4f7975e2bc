import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import {
  Alert,
  Button,
  Checkbox,
  DatePicker,
  Drawer,
  Input,
  InputNumber,
  Popconfirm,
  Select,
  Skeleton,
  Tabs,
} from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState, problemText } from "../../shared/feedback/states.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import styles from "./attribution.module.css";
import { type Dimension, publishRule, type Rule, type Rules, rulesQuery, startRun } from "./attribution-api.ts";
import { RunPanel } from "./run-panel.tsx";

const trialDays = 30;

/** The rule that decides: changed here, tried on the past, and published from a day on. */
export function RuleDrawer({ dimension, onClose }: { dimension: Dimension; onClose: () => void }) {
  const isPhone = useIsPhone();
  const rules = useQuery(rulesQuery);
  return (
    <Drawer open onClose={onClose} size={isPhone ? "100%" : 720} title="归因规则">
      {rules.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && <Editor rules={rules.data} first={dimension} onClose={onClose} />}
    </Drawer>
  );
}

function Editor({ rules, first, onClose }: { rules: Rules; first: Dimension; onClose: () => void }) {
  const mayWrite = useCan()("attribution.write");
  const inForce = rules.versions.find(({ version }) => version === rules.inForce);
  const [rule, setRule] = useState<Rule | undefined>(inForce?.rule);
  const [startsOn, setStartsOn] = useState(shopToday());
  const [note, setNote] = useState("");
  const [runId, setRunId] = useState<string | null>(null);
  const refresh = [["attribution"]];
  const trial = useAction({
    run: () => startRun({ from: dayjs().subtract(trialDays, "day").format("YYYY-MM-DD"), to: shopToday(), rule }),
    onDone: ({ id }) => setRunId(id),
  });
  const again = useAction({
    run: () => startRun({ from: dayjs().subtract(trialDays, "day").format("YYYY-MM-DD"), to: shopToday() }),
    onDone: ({ id }) => setRunId(id),
  });
  const publish = useAction({
    run: () => publishRule({ rule: rule as Rule, startsOn, note: note.trim() }),
    done: ({ version }) => `第 ${version} 版已发布，${startsOn} 起的订单按它归因`,
    refresh,
    onDone: onClose,
    quietFailure: true,
  });
  if (!rule) return null;
  const isChanged = JSON.stringify(rule) !== JSON.stringify(inForce?.rule);

  return (
    <div className={styles.stack}>
      <p className={styles.quiet}>
        现行：
        {inForce?.version
          ? `第 ${inForce.version} 版，${inForce.startsOn} 起`
          : "默认规则（7 天内最后一次分享链接，其次专属导购）"}
        。改动只影响生效日之后的订单。
      </p>
      <Tabs
        defaultActiveKey={first}
        items={rules.vocabulary.dimensions.map(({ code, label }) => ({
          key: code,
          label,
          children: (
            <DimensionEditor
              rules={rules}
              dimension={code as Dimension}
              rule={rule}
              onChange={mayWrite ? setRule : undefined}
            />
          ),
        }))}
      />
      {mayWrite && (
        <>
          <div className={styles.actions}>
            <Button disabled={!isChanged} loading={trial.isPending} onClick={() => trial.mutate()}>
              用近 {trialDays} 天订单试算
            </Button>
            {!isChanged && (
              <Popconfirm
                title={`把近 ${trialDays} 天的订单按各自生效的规则重新归因？`}
                description="迟到的扫码、绑定等依据会算进来，归属可能变化。"
                onConfirm={() => again.mutate()}
              >
                <Button loading={again.isPending}>重新归因近 {trialDays} 天</Button>
              </Popconfirm>
            )}
          </div>
          {runId && <RunPanel key={runId} runId={runId} />}
          {publish.isError && (
            <Alert
              type="error"
              showIcon
              title={problemText(publish.error).title}
              description={problemText(publish.error).detail}
            />
          )}
          <div className={styles.actions}>
            <DatePicker
              aria-label="生效日"
              allowClear={false}
              minDate={dayjs(shopToday())}
              value={dayjs(startsOn)}
              onChange={(day) => day && setStartsOn(day.format("YYYY-MM-DD"))}
            />
            <Input
              style={{ flex: 1, minWidth: 160 }}
              aria-label="为什么调整"
              placeholder="为什么调整（写给同事看）"
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button type="primary" disabled={!isChanged} loading={publish.isPending} onClick={() => publish.mutate()}>
              发布新规则
            </Button>
          </div>
        </>
      )}
      <History rules={rules} />
    </div>
  );
}

interface DimensionEditorProps {
  readonly rules: Rules;
  readonly dimension: Dimension;
  readonly rule: Rule;
  readonly onChange?: (rule: Rule) => void;
}

function DimensionEditor({ rules, dimension, rule, onChange }: DimensionEditorProps) {
  const own = rule.dimensions[dimension];
  const all = rules.vocabulary.evidences.filter((each) => each.dimension === dimension);
  const listed = [
    ...own.evidences.map((code) => all.find((each) => each.code === code)).filter((each) => each !== undefined),
    ...all.filter((each) => !own.evidences.some((code) => code === each.code)),
  ];
  const change = (next: Partial<typeof own>) =>
    onChange?.({ ...rule, dimensions: { ...rule.dimensions, [dimension]: { ...own, ...next } } });
  const move = (at: number, by: -1 | 1) => {
    const evidences = [...own.evidences];
    const [moved] = evidences.splice(at, 1);
    if (moved) evidences.splice(at + by, 0, moved);
    change({ evidences });
  };
  return (
    <div className={styles.stack}>
      <div className={styles.actions}>
        <span>算法</span>
        <Select
          aria-label="算法"
          style={{ minWidth: 160 }}
          disabled={!onChange}
          value={own.model}
          onChange={(model) => change({ model })}
          options={rules.vocabulary.models.map(({ code, label }) => ({ value: code as typeof own.model, label }))}
        />
        {own.model === "decay" && (
          <InputNumber
            aria-label="半衰期"
            prefix="半衰期"
            suffix="天"
            min={1}
            max={365}
            disabled={!onChange}
            value={own.halfLifeDays}
            onChange={(days) => change({ halfLifeDays: days ?? 7 })}
          />
        )}
      </div>
      <ul className={styles.list}>
        {listed.map((evidence) => {
          const at = own.evidences.indexOf(evidence.code as (typeof own.evidences)[number]);
          const isOn = at >= 0;
          return (
            <li key={evidence.code}>
              <div className={styles.order}>
                <Checkbox
                  checked={isOn}
                  disabled={!onChange}
                  onChange={({ target }) =>
                    change({
                      evidences: target.checked
                        ? [...own.evidences, evidence.code as (typeof own.evidences)[number]]
                        : own.evidences.filter((code) => code !== evidence.code),
                    })
                  }
                >
                  {isOn && own.model === "priority" && `${at + 1}. `}
                  {evidence.label}
                </Checkbox>
                {evidence.days !== null && (
                  <InputNumber
                    aria-label={`${evidence.label}有效天数`}
                    className={styles.days}
                    size="small"
                    prefix="付款前"
                    suffix="天内"
                    min={1}
                    max={365}
                    disabled={!onChange}
                    value={rule.windows[evidence.code as keyof typeof rule.windows]}
                    onChange={(days) =>
                      onChange?.({ ...rule, windows: { ...rule.windows, [evidence.code]: days ?? evidence.days ?? 1 } })
                    }
                  />
                )}
                {onChange && isOn && own.model === "priority" && (
                  <>
                    <Button
                      type="text"
                      size="small"
                      icon={<ArrowUpOutlined />}
                      aria-label={`${evidence.label}上移`}
                      disabled={at === 0}
                      onClick={() => move(at, -1)}
                    />
                    <Button
                      type="text"
                      size="small"
                      icon={<ArrowDownOutlined />}
                      aria-label={`${evidence.label}下移`}
                      disabled={at === own.evidences.length - 1}
                      onClick={() => move(at, 1)}
                    />
                  </>
                )}
              </div>
              <small className={styles.quiet}>{evidence.meaning}</small>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function History({ rules }: { rules: Rules }) {
  const published = rules.versions.filter(({ version }) => version !== null);
  if (published.length === 0) return null;
  return (
    <section>
      <h3>历史版本</h3>
      <ul className={styles.list}>
        {published.map(({ version, startsOn, note, createdAt, createdBy }) => (
          <li key={version}>
            第 {version} 版 · {startsOn} 起{version === rules.inForce && "（现行）"}
            <div className={styles.quiet}>
              {createdBy} · <DateTime value={createdAt} /> {note}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
