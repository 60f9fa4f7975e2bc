import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Form, Input, Select, Table } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { Count, Money } from "../../shared/format/values.tsx";
import { fetchPlans } from "./ad-plan-api.ts";
import {
  type AdAccount,
  adAccountsKey,
  matchPlans,
  type PlanMatches,
  type ReportRow,
  reportQuery,
} from "./ad-system-api.ts";
import styles from "./ad-systems.module.css";

/** Which plans an account pays for, by which words of its report; and the report by ad with the plan that takes its cost. */
export function MatchDrawer({ account, onClose }: { account: AdAccount; onClose: () => void }) {
  const can = useCan();
  const [form] = Form.useForm<PlanMatches>();
  const report = useQuery(reportQuery(account.id));
  const plans = useQuery({
    queryKey: ["ad-plans", "to-match"],
    queryFn: ({ signal }) => fetchPlans({ archived: false }, undefined, signal),
  });
  const known = new Map([
    ...account.plans.map(({ planId, planName }) => [planId, planName] as const),
    ...(plans.data?.items ?? []).map(({ id, name }) => [id, name] as const),
  ]);
  const save = useAction<PlanMatches, AdAccount>({
    run: (body) => matchPlans(account.id, { plans: body.plans ?? [] }),
    done: ({ openCostFen }) =>
      openCostFen > 0 ? `已保存，还有 ¥${(openCostFen / 100).toFixed(2)} 没有对应到计划` : "已保存，花费都有了归属",
    refresh: [adAccountsKey, ["ad-plans"]],
  });
  return (
    <Drawer open size={860} title={`${account.name} · 花费对应到计划`} onClose={onClose}>
      <div className={styles.stack}>
        <p className={styles.quiet}>
          报表里计划或广告的名称含有这些字（或广告 ID
          相同），花费就算进这个投放计划；几个都含有时取字最多的。保存后各计划的花费立即重算，报表有的那天以报表为准。
        </p>
        <Form
          form={form}
          initialValues={{ plans: account.plans }}
          disabled={!can("ad_plan.write")}
          onFinish={(values) => save.mutate(values)}
        >
          <Form.List name="plans">
            {(fields, { add, remove }) => (
              <>
                {fields.map(({ key, name }) => (
                  <div key={key} className={styles.match}>
                    <Form.Item name={[name, "planId"]} rules={[{ required: true, message: "请选择投放计划" }]}>
                      <Select
                        aria-label="投放计划"
                        placeholder="投放计划"
                        showSearch={{ optionFilterProp: "label" }}
                        options={[...known].map(([value, label]) => ({ value, label }))}
                      />
                    </Form.Item>
                    <Form.Item name={[name, "match"]} rules={[{ required: true, min: 2, message: "至少写两个字" }]}>
                      <Input aria-label="名称含有" maxLength={60} placeholder="名称含有，例如：六月朋友圈" />
                    </Form.Item>
                    <Button onClick={() => remove(name)}>去掉</Button>
                  </div>
                ))}
                <div className={styles.actions}>
                  <Button onClick={() => add({})}>加一个计划</Button>
                  <Button type="primary" htmlType="submit" loading={save.isPending}>
                    保存
                  </Button>
                </div>
              </>
            )}
          </Form.List>
        </Form>
        <Table<ReportRow>
          size="small"
          rowKey={(row) => `${row.adKey} ${row.planId ?? ""}`}
          loading={report.isPending}
          dataSource={report.data?.items ?? []}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          scroll={{ x: 640 }}
          locale={{ emptyText: "近 30 天没有报表；先导入账户报表" }}
          columns={[
            {
              title: "计划 / 广告",
              render: (_, row) => [row.campaign, row.ad].filter(Boolean).join(" / ") || row.adKey,
            },
            { title: "投放计划", render: (_, row) => row.planName ?? <strong>没有对应</strong> },
            { title: "花费", align: "right", render: (_, row) => <Money fen={row.costFen} /> },
            { title: "曝光", align: "right", render: (_, row) => <Count value={row.impressions} /> },
            { title: "点击", align: "right", render: (_, row) => <Count value={row.clicks} /> },
            { title: "平台转化", align: "right", render: (_, row) => <Count value={row.conversions} /> },
          ]}
        />
      </div>
    </Drawer>
  );
}
