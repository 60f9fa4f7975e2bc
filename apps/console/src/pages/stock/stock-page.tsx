import { PlusOutlined } from "@ant-design/icons";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import layout from "../../shared/page/layout.module.css";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ReservationsPanel } from "./reservations-panel.tsx";
import { ShipmentsPanel } from "./shipments-panel.tsx";
import { GapsPanel, NewPlace, PlacesPanel } from "./stock-panels.tsx";

/** 库存与配送: parcels that need somebody, what is missing at a store, where stock lies, and what is kept for orders. */
export function Component() {
  const can = useCan();
  const [isAdding, setAdding] = useState(false);
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <PageHeader
        title="库存与配送"
        description="先处理超时、失败和待告知客户的包裹；再看畅销商品缺在哪里、能由哪个仓直发。"
        actions={
          can("stock.rule") && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              登记供货仓
            </Button>
          )
        }
      />
      <Tabs
        activeKey={search.get("tab") ?? "parcels"}
        onChange={(tab) => setSearch(tab === "parcels" ? {} : { tab })}
        items={[
          { key: "parcels", label: "包裹与配送", children: <ShipmentsPanel /> },
          {
            key: "stock",
            label: "缺货与供货仓",
            children: (
              <div className={layout.stack}>
                <GapsPanel />
                <PlacesPanel />
              </div>
            ),
          },
          { key: "reservations", label: "订单预留", children: <ReservationsPanel /> },
        ]}
      />
      {isAdding && <NewPlace onClose={() => setAdding(false)} />}
    </>
  );
}
