import { useQuery } from "@tanstack/react-query";
import { Form, Radio } from "antd";
import { VersionedSettingsDialog } from "../../shared/form/versioned-settings-dialog.tsx";
import { couponRulesQuery, couponsKey, saveCouponRules } from "./coupon-api.ts";

/** What becomes of a redeemed coupon when its order is taken back. */
export function CouponRulesDialog({ onClose }: { onClose: () => void }) {
  return (
    <VersionedSettingsDialog
      title="用券规则"
      settings={useQuery(couponRulesQuery)}
      save={saveCouponRules}
      done="用券规则已保存，对之后的退款生效"
      refresh={[couponsKey]}
      onClose={onClose}
    >
      <Form.Item
        name="afterFullRefund"
        label="订单整单退款后，核销过的券"
        extra="钱全部退到客户账户后执行，部分退款不退券；每张券退没退、为什么，记在操作日志里。退回先经微信支付确认，客户才能再用。"
      >
        <Radio.Group
          options={[
            { value: "return", label: "退回给客户（已过期的不退）" },
            { value: "keep", label: "不退回" },
          ]}
        />
      </Form.Item>
    </VersionedSettingsDialog>
  );
}
