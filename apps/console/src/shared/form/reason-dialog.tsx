import { Input, Modal } from "antd";
import { type ReactNode, useState } from "react";

interface ReasonDialogProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly okText: string;
  readonly placeholder: string;
  readonly isBusy: boolean;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why, before something that others will want to understand. */
export function ReasonDialog({ title, children, okText, placeholder, isBusy, onSubmit, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      width={440}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={isBusy}
      onCancel={onClose}
      onOk={() => onSubmit(reason.trim())}
    >
      {children && <p style={{ marginBottom: 12 }}>{children}</p>}
      <Input.TextArea
        autoFocus
        aria-label="原因"
        rows={3}
        maxLength={200}
        showCount
        placeholder={placeholder}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
