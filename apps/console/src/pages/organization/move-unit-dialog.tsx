import { Alert, Modal } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { type TreeUnit, type UnitKind, unitTrail, useUnitTree } from "../../shared/organization/units.ts";
import { moveUnit, type UnitDetail } from "./unit-api.ts";

const parentKinds: readonly UnitKind[] = ["headquarters", "region", "dealer"];

/** Puts a unit, with everything below it, somewhere else; says before what that changes. */
export function MoveUnitDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const [parentId, setParentId] = useState<string | null>(null);
  const { data } = useUnitTree();
  const from = unit.ancestors.at(-1);
  const move = useAction<string, UnitDetail>({
    run: (target) => moveUnit(unit.id, target),
    done: `「${unit.name}」已移动`,
    refresh: [["organization"], ["stores"]],
    undo: from && (() => moveUnit(unit.id, from.id)),
    onDone: onClose,
    quietFailure: true,
  });
  const isInside = (each: TreeUnit) => each.id === unit.id || each.path.startsWith(`${unit.path}.`);
  const target = data?.items.find((each) => each.id === parentId);

  return (
    <Modal
      open
      title={`移动「${unit.name}」`}
      okText="移动"
      cancelText="取消"
      okButtonProps={{ disabled: parentId === null || parentId === from?.id }}
      confirmLoading={move.isPending}
      onCancel={onClose}
      onOk={() => parentId && move.mutate(parentId)}
    >
      {move.isError && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 12 }}
          title={problemText(move.error).title}
          description={problemText(move.error).detail}
        />
      )}
      <p style={{ marginBottom: 8 }}>移到哪里？</p>
      <UnitSelect
        value={parentId}
        onChange={setParentId}
        kinds={parentKinds}
        exclude={isInside}
        placeholder="选择新的上级"
        style={{ width: "100%" }}
      />
      {target && data && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 16 }}
          title={`移动后位于：${unitTrail(data.items, target.id)} / ${unit.name}`}
          description={`连同下面的 ${formatExact(unit.counts.stores)} 家门店一起移动。「${from?.name ?? "原上级"}」的人将看不到这些门店的客户与业绩，「${target.name}」的人将能看到；历史业绩也按新的归属统计。`}
        />
      )}
    </Modal>
  );
}
