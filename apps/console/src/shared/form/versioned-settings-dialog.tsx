import type { QueryKey, UseQueryResult } from "@tanstack/react-query";
import { Form, Modal, Skeleton } from "antd";
import { type ReactNode, useState } from "react";
import { useAction } from "../action/use-action.tsx";
import { ErrorState } from "../feedback/states.tsx";

interface Versioned<Value> {
  readonly value: Value;
  readonly version: number;
}

/** Settings in force, in a dialog that saves them over the version it was opened with. The children are the fields. */
export function VersionedSettingsDialog<Value extends object>(props: {
  readonly title: string;
  readonly settings: UseQueryResult<Versioned<Value>>;
  readonly save: (body: Versioned<Value>) => Promise<unknown>;
  /** What to tell the person when it is saved. */
  readonly done: string;
  readonly refresh: readonly QueryKey[];
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { title, settings, done, refresh, onClose, children } = props;
  const [form] = Form.useForm<Value>();
  // What was read before a save is stale: the form waits for what holds now, then keeps to it whatever is read later.
  const [opened, setOpened] = useState<Versioned<Value>>();
  if (!opened && settings.isSuccess && !settings.isFetching) setOpened(settings.data);
  const save = useAction<Value>({
    run: (value) => props.save({ value, version: opened?.version ?? 0 }),
    done,
    refresh,
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={title}
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: !opened }}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {!opened && !settings.isError && <Skeleton active />}
      {!opened && settings.isError && <ErrorState compact error={settings.error} />}
      {opened && (
        <Form form={form} layout="vertical" initialValues={opened.value} onFinish={(value) => save.mutate(value)}>
          {children}
        </Form>
      )}
    </Modal>
  );
}
