import { useQuery } from "@tanstack/react-query";
import { Modal, TimePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { changeSettings, reportSettingsQuery } from "./report-api.ts";

/** By when reports are due, for the whole chain. */
export function DeadlineDialog({ onClose }: { onClose: () => void }) {
  const settings = useQuery(reportSettingsQuery);
  const [typed, setTyped] = useState<string | null>(null);
  const deadline = typed ?? settings.data?.deadline;
  const save = useAction<string>({
    run: (value) => changeSettings({ deadline: value, version: settings.data?.version ?? 0 }),
    done: "截止时间已修改",
    refresh: [["daily-reports"]],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title="日报截止时间"
      okText="保存"
      cancelText="取消"
      width={400}
      okButtonProps={{ disabled: typed === null }}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => typed && save.mutate(typed)}
    >
      <p style={{ marginBottom: 12 }}>每个营业日的这个时间之后提交算迟交，全公司统一。已提交的日报不受影响。</p>
      {settings.isError && <ErrorState compact error={settings.error} />}
      {deadline && (
        <TimePicker
          aria-label="截止时间"
          format="HH:mm"
          minuteStep={5}
          allowClear={false}
          needConfirm={false}
          value={dayjs(`2026-01-01T${deadline}:00`)}
          onChange={(value) => value && setTyped(value.format("HH:mm"))}
        />
      )}
    </Modal>
  );
}
