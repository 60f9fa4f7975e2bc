import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Skeleton } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useStoreFormats } from "../stores/store-api.ts";
import { AddForm, ChangeForm } from "./line-forms.tsx";
import {
  fieldNames,
  levelNames,
  overlayQuery,
  type Plan,
  type PlanLine,
  removeLine,
  type Slot,
  takeBack,
} from "./plan-api.ts";
import { PlanLineItem } from "./plan-line.tsx";
import styles from "./plans.module.css";

function slotHint({ openTo, lockedFields }: Slot): string {
  const locked = lockedFields.length > 0 ? `锁定${lockedFields.map((field) => fieldNames[field]).join("、")}` : "";
  const open = openTo.length > 0 ? `向${openTo.map((level) => levelNames[level]).join("、")}开放` : "总部统一安排";
  return [open, locked].filter((part) => part !== "").join("；");
}

/** The plan as it stands at one place, and what may be changed there. */
export function OverlayPanel({ plan }: { plan: Plan }) {
  const can = useCan();
  const [unitId, setUnitId] = useState<string | null>(null);
  const [format, setFormat] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<PlanLine | null>(null);
  const overlay = useQuery(overlayQuery(plan.id, unitId, format));
  const formats = useStoreFormats();
  const remove = useAction<string>({
    run: (lineId) => removeLine(plan.id, lineId),
    done: "已删除",
    refresh: [["plans"]],
  });
  const restore = useAction<string>({
    run: (overrideId) => takeBack(plan.id, overrideId),
    done: "已恢复为上级的安排",
    refresh: [["plans"]],
  });
  if (overlay.isError) return <ErrorState error={overlay.error} onRetry={() => void overlay.refetch()} />;
  const { data } = overlay;
  const isTop = data?.level === "headquarters";
  const mayWork =
    can("plan.adapt") && (plan.state === "open" || (plan.state === "draft" && (isTop || can("plan.write"))));
  const mayAdd = mayWork && data !== undefined && (isTop || data.openSlots.length > 0);
  const actionsOf = (line: PlanLine) => {
    if (!mayWork || !data) return null;
    const own = data.own.filter(({ lineId }) => lineId === line.id);
    const override = own.find(({ overrideId }) => overrideId !== null);
    const isOwnLine = own.some(({ overrideId }) => overrideId === null);
    const slot = plan.slots.find(({ code }) => code === line.slot);
    const mayChange =
      !isOwnLine &&
      (data.openSlots.includes(line.slot) ||
        (line.from.level === "headquarters" && (slot?.lockedFields.length ?? 0) > 0));
    return (
      <span>
        {isOwnLine && (
          <Button size="small" type="text" danger onClick={() => remove.mutate(line.id)}>
            删除
          </Button>
        )}
        {mayChange && (
          <Button size="small" type="text" onClick={() => setChanging(line)}>
            调整
          </Button>
        )}
        {override?.overrideId && (
          <Button size="small" type="text" onClick={() => restore.mutate(override.overrideId ?? "")}>
            恢复
          </Button>
        )}
      </span>
    );
  };
  return (
    <Panel
      title={data ? `${data.unitName}看到的方案` : "方案"}
      hint="选一个区域、店型或门店，看到那里的最终安排：每一行从哪来、谁改过、为什么。"
      extra={
        mayAdd && (
          <Button
            type={plan.state === "open" && !can("plan.write") ? "primary" : "default"}
            onClick={() => setAdding(true)}
          >
            添加商品与优惠
          </Button>
        )
      }
    >
      <div className={styles.bar}>
        <UnitSelect
          value={unitId ?? data?.unitId ?? null}
          style={{ minWidth: 200 }}
          onChange={(next) => {
            setUnitId(next);
            setFormat(null);
          }}
        />
        {data && data.level !== "store" && (
          <Select
            allowClear
            aria-label="店型"
            placeholder="全部店型"
            style={{ minWidth: 140 }}
            value={format}
            onChange={(next: string | undefined) => setFormat(next ?? null)}
            options={(formats.data?.items ?? [])
              .filter(({ code }) => plan.formats.length === 0 || plan.formats.includes(code))
              .map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
      </div>
      {!data && <Skeleton active />}
      {data && plan.state === "draft" && !isTop && (
        <Alert type="info" showIcon title="方案还是草稿，开放适配后区域和门店才能改。" style={{ marginBottom: 12 }} />
      )}
      {data &&
        plan.slots.map((slot) => {
          const lines = data.lines.filter((line) => line.slot === slot.code);
          const out = data.leftOut.filter((line) => line.slot === slot.code);
          return (
            <section key={slot.code} style={{ marginBottom: 20 }}>
              <h3>
                {slot.name} <small className={styles.quiet}>{slotHint(slot)}</small>
              </h3>
              {lines.length + out.length === 0 ? (
                <p className={styles.quiet}>这个栏位还是空的</p>
              ) : (
                <ul className={styles.lines}>
                  {lines.map((line) => (
                    <PlanLineItem
                      key={line.id}
                      line={line}
                      conflicts={data.conflicts.filter(({ lineId }) => lineId === line.id).map(({ kind }) => kind)}
                      actions={actionsOf(line)}
                    />
                  ))}
                  {out.map((line) => (
                    <PlanLineItem key={line.id} line={line} isOut actions={actionsOf(line)} />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      {adding && data && <AddForm plan={plan} overlay={data} format={format} onClose={() => setAdding(false)} />}
      {changing && data && (
        <ChangeForm plan={plan} overlay={data} format={format} line={changing} onClose={() => setChanging(null)} />
      )}
    </Panel>
  );
}
