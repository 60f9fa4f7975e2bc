import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Modal, Radio, Select, Skeleton } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { fetchSlots, moveDelivery, type Reason, reasonNames, type Shipment } from "./stock-api.ts";
import { windowText } from "./window-text.ts";

interface Move {
  readonly from: string;
  readonly reason: Reason;
}

/** Moves a delivery into a slot that still has room; says why when it cannot be moved. */
export function MoveDelivery({ shipment, onClose }: { shipment: Shipment; onClose: () => void }) {
  const [form] = Form.useForm<Move>();
  const slots = useQuery({
    queryKey: ["shipments", "slots", shipment.id],
    queryFn: ({ signal }) => fetchSlots(shipment.id, signal),
  });
  const move = useAction<Move, Shipment>({
    run: (values) => moveDelivery(shipment.id, values),
    done: "已交给配送系统；有了答复再告诉客户，在那之前原时间有效",
    refresh: [["shipments"]],
    onDone: onClose,
  });
  const fixed = slots.data?.fixed ?? null;
  return (
    <Modal
      open
      title={`修改配送时间 · 订单 ${shipment.orderCode}`}
      okText="提交给配送系统"
      cancelText="取消"
      okButtonProps={{ disabled: !slots.data || fixed !== null || slots.data.slots.length === 0 }}
      confirmLoading={move.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {slots.isPending && <Skeleton active />}
      {slots.isError && <ErrorState compact error={slots.error} onRetry={() => void slots.refetch()} />}
      {fixed !== null && <Alert type="warning" showIcon title={`不能修改：${fixed}`} />}
      {slots.data && fixed === null && slots.data.slots.length === 0 && (
        <Alert type="warning" showIcon title="规则允许的日子里没有可选时段，请总部检查配送规则" />
      )}
      {slots.data && fixed === null && slots.data.slots.length > 0 && (
        <Form<Move>
          form={form}
          layout="vertical"
          initialValues={{ reason: "customer_asked" }}
          onFinish={(values) => move.mutate(values)}
        >
          <p>现在约定：{windowText(shipment.windowFrom, shipment.windowUntil)}</p>
          <Form.Item name="from" label="改到" rules={[{ required: true, message: "请选择新的时段" }]}>
            <Select
              placeholder="选择时段"
              options={slots.data.slots.map(({ from, until, free }) => ({
                value: from,
                disabled: free === 0,
                label: `${windowText(from, until)}（${free === 0 ? "已约满" : `还可约 ${free} 单`}）`,
              }))}
            />
          </Form.Item>
          <Form.Item name="reason" label="原因">
            <Radio.Group options={optionsOf(reasonNames)} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
