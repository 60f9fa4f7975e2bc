import { Button } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { paymentsKey, type Refund, redirectRefund, retryRefund } from "./payment-api.ts";

/** What a person can do about a refund that did not go through. */
export function RefundActions({ refund }: { refund: Pick<Refund, "id" | "state"> }) {
  const can = useCan();
  const retry = useAction({ run: () => retryRefund(refund.id), done: "已用原单号重新提交", refresh: [paymentsKey] });
  const redirect = useAction({
    run: () => redirectRefund(refund.id),
    done: "正在退到商户账户",
    refresh: [paymentsKey],
    quietFailure: true,
  });
  if (!can("payment.refund")) return null;
  if (refund.state === "refused")
    return (
      <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>
        重新提交
      </Button>
    );
  if (refund.state === "abnormal")
    return (
      <ConfirmDanger
        action="改退到商户账户"
        title="把这笔钱退到商户账户？"
        button={{ size: "small" }}
        onConfirm={() => redirect.mutateAsync()}
      >
        钱退不到客户原来的账户。改退后钱回到商户的结算银行卡，请另外用现金或转账给客户；这一步不能撤回。
      </ConfirmDanger>
    );
  return null;
}
