import { Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { type PaymentDetail, paymentsKey, refundPayment } from "./payment-api.ts";

interface Values {
  yuan: number;
  reason: string;
}

/** Gives money of a payment back. What was sent twice by mistake goes back once: the form keeps its number. */
export function RefundForm({ payment, onClose }: { payment: PaymentDetail; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const [requestKey] = useState(() => crypto.randomUUID());
  const most = payment.refundableFen / 100;
  const refund = useAction<Values>({
    run: ({ yuan, reason }) =>
      refundPayment(payment.id, { requestKey, amountFen: Math.round(yuan * 100), reason, lines: null }),
    done: "退款已提交，到账后这里会更新",
    refresh: [paymentsKey, ["orders"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={`退款：订单 ${payment.orderCode}`}
      hint={`钱原路退回客户的微信，提交后不能撤回。还可以退 ${formatMoneyExact(payment.refundableFen)}。`}
      submitText="确认退款"
      initialValues={{ yuan: most }}
      onSubmit={(values) => refund.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="yuan"
        label="退款金额（元）"
        rules={[{ required: true, message: "请填写退款金额" }]}
        extra="可以只退一部分，多次退款合计不超过实付"
      >
        <InputNumber min={0.01} max={most} precision={2} style={{ width: "100%" }} prefix="¥" />
      </Form.Item>
      <Form.Item
        name="reason"
        label="退款原因"
        rules={[
          { required: true, message: "请填写退款原因" },
          { max: 26, message: "最多 26 个字" },
        ]}
        extra="客户在微信退款通知里会看到"
      >
        <Input placeholder="例如：商品缺货" showCount maxLength={26} />
      </Form.Item>
    </FormDrawer>
  );
}
