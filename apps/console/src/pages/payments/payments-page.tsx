import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useMe } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { BillsPanel } from "./bills-panel.tsx";
import { FollowsPanel } from "./follows-panel.tsx";
import { PaymentsPanel } from "./payments-panel.tsx";
import { RefundsPanel } from "./refunds-panel.tsx";

/** Payments, refunds, and the comparison with WeChat Pay's bills. */
export function Component() {
  const [params, setParams] = useSearchParams();
  const { wholeChain } = useMe();
  const tab = params.get("tab") ?? "payments";
  return (
    <>
      <PageHeader
        title="支付与退款"
        description="微信支付收的款：每笔付款自动成为订单，退款原路退回，每天与微信支付的账单核对。"
      />
      <Panel>
        <Tabs
          activeKey={tab}
          destroyOnHidden
          onChange={(key) => setParams({ tab: key })}
          items={[
            { key: "payments", label: "支付", children: <PaymentsPanel /> },
            { key: "refunds", label: "退款", children: <RefundsPanel /> },
            { key: "follows", label: "支付后关注", children: <FollowsPanel /> },
            // An account's bill covers many stores: only who sees them all sees it.
            ...(wholeChain ? [{ key: "bills", label: "对账", children: <BillsPanel /> }] : []),
          ]}
        />
      </Panel>
    </>
  );
}
