import { TreeSelect } from "antd";
import { useMemo } from "react";
import { nestUnits, type TreeUnit, type UnitKind, type UnitNode, useUnitTree } from "./units.ts";

interface UnitSelectProps {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (unitId: string | null, unit: TreeUnit | null) => void;
  /** Which kinds may be chosen; the others are shown to find the way. */
  readonly kinds?: readonly UnitKind[];
  /** Units that may not be chosen, with all below them. */
  readonly exclude?: (unit: TreeUnit) => boolean;
  readonly placeholder?: string;
  readonly allowClear?: boolean;
  readonly style?: React.CSSProperties;
}

interface Option {
  value: string;
  title: string;
  search: string;
  disabled: boolean;
  children?: Option[];
}

/** Chooses a unit of the organisation by clicking down the tree or by typing its name or code. */
export function UnitSelect({
  id,
  value,
  onChange,
  kinds,
  exclude,
  placeholder = "选择区域或门店",
  allowClear,
  style,
}: UnitSelectProps) {
  const withStores = kinds === undefined || kinds.includes("store");
  const { data, isPending } = useUnitTree({ withStores });
  const options = useMemo(() => {
    const toOption = (unit: UnitNode): Option => {
      const isOut = exclude?.(unit) ?? false;
      return {
        value: unit.id,
        title: unit.name,
        search: `${unit.name} ${unit.code}`,
        disabled: isOut || (kinds !== undefined && !kinds.includes(unit.kind)),
        children: isOut ? [] : unit.children.map(toOption),
      };
    };
    return nestUnits(data?.items ?? []).map(toOption);
  }, [data, kinds, exclude]);

  return (
    <TreeSelect
      id={id}
      style={style}
      value={value ?? undefined}
      treeData={options}
      loading={isPending}
      showSearch
      treeNodeFilterProp="search"
      treeDefaultExpandedKeys={options.map((option) => option.value)}
      placeholder={placeholder}
      allowClear={allowClear}
      onChange={(next: string | undefined) =>
        onChange?.(next ?? null, data?.items.find((unit) => unit.id === next) ?? null)
      }
    />
  );
}
