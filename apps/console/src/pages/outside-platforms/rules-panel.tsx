import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Space, Tag, Tooltip } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useCan, useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { AccountForm } from "./account-form.tsx";
import {
  type Account,
  everything,
  labelOf,
  type Outside,
  optionsOf,
  type Rules,
  rulesQuery,
  saveRules,
} from "./outside-api.ts";
import styles from "./outside-platforms.module.css";

type Rule = Rules["value"]["rules"][number];
const colors = { allowed: "green", careful: "orange", forbidden: "red" } as const;

function AccountsPanel({ outside, onAdd }: { readonly outside: Outside; readonly onAdd: () => void }) {
  const can = useCan();
  const [edited, setEdited] = useState<Account | null>(null);
  const mayWrite = can("ad_plan.write");
  const add = mayWrite && <Button onClick={onAdd}>登记账号或店铺</Button>;
  return (
    <Panel title="账号与店铺" extra={outside.accounts.length > 0 && add} flush>
      {outside.accounts.length === 0 ? (
        <EmptyState title="还没有账号" action={add}>
          登记天猫店、抖音号、小红书号，之后的内容、费用和带回的人都算在它名下。
        </EmptyState>
      ) : (
        <ul className={styles.lines}>
          {outside.accounts.map((account) => (
            <li key={account.id}>
              <div className={styles.lineMain}>
                <span className={styles.lineName}>{account.name}</span>{" "}
                <Tag>{labelOf(outside.platforms, account.platform)}</Tag>
                <div className={styles.quiet}>
                  {account.unitName} · {account.placements} 条内容 ·{" "}
                  {account.orderSources.length > 0
                    ? `店铺订单来源：${account.orderSources.join("、")}`
                    : "没有选店铺订单来源，认不出平台老客"}
                  {account.note && ` · ${account.note}`}
                </div>
              </div>
              {mayWrite && <Button onClick={() => setEdited(account)}>修改</Button>}
            </li>
          ))}
        </ul>
      )}
      {edited && <AccountForm outside={outside} account={edited} onClose={() => setEdited(null)} />}
    </Panel>
  );
}

/** What each platform does about each way that leads out of it. */
function Matrix({
  outside,
  rules,
  onChange,
}: {
  readonly outside: Outside;
  readonly rules: readonly Rule[];
  readonly onChange: ((rule: Rule) => void) | null;
}) {
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.matrix}`}>
        <thead>
          <tr>
            <th scope="col">引导方式</th>
            {outside.platforms.map(({ code, label }) => (
              <th key={code} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outside.ways.map((way) => (
            <tr key={way.code}>
              <th scope="row">{way.label}</th>
              {outside.platforms.map(({ code }) => {
                const rule = rules.find((each) => each.platform === code && each.way === way.code);
                if (!rule) return <td key={code}>—</td>;
                return (
                  <td key={code}>
                    {onChange ? (
                      <Select<Rule["verdict"]>
                        aria-label={`${labelOf(outside.platforms, code)} ${way.label}`}
                        size="small"
                        value={rule.verdict}
                        options={optionsOf<Rule["verdict"]>(outside.verdicts)}
                        onChange={(verdict) => onChange({ ...rule, verdict })}
                      />
                    ) : (
                      <Tooltip title={rule.why}>
                        <Tag color={colors[rule.verdict]}>{labelOf(outside.verdicts, rule.verdict)}</Tag>
                      </Tooltip>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LeadRulesPanel({ outside }: { readonly outside: Outside }) {
  const can = useCan();
  const { wholeChain } = useMe();
  const rules = useQuery(rulesQuery);
  const [draft, setDraft] = useState<Rules | null>(null);
  const save = useAction<Rules, Rules>({
    run: saveRules,
    done: "规则已保存，之后的内容按它提醒",
    refresh: everything,
    onDone: () => setDraft(null),
  });
  if (rules.isError) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
  if (!rules.data) return null;
  const { value } = draft ?? rules.data;
  const forbidden = value.words.filter(({ verdict }) => verdict === "forbidden").map(({ word }) => word);
  const set = (changes: Partial<Rules["value"]>) => setDraft({ ...rules.data, value: { ...value, ...changes } });
  return (
    <Panel
      title="各平台允许怎么引导"
      hint="新建和登记发布时按它提醒；「会被处理」和「小心用」要写明原因才能发布"
      extra={
        can("ad_plan.write") &&
        wholeChain &&
        (draft ? (
          <Space>
            <Button onClick={() => setDraft(null)}>取消</Button>
            <Button
              type="primary"
              loading={save.isPending}
              onClick={() =>
                save.mutate({ ...draft, value: { ...draft.value, checkedOn: dayjs().format("YYYY-MM-DD") } })
              }
            >
              保存，今天核对过
            </Button>
          </Space>
        ) : (
          <Button onClick={() => setDraft(rules.data)}>核对与修改</Button>
        ))
      }
    >
      <Alert
        style={{ marginBottom: 14 }}
        type={value.checkedOn === null ? "warning" : "info"}
        showIcon
        title={
          value.checkedOn === null
            ? "这是业内常见的情况，还没有人按平台现在的规则核对过"
            : `${value.checkedOn} 核对过；平台规则常变，半年内再看一次`
        }
      />
      <Matrix
        outside={outside}
        rules={value.rules}
        onChange={
          draft
            ? (changed) =>
                set({
                  rules: value.rules.map((rule) =>
                    rule.platform === changed.platform && rule.way === changed.way ? changed : rule,
                  ),
                })
            : null
        }
      />
      {draft ? (
        <Select
          mode="tags"
          aria-label="平台会处罚的词"
          style={{ width: "100%" }}
          open={false}
          tokenSeparators={["，", ",", " "]}
          value={value.words.map(({ word }) => word)}
          onChange={(words: string[]) =>
            set({
              words: words.map(
                (word) =>
                  value.words.find((known) => known.word === word) ?? {
                    word,
                    platforms: ["taobao", "douyin", "xiaohongshu", "bilibili", "kuaishou"],
                    verdict: "forbidden",
                  },
              ),
            })
          }
        />
      ) : (
        <p className={styles.quiet}>标题和文案里会被处罚的词：{forbidden.join("、")}，以及手机号。</p>
      )}
    </Panel>
  );
}

/** What each platform is good for, where that is known from, and what it allows. */
export function RulesPanel({ outside, onAdd }: { readonly outside: Outside; readonly onAdd: () => void }) {
  return (
    <div className={styles.stack}>
      <AccountsPanel outside={outside} onAdd={onAdd} />
      <LeadRulesPanel outside={outside} />
      <Panel title="各平台适合做什么" hint="出自知识库的条目，供选平台和形式时参考">
        <div className={styles.advice}>
          {outside.advice.map(({ code, label, lanes, goodFor, traffic, forms, sources }) => (
            <article key={code}>
              <h3>{label}</h3>
              <p>{goodFor}</p>
              <p className={styles.quiet}>{lanes}</p>
              <p className={styles.quiet}>{traffic}</p>
              {forms.length > 0 && <p className={styles.quiet}>适合：{forms.join("、")}</p>}
              {sources.length > 0 && <p className={styles.quiet}>依据：{sources.join("、")}</p>}
            </article>
          ))}
        </div>
      </Panel>
    </div>
  );
}
