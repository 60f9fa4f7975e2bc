import { Alert, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { type Goals, setGoal, shownPerUnit, unitWords } from "./goal-api.ts";

/** Headquarters' goal of the month. */
export function SetGoalDialog({ goals, onClose }: { goals: Goals; onClose: () => void }) {
  const metric = goals.metric.id;
  const per = shownPerUnit(metric);
  const [value, setValue] = useState<number | null>(goals.target === null ? null : goals.target / per);
  const save = useAction<number, Goals>({
    run: (shown) => setGoal({ month: goals.month, metric, target: Math.round(shown * per), version: goals.version }),
    done: `已设定 ${goals.month} 的${goals.metric.name}目标`,
    refresh: [["goals"]],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={`${goals.month} 全公司${goals.metric.name}目标`}
      okText="保存"
      cancelText="取消"
      width={440}
      okButtonProps={{ disabled: value === null }}
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => value !== null && save.mutate(value)}
    >
      {goals.split.state === "confirmed" && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title="目标已经分解下达。改动之后需要重新分解，在此之前各区域仍按原来的目标执行。"
        />
      )}
      <InputNumber
        autoFocus
        aria-label="目标"
        style={{ width: "100%" }}
        min={0}
        precision={metric === "gmv" ? 2 : 0}
        suffix={unitWords[metric]}
        formatter={(shown) => `${shown ?? ""}`.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}
        parser={(typed) => Number((typed ?? "").replaceAll(",", ""))}
        value={value}
        onChange={setValue}
      />
    </Modal>
  );
}
