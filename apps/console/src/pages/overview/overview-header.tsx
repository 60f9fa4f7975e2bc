import { periodLabel } from "../../lens/period.ts";
import { useLens } from "../../lens/use-lens.ts";
import { shopToday } from "../../shared/format/date.ts";
import { useUnitTree } from "../../shared/organization/units.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";

interface OverviewHeaderProps {
  /** The period of the comparison, both days included. */
  readonly compared: { readonly from: string; readonly to: string } | null;
}

/** Says what is being looked at, and leads one level up. */
export function OverviewHeader({ compared }: OverviewHeaderProps) {
  const { unitId, period } = useLens();
  const { data: tree } = useUnitTree({ withStores: true });
  const units = tree?.items ?? [];
  const unit = units.find((each) => each.id === unitId);
  const parent = unit && units.find((each) => each.id === unit.parentId);
  const isTop = parent?.parentId === null && units.filter((each) => each.parentId === null).length === 1;
  const today = shopToday();
  return (
    <PageHeader
      back={unit && { to: `/overview?unit=${parent && !isTop ? parent.id : ""}`, label: parent?.name ?? "全部" }}
      title={unit ? `${unit.name} · 经营总览` : "经营总览"}
      description={`${periodLabel(period, today)}${compared ? `，对比 ${periodLabel(compared, today)}` : ""}`}
    />
  );
}
