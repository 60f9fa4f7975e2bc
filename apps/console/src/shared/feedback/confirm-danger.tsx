import { useMutation } from "@tanstack/react-query";
import { Alert, Button, type ButtonProps, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { problemText } from "./states.tsx";

interface ConfirmDangerProps {
  /** The button's text and the dialog's action: a verb, such as 停用门店. */
  readonly action: string;
  readonly title: string;
  /** What will happen, to whom, and whether it can be undone. */
  readonly children: ReactNode;
  /** Must be typed before going on; for what cannot be undone. */
  readonly typeToConfirm?: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly button?: ButtonProps;
}

/** A button whose effect hurts when it was pressed by mistake: says what happens, then asks. */
export function ConfirmDanger({ action, title, children, typeToConfirm, onConfirm, button }: ConfirmDangerProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const confirm = useMutation({ mutationFn: onConfirm, onSuccess: () => setOpen(false) });
  return (
    <>
      <Button danger {...button} onClick={() => setOpen(true)}>
        {action}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={action}
        cancelText="取消"
        okButtonProps={{ danger: true, disabled: typeToConfirm !== undefined && typed !== typeToConfirm }}
        confirmLoading={confirm.isPending}
        onCancel={() => setOpen(false)}
        onOk={() => confirm.mutate()}
        afterClose={() => {
          setTyped("");
          confirm.reset();
        }}
        width={440}
      >
        {confirm.isError && (
          <Alert type="error" showIcon title={problemText(confirm.error).title} style={{ marginBottom: 12 }} />
        )}
        <div>{children}</div>
        {typeToConfirm !== undefined && (
          <div style={{ marginTop: 12 }}>
            请输入「{typeToConfirm}」确认：
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              aria-label={`输入 ${typeToConfirm} 确认`}
            />
          </div>
        )}
      </Modal>
    </>
  );
}
