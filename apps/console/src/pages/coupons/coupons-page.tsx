import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useCan, useMe } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { BatchesPanel } from "./batches-panel.tsx";
import { PacketsPanel } from "./packets-panel.tsx";

/** Payment coupons, gifts that payers pass on, and cash red packets. */
export function Component() {
  const [params, setParams] = useSearchParams();
  const can = useCan();
  const { wholeChain } = useMe();
  return (
    <>
      <PageHeader
        title="支付券与红包"
        description="在微信卡包里的支付券：领取、到期提醒、付款时核销都有数；现金红包按预算发放，每个红包只付一次。"
      />
      <Panel>
        <Tabs
          activeKey={params.get("tab") ?? "coupons"}
          destroyOnHidden
          onChange={(tab) => setParams({ tab })}
          items={[
            { key: "coupons", label: "支付券", children: <BatchesPanel /> },
            ...(wholeChain && can("red_packet.read")
              ? [{ key: "packets", label: "红包", children: <PacketsPanel /> }]
              : []),
          ]}
        />
      </Panel>
    </>
  );
}
