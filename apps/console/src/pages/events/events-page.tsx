import { Badge, Tabs } from "antd";
import { useSearchParams } from "react-router";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { DeadLettersPanel } from "./dead-letters-panel.tsx";
import { useDeadLetterCounts } from "./event-api.ts";
import { ReconciliationPanel } from "./reconciliation-panel.tsx";
import { RegistryPanel } from "./registry-panel.tsx";

export function Component() {
  const [params, setParams] = useSearchParams();
  const counts = useDeadLetterCounts();
  const waiting = counts.data?.total ?? 0;
  return (
    <>
      <PageHeader
        title="行为事件"
        description="小程序、企微、门店和第三方系统上报的客户行为：有哪些类型、有没有收全、哪些没能入库。"
      />
      <Tabs
        activeKey={params.get("tab") ?? "types"}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "types", label: "事件类型", children: <RegistryPanel /> },
          { key: "reconciliation", label: "收全了吗", children: <ReconciliationPanel /> },
          {
            key: "dead-letters",
            label: (
              <Badge count={waiting} size="small" offset={[10, 0]} overflowCount={999}>
                异常事件
              </Badge>
            ),
            children: <DeadLettersPanel />,
          },
        ]}
      />
    </>
  );
}
