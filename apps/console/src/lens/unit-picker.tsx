import { DownOutlined, RightOutlined, ShopOutlined } from "@ant-design/icons";
import { Button, Input, Popover, Skeleton } from "antd";
import { useDeferredValue, useState } from "react";
import { useCan, useMe } from "../session/me.ts";
import { EmptyState, ErrorState } from "../shared/feedback/states.tsx";
import { formatNumber } from "../shared/format/number.ts";
import {
  nestUnits,
  type TreeUnit,
  type UnitNode,
  unitKindNames,
  unitTrail,
  useUnitTree,
} from "../shared/organization/units.ts";
import styles from "./lens.module.css";
import listStyles from "./unit-list.module.css";
import { useLens } from "./use-lens.ts";

/** Chooses which part of the chain the page is about. Whoever has one store only sees its name. */
export function UnitPicker() {
  const can = useCan();
  const { scope } = useMe();
  if (can("organization.read")) return <TreePicker />;
  return (
    <span className={styles.only}>
      <ShopOutlined /> {scope.map((unit) => unit.name).join("、")}
    </span>
  );
}

function TreePicker() {
  const { unitId, setUnitId } = useLens();
  const tree = useUnitTree({ withStores: true });
  const [open, setOpen] = useState(false);
  const units = tree.data?.items ?? [];
  const roots = nestUnits(units);
  const chosen = units.find((unit) => unit.id === unitId);
  const whole = roots.length === 1 && roots[0] ? roots[0].name : "我的全部范围";
  const name = chosen?.name ?? whole;

  if (tree.data && units.length === 1) {
    return (
      <span className={styles.only}>
        <ShopOutlined /> {name}
      </span>
    );
  }
  const choose = (id: string | null) => {
    setUnitId(id);
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
      content={
        tree.isError ? (
          <ErrorState compact error={tree.error} onRetry={() => void tree.refetch()} />
        ) : tree.isPending ? (
          <Skeleton active title={false} />
        ) : (
          <UnitPanel units={units} roots={roots} whole={whole} onChoose={choose} />
        )
      }
    >
      <Button className={styles.control} icon={<ShopOutlined />} aria-label={`数据范围：${name}`}>
        <strong>{tree.isPending ? "…" : name}</strong>
        <DownOutlined className={styles.caret} />
      </Button>
    </Popover>
  );
}

interface UnitPanelProps {
  readonly units: readonly TreeUnit[];
  readonly roots: readonly UnitNode[];
  readonly whole: string;
  readonly onChoose: (unitId: string | null) => void;
}

const shownAtMost = 60;

function UnitPanel({ units, roots, whole, onChoose }: UnitPanelProps) {
  // A single root is what "everything" means already: start with what is below it.
  const start = roots.length === 1 && roots[0] ? roots[0].children : roots;
  const [path, setPath] = useState<readonly UnitNode[]>([]);
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const parent = path.at(-1) ?? null;
  const found: readonly TreeUnit[] = search
    ? units.filter((unit) => unit.name.includes(search) || unit.code.toLowerCase().includes(search.toLowerCase()))
    : (parent?.children ?? start);

  return (
    <div className={styles.unitPanel}>
      <Input.Search
        allowClear
        autoFocus
        placeholder="搜索区域或门店的名称、编号"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {!search && (
        <div className={listStyles.crumbs}>
          <button type="button" onClick={() => setPath([])}>
            {whole}
          </button>
          {path.map((unit, index) => (
            <button key={unit.id} type="button" onClick={() => setPath(path.slice(0, index + 1))}>
              <RightOutlined /> {unit.name}
            </button>
          ))}
        </div>
      )}
      <div className={styles.tree}>
        {!search && (
          <button type="button" className={listStyles.choice} onClick={() => onChoose(parent?.id ?? null)}>
            <span>看「{parent?.name ?? whole}」全部</span>
          </button>
        )}
        {found.length === 0 && (
          <EmptyState compact title={search ? `没有找到「${search}」` : "下面还没有门店"}>
            {search && "试试门店名称里的几个字，或门店编号。"}
          </EmptyState>
        )}
        {found.slice(0, shownAtMost).map((unit) => (
          <div key={unit.id} className={listStyles.row}>
            <button type="button" className={listStyles.choice} onClick={() => onChoose(unit.id)}>
              <span>{unit.name}</span>
              <small>
                {unit.kind === "store"
                  ? search
                    ? trailOf(units, unit)
                    : unit.code
                  : `${formatNumber(unit.storeCount)} 家门店`}
              </small>
            </button>
            {!search && unit.kind !== "store" && (
              <Button
                type="text"
                size="small"
                aria-label={`展开${unitKindNames[unit.kind]}${unit.name}`}
                icon={<RightOutlined />}
                onClick={() => setPath([...path, unit as UnitNode])}
              />
            )}
          </div>
        ))}
        {found.length > shownAtMost && (
          <div className={listStyles.more}>还有 {found.length - shownAtMost} 个，请输入名称查找</div>
        )}
      </div>
    </div>
  );
}

function trailOf(units: readonly TreeUnit[], unit: TreeUnit): string {
  return unitTrail(units, unit.parentId ?? "")
    .split(" / ")
    .slice(-2)
    .join(" / ");
}
