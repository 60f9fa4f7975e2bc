import { useQuery } from "@tanstack/react-query";
import { Button, Form, Skeleton } from "antd";
import { Fragment, useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { RuleFieldset } from "./rule-fields.tsx";
import { type RuleValues, toRule, toValues } from "./rule-values.ts";
import styles from "./traffic.module.css";
import { type Rule, type RuleFields, type Rules, removeRule, rulesQuery, saveRule } from "./traffic-api.ts";

/** The rules in force: headquarters', and the regions that have their own. */
export function RulesPanel() {
  const can = useCan();
  const rules = useQuery(rulesQuery);
  const [editing, setEditing] = useState<Rule | "new" | null>(null);
  const remove = useAction<Rule, Rules>({
    run: (rule) => removeRule(rule.unitId),
    done: "已恢复上级的规则",
    refresh: [["traffic"]],
  });
  const data = rules.data;
  const describe = (rule: RuleFields) => (
    <>
      <div className={styles.steps}>
        {rule.criteria.map((code, at) => (
          <Fragment key={code}>
            {at > 0 && <span className={styles.quiet}>→</span>}
            <span>{data?.names[code]}</span>
          </Fragment>
        ))}
      </div>
      <span className={styles.quiet}>
        每 {rule.bandMetres / 1_000} 公里一档 ·{" "}
        {rule.maxMetres === null ? "距离不限" : `最远 ${rule.maxMetres / 1_000} 公里`} · 保护 {rule.protectionDays} 天 ·
        归因 {rule.attributionDays} 天
      </span>
    </>
  );
  return (
    <Panel
      title="分配规则"
      hint="按顺序逐条比较，第一处不同就决定给谁。离客户最近的经销商门店在哪个区域，就用那个区域的规则；区域没有单独设的用总部的。"
      extra={can("traffic.write") && <Button onClick={() => setEditing("new")}>设置规则</Button>}
    >
      {rules.isError && <ErrorState compact error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.isPending && <Skeleton active />}
      {data && (
        <ul className={styles.why}>
          {!data.items.some((rule) => rule.wholeChain) && (
            <li>
              <strong>默认规则</strong> <span className={styles.quiet}>没有设置规则的地方都用它</span>
              {describe(data.usual)}
            </li>
          )}
          {data.items.map((rule) => (
            <li key={rule.unitId}>
              <strong>{rule.unitName}</strong>{" "}
              <span className={styles.quiet}>
                第 {rule.version} 版 · {rule.updatedBy}
              </span>
              {describe(rule)}
              {can("traffic.write") && (
                <div className={styles.steps} style={{ marginTop: 8 }}>
                  <Button size="small" onClick={() => setEditing(rule)}>
                    修改
                  </Button>
                  <ConfirmDanger
                    action="删除"
                    title={`删除「${rule.unitName}」的规则？`}
                    button={{ size: "small" }}
                    onConfirm={() => remove.mutateAsync(rule)}
                  >
                    之后改用上级的规则；已经分配的客户不变。
                  </ConfirmDanger>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing && data && (
        <RuleForm rule={editing === "new" ? null : editing} rules={data} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}

function RuleForm({ rule, rules, onClose }: { rule: Rule | null; rules: Rules; onClose: () => void }) {
  const [form] = Form.useForm<RuleValues & { unitId: string }>();
  const save = useAction<RuleValues & { unitId: string }, Rules>({
    run: ({ unitId, ...values }) => {
      const before = rule ?? rules.items.find((each) => each.unitId === unitId);
      return saveRule(unitId, { ...toRule(values), version: before?.version ?? 0 });
    },
    done: "规则已生效，从下一位客户起按它分配",
    refresh: [["traffic"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<RuleValues & { unitId: string }>
      form={form}
      title={rule ? `修改「${rule.unitName}」的分配规则` : "设置分配规则"}
      hint="服务能力是必要条件：没有客户要的服务的门店不参与比较。"
      width={560}
      initialValues={{ ...toValues(rule ?? rules.usual), unitId: rule?.unitId }}
      onSubmit={(values) => save.mutateAsync({ ...values, unitId: rule?.unitId ?? values.unitId })}
      onClose={onClose}
    >
      {!rule && (
        <Form.Item name="unitId" label="适用范围" rules={[{ required: true, message: "请选择总部或区域" }]}>
          <UnitSelect kinds={["headquarters", "region"]} placeholder="选择总部或区域" />
        </Form.Item>
      )}
      <RuleFieldset names={rules.names} />
    </FormDrawer>
  );
}
