import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { ReasonDialog } from "../../shared/form/reason-dialog.tsx";
import { formatExact, formatMoney, formatMoneyExact, formatRatio } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "../traffic/traffic.module.css";
import { ContractFields, type ContractValues, contractBody, contractValues } from "./contract-fields.tsx";
import { InvitationDialog } from "./invitation-dialog.tsx";
import {
  changeProducts,
  changeStatus,
  editTenant,
  type Invitation,
  invite,
  kindNames,
  statusColors,
  statusNames,
  type TenantDetail,
  tenantFiguresQuery,
  tenantQuery,
} from "./tenant-api.ts";

const refresh = [["tenants"], ["organization"], ["staff"]];

/** One tenant: its contract, what it sold, its goods, and the way in for its people. */
export function Component() {
  const { unitId = "" } = useParams();
  const can = useCan();
  const { from, to } = useLensQuery();
  const tenant = useQuery(tenantQuery(unitId));
  const figures = useQuery({ ...tenantFiguresQuery({ from, to }), enabled: can("metrics.read") });
  const [open, setOpen] = useState<"edit" | "invite" | "suspended" | "ended" | null>(null);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const status = useAction<{ to: TenantDetail["status"]; reason?: string }, TenantDetail>({
    run: ({ to: next, reason }) => changeStatus(unitId, next, reason),
    done: (saved) => `现在是「${statusNames[saved.status]}」`,
    refresh,
    onDone: () => setOpen(null),
  });
  if (tenant.isError) return <ErrorState error={tenant.error} onRetry={() => void tenant.refetch()} />;
  if (!tenant.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const data = tenant.data;
  const row = figures.data?.tenants.find((each) => each.unitId === unitId);
  const may = can("tenant.write");
  return (
    <>
      <PageHeader
        back={{ to: "/tenants", label: "平台商户" }}
        title={data.name}
        description={
          <>
            <Tag color={statusColors[data.status]}>{statusNames[data.status]}</Tag>
            {kindNames[data.kind]} · {data.parentName} {data.floor} {data.booth}
            {data.statusReason && ` · ${data.statusReason}`}
          </>
        }
        actions={
          may && (
            <>
              {data.nextStatuses.includes("suspended") && <Button onClick={() => setOpen("suspended")}>暂停</Button>}
              {data.nextStatuses.includes("ended") && <Button onClick={() => setOpen("ended")}>退场</Button>}
              {data.status !== "ended" && <Button onClick={() => setOpen("invite")}>邀请员工</Button>}
              <Button onClick={() => setOpen("edit")}>修改合同</Button>
              {data.nextStatuses.includes("active") && (
                <Button type="primary" loading={status.isPending} onClick={() => status.mutate({ to: "active" })}>
                  {data.status === "preparing" ? "开业" : "恢复合作"}
                </Button>
              )}
            </>
          )
        }
      />
      <div className={styles.stack}>
        {can("metrics.read") && (
          <Panel title="经营" hint="按商户门店的订单统计；购买客户里不属于它的，是商场或其他商户的客户">
            <dl className={styles.facts}>
              <dt>订单</dt>
              <dd>{formatExact(row?.orders)}</dd>
              <dt>销售额</dt>
              <dd>
                {formatMoney(row?.salesFen)}（退款 {formatMoney(row?.refundFen)}，自有商品{" "}
                {formatMoney(row?.ownGoodsFen)}）
              </dd>
              <dt>购买客户</dt>
              <dd>
                {formatExact(row?.buyers)}，其中自有客户 {formatExact(row?.ownBuyers)}
              </dd>
              <dt>自有客户</dt>
              <dd>{formatExact(row?.members)}</dd>
              <dt>平台扣点</dt>
              <dd>
                {formatMoneyExact(row?.commissionFen)}（净销售额的 {formatRatio(data.commissionBp / 10_000, 2)}）
              </dd>
            </dl>
          </Panel>
        )}
        <Panel title="合同">
          <dl className={styles.facts}>
            <dt>合同期</dt>
            <dd>
              {data.contractFrom} 至 {data.contractTo}
              {data.status !== "ended" && (data.daysLeft < 0 ? "（已到期）" : `（还剩 ${data.daysLeft} 天）`)}
            </dd>
            <dt>品类</dt>
            <dd>{data.category || "—"}</dd>
            <dt>对接人</dt>
            <dd>{data.contact || "—"}</dd>
            <dt>门店 / 员工</dt>
            <dd>
              {data.stores} 家 / {data.staff} 人
            </dd>
          </dl>
        </Panel>
        <Products tenant={data} may={may} />
      </div>
      {open === "edit" && <EditForm tenant={data} onClose={() => setOpen(null)} />}
      {open === "invite" && (
        <InviteForm
          unitId={unitId}
          onClose={() => setOpen(null)}
          onDone={(made) => {
            setOpen(null);
            setInvitation(made);
          }}
        />
      )}
      {(open === "suspended" || open === "ended") && (
        <ReasonDialog
          title={open === "suspended" ? `暂停「${data.name}」` : `「${data.name}」退场`}
          okText={open === "suspended" ? "暂停" : "退场"}
          placeholder={open === "suspended" ? "例如：欠缴租金" : "例如：合同到期不再续约"}
          isBusy={status.isPending}
          onSubmit={(reason) => status.mutate({ to: open, reason })}
          onClose={() => setOpen(null)}
        >
          {open === "suspended"
            ? "商户的员工会立刻退出登录，恢复合作之前不能再进来；数据都保留。"
            : "商户的员工会立刻退出登录，不能再进来。退场后不能恢复，回来要重新入驻；订单和客户都保留。"}
        </ReasonDialog>
      )}
      {invitation && <InvitationDialog invitation={invitation} onClose={() => setInvitation(null)} />}
    </>
  );
}

function Products({ tenant, may }: { tenant: TenantDetail; may: boolean }) {
  const [typed, setTyped] = useState<string[]>([]);
  const change = useAction<{ add: string[]; remove: string[] }, TenantDetail>({
    run: (body) => changeProducts(tenant.unitId, body),
    done: "已更新",
    refresh: [["tenants"]],
    onDone: () => setTyped([]),
  });
  return (
    <Panel title={`自有商品 ${tenant.products}`} hint="标为商户自有的商品，卖在哪里都能单独统计；一个商品只属于一家">
      {may && (
        <div className={styles.steps} style={{ marginBottom: 12 }}>
          <Select
            mode="tags"
            aria-label="商品编码"
            style={{ minWidth: 260, flex: 1 }}
            open={false}
            tokenSeparators={[",", "，", " ", "\n"]}
            placeholder="输入或粘贴商品编码"
            value={typed}
            onChange={setTyped}
          />
          <Button
            disabled={typed.length === 0}
            loading={change.isPending}
            onClick={() => change.mutate({ add: typed, remove: [] })}
          >
            标为自有
          </Button>
        </div>
      )}
      {tenant.skus.length === 0 && <EmptyState compact title="还没有标记自有商品" />}
      <div className={styles.steps}>
        {tenant.skus.map(({ sku }) => (
          <Tag key={sku} closable={may} onClose={() => change.mutate({ add: [], remove: [sku] })}>
            {sku}
          </Tag>
        ))}
      </div>
    </Panel>
  );
}

function EditForm({ tenant, onClose }: { tenant: TenantDetail; onClose: () => void }) {
  const [form] = Form.useForm<ContractValues>();
  const save = useAction<ContractValues, TenantDetail>({
    run: (values) => editTenant(tenant.unitId, { ...contractBody(values), version: tenant.version }),
    done: "已保存",
    refresh,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<ContractValues>
      form={form}
      title={`修改「${tenant.name}」`}
      initialValues={contractValues(tenant)}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <ContractFields />
    </FormDrawer>
  );
}

interface InviteValues {
  code: string;
  name: string;
  login: string;
  roleCode: string;
}

function InviteForm({
  unitId,
  onClose,
  onDone,
}: {
  unitId: string;
  onClose: () => void;
  onDone: (made: Invitation) => void;
}) {
  const [form] = Form.useForm<InviteValues>();
  const send = useAction<InviteValues, Invitation>({
    run: (values) => invite(unitId, values),
    refresh,
    onDone,
    quietFailure: true,
  });
  const required = [{ required: true, message: "请填写" }];
  return (
    <FormDrawer<InviteValues>
      form={form}
      title="邀请员工"
      hint="开通后会显示一次初始密码，转交给对方。"
      submitText="开通"
      initialValues={{ roleCode: "tenant_manager" }}
      onSubmit={(values) => send.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="姓名" rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="code" label="工号" rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="login" label="登录名" rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="roleCode" label="角色" rules={required}>
        <Select
          options={[
            { value: "tenant_manager", label: "商户负责人" },
            { value: "tenant_clerk", label: "商户店员" },
          ]}
        />
      </Form.Item>
    </FormDrawer>
  );
}
