import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { type Allocation, overrideAllocation } from "./traffic-api.ts";

interface OverrideDialogProps {
  readonly allocation: Allocation;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Gives the customer to another dealer's store by hand. */
export function OverrideDialog({ allocation, onClose, onDone }: OverrideDialogProps) {
  const [storeNo, setStoreNo] = useState<number | null>(null);
  const [storeId, setStoreId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const move = useAction<void, Allocation>({
    run: () => overrideAllocation(allocation.id, { storeNo: storeNo ?? 0, reason: reason.trim() }),
    done: (next) => `已改派给「${next.dealerName}」`,
    refresh: [["traffic"]],
    onDone,
  });
  return (
    <Modal
      open
      title="改派给其他门店"
      okText="改派"
      cancelText="取消"
      okButtonProps={{ disabled: storeNo === null || reason.trim().length < 2 }}
      confirmLoading={move.isPending}
      onCancel={onClose}
      onOk={() => move.mutate()}
    >
      <p style={{ marginBottom: 12 }}>从现在起客户和之后的订单归新的经销商，已经归属的订单不变。</p>
      <Form layout="vertical">
        <Form.Item label="改派到" required>
          <UnitSelect
            kinds={["store"]}
            value={storeId}
            placeholder="选择经销商的营业门店"
            onChange={(id, unit) => {
              setStoreId(id);
              setStoreNo(unit?.no ?? null);
            }}
          />
        </Form.Item>
        <Form.Item label="原因" required>
          <Input.TextArea
            rows={3}
            maxLength={200}
            placeholder="例如：客户要求到离公司近的门店"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
