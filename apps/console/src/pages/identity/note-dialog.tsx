import { Alert, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";

interface NoteDialogProps {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  /** Something else is still missing. */
  readonly disabled?: boolean;
  /** What will happen. */
  readonly children: ReactNode;
  readonly placeholder: string;
  readonly done: string;
  readonly onConfirm: (note: string) => Promise<unknown>;
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/** Asks why before changing who is who; the reason stays in the log. */
export function NoteDialog(props: NoteDialogProps) {
  const [note, setNote] = useState("");
  const act = useAction<string>({
    run: props.onConfirm,
    done: props.done,
    refresh: [["members"], ["identity"]],
    onDone: () => {
      props.onClose();
      props.onDone?.();
    },
    quietFailure: true,
  });
  const problem = act.isError ? problemText(act.error) : null;
  return (
    <Modal
      open
      title={props.title}
      okText={props.action}
      cancelText="取消"
      okButtonProps={{ danger: props.danger, disabled: props.disabled || note.trim().length < 2 }}
      confirmLoading={act.isPending}
      onCancel={props.onClose}
      onOk={() => act.mutate(note.trim())}
      width={480}
    >
      {problem && (
        <Alert type="error" showIcon title={problem.title} description={problem.detail} style={{ marginBottom: 12 }} />
      )}
      <div style={{ marginBottom: 12 }}>{props.children}</div>
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={200}
        aria-label="原因"
        placeholder={props.placeholder}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
