import { Input, Modal } from "antd";
import { type ReactNode, useState } from "react";

interface ReasonDialogProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly okText: string;
  readonly placeholder: string;
  readonly isBusy: boolean;
  /** Characters that the API takes; 2 to 200 for a reason. */
  readonly shortest?: number;
  readonly longest?: number;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why, before something that others will want to understand. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, children, okText, placeholder, isBusy, shortest = 2, longest = 200, onSubmit, onClose } = props;
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      width={440}
      okButtonProps={{ disabled: reason.trim().length < shortest }}
      confirmLoading={isBusy}
      onCancel={onClose}
      onOk={() => onSubmit(reason.trim())}
    >
      {children && <p style={{ marginBottom: 12 }}>{children}</p>}
      <Input.TextArea
        autoFocus
        aria-label="原因"
        rows={longest > 200 ? 8 : 3}
        maxLength={longest}
        showCount
        placeholder={placeholder}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
