import { EditOutlined, PlusOutlined, SwapOutlined } from "@ant-design/icons";
import { Breadcrumb, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { unitKindNames } from "../../shared/organization/units.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { MoveUnitDialog } from "./move-unit-dialog.tsx";
import styles from "./organization-page.module.css";
import { closeUnit, reopenUnit, type UnitDetail, useUnitDetail } from "./unit-api.ts";
import { UnitForm } from "./unit-form.tsx";

interface UnitPanelProps {
  readonly unitId: string;
  readonly onSelect: (unitId: string) => void;
  readonly onAddBelow: () => void;
}

/** What one unit holds, and what can be done with it. */
export function UnitPanel({ unitId, onSelect, onAddBelow }: UnitPanelProps) {
  const unit = useUnitDetail(unitId);
  if (unit.isError) {
    return (
      <Panel>
        <ErrorState error={unit.error} onRetry={() => void unit.refetch()} />
      </Panel>
    );
  }
  if (!unit.data || unit.isPlaceholderData) {
    return (
      <Panel>
        <Skeleton active paragraph={{ rows: 6 }} />
      </Panel>
    );
  }
  return <Unit key={unitId} unit={unit.data} onSelect={onSelect} onAddBelow={onAddBelow} />;
}

function Unit({ unit, onSelect, onAddBelow }: Omit<UnitPanelProps, "unitId"> & { unit: UnitDetail }) {
  const can = useCan();
  const [isEditing, setEditing] = useState(false);
  const [isMoving, setMoving] = useState(false);
  const refresh = [["organization"], ["stores"]];
  const reopen = useAction({ run: () => reopenUnit(unit.id), done: "已重新启用", refresh });
  const close = useAction({
    run: () => closeUnit(unit.id),
    done: `「${unit.name}」已关闭`,
    refresh,
    quietFailure: true,
  });
  const mayMove = unit.kind !== "headquarters" && unit.ancestors.length > 0;

  return (
    <Panel
      title={
        <>
          {unit.name} <Tag>{unitKindNames[unit.kind]}</Tag>
          {unit.closed && <Tag color="default">已关闭</Tag>}
        </>
      }
      hint={`编码 ${unit.code}`}
    >
      {unit.ancestors.length > 0 && (
        <Breadcrumb
          style={{ marginBottom: 16 }}
          items={[
            ...unit.ancestors.map((each) => ({
              key: each.id,
              title: (
                <button type="button" className={styles.crumb} onClick={() => onSelect(each.id)}>
                  {each.name}
                </button>
              ),
            })),
            { key: unit.id, title: unit.name },
          ]}
        />
      )}
      <dl className={styles.counts}>
        <div>
          <dt>营业门店</dt>
          <dd>{formatExact(unit.counts.openStores)}</dd>
        </div>
        <div>
          <dt>全部门店</dt>
          <dd>{formatExact(unit.counts.stores)}</dd>
        </div>
        <div>
          <dt>下级区域与经销商</dt>
          <dd>{formatExact(unit.counts.units)}</dd>
        </div>
        <div>
          <dt>在岗员工</dt>
          <dd>{formatExact(unit.counts.staff)}</dd>
        </div>
      </dl>
      <div className={styles.links}>
        <Link to={`/stores?unitId=${unit.id}`}>查看门店</Link>
        {can("staff.read") && <Link to={`/staff?unitId=${unit.id}`}>查看员工</Link>}
        {can("metrics.read") && <Link to={`/overview?unit=${unit.id}`}>查看经营数据</Link>}
      </div>
      {can("organization.write") && (
        <div className={styles.actions}>
          <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
            编辑
          </Button>
          {!unit.closed && unit.kind !== "store" && (
            <Button icon={<PlusOutlined />} onClick={onAddBelow}>
              新建下级
            </Button>
          )}
          {mayMove && (
            <Button icon={<SwapOutlined />} onClick={() => setMoving(true)}>
              移动
            </Button>
          )}
          {mayMove && unit.kind !== "store" && !unit.closed && (
            <ConfirmDanger action="关闭" title={`关闭「${unit.name}」？`} onConfirm={() => close.mutateAsync()}>
              关闭后不能再往它下面放门店。只有下面没有未关闭的门店和区域时才能关闭；以后可以重新启用。
            </ConfirmDanger>
          )}
          {unit.closed && unit.kind !== "store" && (
            <Button loading={reopen.isPending} onClick={() => reopen.mutate()}>
              重新启用
            </Button>
          )}
        </div>
      )}
      {isEditing && (
        <UnitForm mode={{ kind: "edit", unit }} onClose={() => setEditing(false)} onDone={() => setEditing(false)} />
      )}
      {isMoving && <MoveUnitDialog unit={unit} onClose={() => setMoving(false)} />}
    </Panel>
  );
}
