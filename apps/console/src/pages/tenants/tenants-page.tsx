import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "../traffic/traffic.module.css";
import { InvitationDialog } from "./invitation-dialog.tsx";
import { OnboardForm } from "./onboard-form.tsx";
import {
  kindNames,
  type Onboarded,
  statusColors,
  statusNames,
  tenantFiguresQuery,
  tenantsQuery,
} from "./tenant-api.ts";

/** Days before its end from which a contract is worth a look. */
const soon = 60;

/** 平台商户: tenants, brands and suppliers who trade on the operator's platform. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const { from, to } = useLensQuery();
  const tenants = useQuery(tenantsQuery);
  const figures = useQuery({ ...tenantFiguresQuery({ from, to }), enabled: can("metrics.read") });
  const [view, setView] = useState<"present" | "all">("present");
  const [isOnboarding, setOnboarding] = useState(false);
  const [made, setMade] = useState<Onboarded | null>(null);
  const all = tenants.data?.items ?? [];
  const items = view === "all" ? all : all.filter((tenant) => tenant.status !== "ended");
  const byId = new Map((figures.data?.tenants ?? []).map((row) => [row.unitId, row]));
  const onboard = can("tenant.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOnboarding(true)}>
      商户入驻
    </Button>
  );
  const finish = (done: Onboarded) => void navigate(`/tenants/${done.unitId}`);
  return (
    <>
      <PageHeader
        title="平台商户"
        description="商场里的商户、品牌和供应商：各管各的门店、员工、订单和客户，平台看全局和扣点。"
        actions={onboard}
      />
      {tenants.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {tenants.isError && <ErrorState error={tenants.error} onRetry={() => void tenants.refetch()} />}
      {tenants.data && all.length === 0 && (
        <EmptyState title="还没有商户" action={onboard}>
          让商户入驻后，它的负责人登录就能管理自己的店和客户，商场的客户它看不到。
        </EmptyState>
      )}
      {all.length > 0 && (
        <Panel
          title={`${items.length} 家`}
          extra={
            <Segmented<"present" | "all">
              size="small"
              aria-label="看哪些商户"
              value={view}
              onChange={setView}
              options={[
                { value: "present", label: "在场" },
                { value: "all", label: "含已退场" },
              ]}
            />
          }
          flush
        >
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">商户</th>
                  <th scope="col" className={styles.text}>
                    位置
                  </th>
                  <th scope="col" className={styles.text}>
                    合同到
                  </th>
                  <th scope="col">门店 / 员工</th>
                  <th scope="col">订单</th>
                  <th scope="col">净销售额</th>
                  <th scope="col">购买客户</th>
                  <th scope="col">自有客户</th>
                  <th scope="col">平台扣点</th>
                </tr>
              </thead>
              <tbody>
                {items.map((tenant) => {
                  const row = byId.get(tenant.unitId);
                  return (
                    <tr key={tenant.unitId}>
                      <th scope="row">
                        <Link to={`/tenants/${tenant.unitId}`}>{tenant.name}</Link>{" "}
                        <Tag color={statusColors[tenant.status]}>{statusNames[tenant.status]}</Tag>
                        <div>
                          <small>{[kindNames[tenant.kind], tenant.category].filter(Boolean).join(" · ")}</small>
                        </div>
                      </th>
                      <td className={styles.text}>
                        {tenant.parentName} <small>{[tenant.floor, tenant.booth].filter(Boolean).join(" ")}</small>
                      </td>
                      <td className={styles.text}>
                        {tenant.contractTo}{" "}
                        {tenant.status !== "ended" && tenant.daysLeft < soon && (
                          <Tag color={tenant.daysLeft < 0 ? "red" : "gold"}>
                            {tenant.daysLeft < 0 ? "已到期" : `还剩 ${tenant.daysLeft} 天`}
                          </Tag>
                        )}
                      </td>
                      <td>
                        {tenant.stores} / {tenant.staff}
                      </td>
                      <td>{formatExact(row?.orders)}</td>
                      <td>{formatMoney(row?.netFen)}</td>
                      <td title="其中自有客户">
                        {formatExact(row?.buyers)} <small>自有 {formatExact(row?.ownBuyers)}</small>
                      </td>
                      <td>{formatExact(row?.members)}</td>
                      <td>{formatMoney(row?.commissionFen)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </Panel>
      )}
      {isOnboarding && (
        <OnboardForm
          onClose={() => setOnboarding(false)}
          onDone={(done) => {
            setOnboarding(false);
            if (done.invitation) setMade(done);
            else finish(done);
          }}
        />
      )}
      {made?.invitation && <InvitationDialog invitation={made.invitation} onClose={() => finish(made)} />}
    </>
  );
}
