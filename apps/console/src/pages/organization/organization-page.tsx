import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Drawer, Input, Tree } from "antd";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import {
  nestUnits,
  type TreeUnit,
  type UnitNode,
  unitKindNames,
  useUnitTree,
} from "../../shared/organization/units.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import styles from "./organization-page.module.css";
import { UnitForm } from "./unit-form.tsx";
import { UnitPanel } from "./unit-panel.tsx";

interface TreeItem {
  key: string;
  title: React.ReactNode;
  children: TreeItem[];
}

function TreeTitle({ unit, hit }: { unit: UnitNode; hit: boolean }) {
  return (
    <span className={styles.node} data-closed={unit.closed || undefined}>
      <span className={hit ? styles.hit : undefined}>{unit.name}</span>
      <span className={styles.meta}>
        {(unit.kind === "dealer" || unit.kind === "tenant") && `${unitKindNames[unit.kind]} · `}
        {unit.closed ? "已关闭" : `${formatExact(unit.storeCount)} 店`}
      </span>
    </span>
  );
}

/** Every unit on the way to a hit. */
function keysAbove(units: readonly TreeUnit[], hits: ReadonlySet<string>): string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const keys = new Set<string>();
  for (const id of hits) {
    for (let at = byId.get(id)?.parentId ?? null; at !== null; at = byId.get(at)?.parentId ?? null) keys.add(at);
  }
  return [...keys];
}

export function Component() {
  const can = useCan();
  const isPhone = useIsPhone();
  const [params, setParams] = useSearchParams();
  const [withClosed, setWithClosed] = useState(false);
  const [typed, setTyped] = useState("");
  const [opened, setOpened] = useState<readonly string[] | null>(null);
  const [addBelow, setAddBelow] = useState<string | null>(null);
  const tree = useUnitTree({ withClosed });

  const units = useMemo(() => tree.data?.items ?? [], [tree.data]);
  const search = typed.trim().toLowerCase();
  const hits = useMemo(
    () =>
      new Set(
        search === ""
          ? []
          : units.filter((unit) => `${unit.name} ${unit.code}`.toLowerCase().includes(search)).map((unit) => unit.id),
      ),
    [units, search],
  );
  const roots = useMemo(() => nestUnits(units), [units]);
  const selected = params.get("unit") ?? (isPhone ? null : (roots[0]?.id ?? null));
  const select = (id: string | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (id === null) next.delete("unit");
      else next.set("unit", id);
      return next;
    });

  if (tree.isPending) return <PageSkeleton />;
  if (tree.isError) return <ErrorState error={tree.error} onRetry={() => void tree.refetch()} />;

  const toItem = (unit: UnitNode): TreeItem => ({
    key: unit.id,
    title: <TreeTitle unit={unit} hit={hits.has(unit.id)} />,
    children: unit.children.map(toItem),
  });
  const expanded = search ? keysAbove(units, hits) : (opened ?? roots.map((unit) => unit.id));
  const panel = selected && <UnitPanel unitId={selected} onSelect={select} onAddBelow={() => setAddBelow(selected)} />;

  return (
    <>
      <PageHeader
        title="组织架构"
        description="总部、区域、经销商和门店怎么归属，决定了每个人能看到哪些数据。"
        actions={
          can("organization.write") && (
            <Button
              type="primary"
              icon={<PlusOutlined />}
              onClick={() => setAddBelow(selected ?? roots[0]?.id ?? null)}
            >
              新建区域或经销商
            </Button>
          )
        }
      />
      <div className={styles.columns}>
        <Panel title="组织树">
          <div className={styles.tools}>
            <Input
              allowClear
              aria-label="在组织树里查找"
              placeholder="名称或编码"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Checkbox
              className={styles.switch}
              checked={withClosed}
              onChange={(event) => setWithClosed(event.target.checked)}
            >
              含已关闭
            </Checkbox>
          </div>
          {search && hits.size === 0 && (
            <p className={styles.meta}>没有名称或编码含「{typed.trim()}」的区域或经销商。</p>
          )}
          <Tree<TreeItem>
            blockNode
            treeData={roots.map(toItem)}
            selectedKeys={selected ? [selected] : []}
            expandedKeys={[...expanded]}
            onExpand={(keys) => setOpened(keys.map(String))}
            onSelect={(keys) => keys[0] && select(String(keys[0]))}
          />
        </Panel>
        {!isPhone && panel}
      </div>
      {isPhone && (
        <Drawer open={selected !== null} onClose={() => select(null)} size="100%" title="组织单元">
          {panel}
        </Drawer>
      )}
      {addBelow && (
        <UnitForm
          mode={{ kind: "create", parentId: addBelow }}
          onClose={() => setAddBelow(null)}
          onDone={(unit) => {
            setAddBelow(null);
            select(unit.id);
          }}
        />
      )}
    </>
  );
}
