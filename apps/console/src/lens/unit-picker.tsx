import { DownOutlined, RightOutlined, ShopOutlined } from "@ant-design/icons";
import { Button, Input, Popover, Skeleton } from "antd";
import { useDeferredValue, useState } from "react";
import { useMe } from "../session/me.ts";
import { EmptyState, ErrorState } from "../shared/feedback/states.tsx";
import styles from "./lens.module.css";
import listStyles from "./unit-list.module.css";
import { type Unit, unitKindNames, useUnit, useUnits } from "./units.ts";
import { useLens } from "./use-lens.ts";

/** Chooses which part of the chain the page is about. Whoever has one store only sees its name. */
export function UnitPicker() {
  const me = useMe();
  const { unitNo, setUnitNo } = useLens();
  const { data: unit } = useUnit(unitNo);
  const [open, setOpen] = useState(false);
  const only = me.units.length === 1 ? me.units[0] : undefined;
  const whole = only?.name ?? "我的全部范围";

  if (only?.kind === "store") {
    return (
      <Button className={styles.control} icon={<ShopOutlined />} disabled>
        <strong>{only.name}</strong>
      </Button>
    );
  }
  const choose = (no: number | null) => {
    setUnitNo(no);
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={<UnitPanel whole={whole} onChoose={choose} />}
    >
      <Button className={styles.control} icon={<ShopOutlined />} aria-label={`数据范围：${unit?.name ?? whole}`}>
        <strong>{unitNo === null ? whole : (unit?.name ?? "…")}</strong>
        <DownOutlined className={styles.caret} />
      </Button>
    </Popover>
  );
}

function UnitPanel({ whole, onChoose }: { whole: string; onChoose: (no: number | null) => void }) {
  const [path, setPath] = useState<readonly Unit[]>([]);
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const parent = path.at(-1) ?? null;
  const units = useUnits(parent?.no ?? null, search, true);

  return (
    <div className={styles.unitPanel}>
      <Input.Search
        allowClear
        autoFocus
        placeholder="搜索区域或门店"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {!search && (
        <div className={listStyles.crumbs}>
          <button type="button" onClick={() => setPath([])}>
            {whole}
          </button>
          {path.map((unit, index) => (
            <button key={unit.no} type="button" onClick={() => setPath(path.slice(0, index + 1))}>
              <RightOutlined /> {unit.name}
            </button>
          ))}
        </div>
      )}
      <div className={styles.tree}>
        {!search && (
          <button type="button" className={listStyles.choice} onClick={() => onChoose(parent?.no ?? null)}>
            <span>看{parent ? `「${parent.name}」` : "全部"}</span>
          </button>
        )}
        {units.isPending && <Skeleton active title={false} />}
        {units.isError && <ErrorState compact error={units.error} onRetry={() => void units.refetch()} />}
        {units.data?.items.length === 0 && (
          <EmptyState compact title={search ? `没有找到「${search}」` : "下面还没有单元"}>
            {search && "试试门店名称里的几个字，或门店编号。"}
          </EmptyState>
        )}
        {units.data?.items.map((unit) => (
          <div key={unit.no} className={listStyles.row}>
            <button type="button" className={listStyles.choice} onClick={() => onChoose(unit.no)}>
              <span>{unit.name}</span>
              <small>{unitKindNames[unit.kind]}</small>
            </button>
            {unit.childCount > 0 && !search && (
              <Button
                type="text"
                size="small"
                aria-label={`展开${unit.name}`}
                icon={<RightOutlined />}
                onClick={() => setPath([...path, unit])}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
