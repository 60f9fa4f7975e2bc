import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Skeleton } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatExact, formatRatio } from "../../shared/format/number.ts";
import { RuleFieldset } from "./rule-fields.tsx";
import { type RuleValues, toRule, toValues } from "./rule-values.ts";
import styles from "./traffic.module.css";
import { rulesQuery, type Simulation, type Span, simulate } from "./traffic-api.ts";

/** Gives out the period's customers again by another rule, on paper. */
export function SimulateDrawer({ span, onClose }: { span: Span; onClose: () => void }) {
  const [form] = Form.useForm<RuleValues>();
  const rules = useQuery(rulesQuery);
  const [result, setResult] = useState<Simulation | null>(null);
  const run = useAction<RuleValues, Simulation>({
    run: (values) => simulate({ ...span, rule: toRule(values), terms: [] }),
    onDone: setResult,
    quietFailure: true,
  });
  if (!rules.data) return <Skeleton active />;
  const start = rules.data.items.find((rule) => rule.wholeChain) ?? rules.data.usual;
  return (
    <FormDrawer<RuleValues>
      form={form}
      title="换个规则试算"
      hint="把所选时间内的客户按来的先后重新分一遍，看看各家会分到多少。只是试算，不改动任何数据。"
      submitText="试算"
      width={600}
      initialValues={toValues(start)}
      onSubmit={(values) => run.mutateAsync(values)}
      onClose={onClose}
    >
      {result && <Outcome result={result} />}
      <RuleFieldset names={rules.data.names} />
    </FormDrawer>
  );
}

function Outcome({ result }: { result: Simulation }) {
  if (result.replayed === 0) return <EmptyState compact title="这段时间没有分配记录可以试算" />;
  return (
    <div style={{ marginBottom: 24 }}>
      <Alert
        type="info"
        showIcon
        title={`${formatExact(result.replayed)} 位客户中，${formatExact(result.moved)} 位会分给别家（${formatRatio(result.moved / result.replayed)}）`}
        description={[
          result.unserved > 0 && `${formatExact(result.unserved)} 位没有合适的经销商`,
          result.truncated && "客户较多，只试算了最早的 5,000 位，可缩短时间范围",
        ]
          .filter(Boolean)
          .join("；")}
        style={{ marginBottom: 12 }}
      />
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">经销商</th>
              <th scope="col">实际分到</th>
              <th scope="col">试算分到</th>
              <th scope="col">变化</th>
            </tr>
          </thead>
          <tbody>
            {result.dealers.map((dealer) => {
              const change = dealer.simulated - dealer.actual;
              return (
                <tr key={dealer.dealerNo}>
                  <th scope="row">{dealer.name}</th>
                  <td>{formatExact(dealer.actual)}</td>
                  <td>{formatExact(dealer.simulated)}</td>
                  <td>{change > 0 ? `+${formatExact(change)}` : formatExact(change)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
