import { Alert, App, Button, Drawer, Form, type FormInstance } from "antd";
import { type ReactNode, useState } from "react";
import { useIsPhone } from "../page/use-is-phone.ts";
import { showFieldErrors } from "./field-errors.ts";

interface FormDrawerProps<Values extends object> {
  readonly title: string;
  /** One or two sentences: what this changes. */
  readonly hint?: ReactNode;
  readonly submitText?: string;
  readonly form: FormInstance<Values>;
  readonly initialValues?: Partial<Values>;
  /** Rejects with the server's problem, which then stands beside its field. */
  readonly onSubmit: (values: Values) => Promise<unknown>;
  readonly onClose: () => void;
  readonly width?: number;
  /** Shows the form without a way to submit it. */
  readonly readOnly?: boolean;
  readonly children: ReactNode;
}

/** A form beside the page (over it on a phone). Mount it to open it; leaving with unsaved input asks first. */
export function FormDrawer<Values extends object>({
  title,
  hint,
  submitText = "保存",
  form,
  initialValues,
  onSubmit,
  onClose,
  width = 480,
  readOnly = false,
  children,
}: FormDrawerProps<Values>) {
  const isPhone = useIsPhone();
  const { modal } = App.useApp();
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);

  const submit = async (values: Values) => {
    setProblem(null);
    setSaving(true);
    try {
      await onSubmit(values);
    } catch (error) {
      setProblem(showFieldErrors(form, error));
    } finally {
      setSaving(false);
    }
  };
  const close = () => {
    if (isSaving) return;
    if (!form.isFieldsTouched()) {
      onClose();
      return;
    }
    void modal.confirm({
      title: "放弃刚才填写的内容？",
      okText: "放弃",
      cancelText: "继续填写",
      onOk: onClose,
    });
  };

  return (
    <Drawer
      open
      title={title}
      size={isPhone ? "100%" : width}
      onClose={close}
      footer={
        <div style={{ display: "flex", justifyContent: "flex-end", gap: 8 }}>
          <Button onClick={close}>{readOnly ? "关闭" : "取消"}</Button>
          {!readOnly && (
            <Button type="primary" loading={isSaving} onClick={() => form.submit()}>
              {submitText}
            </Button>
          )}
        </div>
      }
    >
      {hint && <p style={{ marginBottom: 16, color: "var(--fl-ink-second)" }}>{hint}</p>}
      {problem && <Alert type="error" title={problem} showIcon style={{ marginBottom: 16 }} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={initialValues}
        scrollToFirstError
        onFinish={(values) => void submit(values)}
      >
        {children}
      </Form>
    </Drawer>
  );
}
