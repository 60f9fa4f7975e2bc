import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { assignMerchant, type Merchant, merchantsQuery, paymentsKey } from "../payments/payment-api.ts";
import { CopyLine } from "./copy-line.tsx";

/** Whose sales a merchant takes the money of, and where WeChat Pay tells of them. */
export function MerchantPanel({ accountId }: { accountId: string }) {
  const can = useCan();
  const merchants = useQuery({ ...merchantsQuery, enabled: can("payment.read") });
  if (!can("payment.read")) return null;
  if (merchants.isError) return <ErrorState compact error={merchants.error} onRetry={() => void merchants.refetch()} />;
  const merchant = merchants.data?.items.find((known) => known.accountId === accountId);
  if (!merchant) return <Skeleton active paragraph={{ rows: 3 }} />;
  return <Loaded key={merchant.version} merchant={merchant} mayWrite={can("connection.write")} />;
}

function Loaded({ merchant, mayWrite }: { merchant: Merchant; mayWrite: boolean }) {
  const [unitId, setUnit] = useState(merchant.unitId);
  const save = useAction<void, Merchant>({
    run: () => assignMerchant(merchant.accountId, { unitId, version: merchant.version }),
    done: ({ unitName }) => (unitName ? `以后「${unitName}」下的门店由这个商户收款` : "这个商户不再收新的款"),
    refresh: [paymentsKey, ["connections"]],
  });
  return (
    <Panel title="收款门店" hint="这个商户为哪个组织下的门店收款；下级另有商户时，门店用离它最近的那个">
      <div id="merchant">
        {mayWrite ? (
          <div style={{ display: "flex", gap: 8, flexWrap: "wrap", marginBottom: 16 }}>
            <UnitSelect
              value={unitId}
              onChange={(id) => setUnit(id)}
              allowClear
              placeholder="选择总部、区域、经销商或门店"
              style={{ flex: "1 1 220px" }}
            />
            <Button
              type="primary"
              disabled={unitId === merchant.unitId}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              保存
            </Button>
          </div>
        ) : (
          <p>{merchant.unitName ?? "还没有指定"}</p>
        )}
        {merchant.notifyUrl ? (
          <CopyLine label="支付通知地址（下单时自动带上，不用填到商户平台）" text={merchant.notifyUrl} />
        ) : (
          <Alert type="warning" showIcon title="还没有填写外网地址，不能下单" />
        )}
      </div>
    </Panel>
  );
}
