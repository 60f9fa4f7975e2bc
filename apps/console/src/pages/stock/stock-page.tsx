import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ShipmentsPanel } from "./shipments-panel.tsx";
import { GapsPanel, NewPlace, PlacesPanel } from "./stock-panels.tsx";

/** 库存与配送: parcels that need somebody, what is missing at a store, and where stock lies. */
export function Component() {
  const can = useCan();
  const [isAdding, setAdding] = useState(false);
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
      <ShipmentsPanel />
      <GapsPanel />
      <PlacesPanel />
      {isAdding && <NewPlace onClose={() => setAdding(false)} />}
    </>
  );
}
