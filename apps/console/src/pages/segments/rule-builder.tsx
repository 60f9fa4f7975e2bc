import { CloseOutlined, HolderOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented, Switch, Tooltip } from "antd";
import { type DragEvent, useState } from "react";
import { formatExact, formatNumber } from "../../shared/format/number.ts";
import {
  blankLeaf,
  type Condition,
  changeItem,
  type Group,
  type Item,
  type LeafKind,
  leafNames,
  leafNotes,
  missingIn,
  moveItem,
  newCondition,
  newGroup,
} from "./draft.ts";
import { LeafFields } from "./leaf-fields.tsx";
import type { Catalogue } from "./segment-api.ts";
import styles from "./segments.module.css";

interface RuleBuilderProps {
  readonly catalogue: Catalogue;
  readonly draft: Group;
  readonly onChange: (draft: Group) => void;
  /** Members that each item holds for by itself, by its key. */
  readonly counts: ReadonlyMap<string, number>;
  readonly without?: string | undefined;
}

interface Place {
  readonly group: string;
  readonly before: string | null;
}

interface ItemProps extends Omit<RuleBuilderProps, "draft" | "onChange"> {
  readonly change: (key: string, next: (item: Item) => Item | null) => void;
  readonly drag: {
    readonly key: string | null;
    readonly start: (key: string) => void;
    readonly drop: (place: Place) => void;
    readonly end: () => void;
  };
}

const kinds = Object.keys(leafNames) as LeafKind[];

function AddButton({ onAdd, nested }: { onAdd: (item: Item) => void; nested: boolean }) {
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          ...kinds.map((kind) => ({
            key: kind,
            label: (
              <span className={styles.choice}>
                {leafNames[kind]}
                <small>{leafNotes[kind]}</small>
              </span>
            ),
            onClick: () => onAdd(newCondition(blankLeaf(kind))),
          })),
          { type: "divider" as const },
          {
            key: "group",
            label: (
              <span className={styles.choice}>
                条件组
                <small>一组条件当作一个，例如“满足任一”</small>
              </span>
            ),
            onClick: () => onAdd(newGroup([], "any")),
          },
        ],
      }}
    >
      <Button type="dashed" size={nested ? "small" : "middle"} icon={<PlusOutlined />}>
        添加条件
      </Button>
    </Dropdown>
  );
}

function Holder({ item, drag }: { item: Item; drag: ItemProps["drag"] }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a handle for the mouse; without it conditions keep their place
    <span
      className={styles.holder}
      draggable
      title="拖动调整位置"
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", item.key);
        drag.start(item.key);
      }}
      onDragEnd={drag.end}
    >
      <HolderOutlined />
    </span>
  );
}

function Tools({ item, counts, change }: { item: Item } & Pick<ItemProps, "counts" | "change">) {
  const count = counts.get(item.key);
  return (
    <span className={styles.tools}>
      {count !== undefined && (
        <Tooltip title={`单独满足这一项的有 ${formatExact(count)} 人`}>
          <span className={styles.count}>{formatNumber(count)} 人</span>
        </Tooltip>
      )}
      <Switch
        size="small"
        aria-label="排除"
        checkedChildren="排除"
        unCheckedChildren="排除"
        checked={item.negated}
        onChange={(negated) => change(item.key, (each) => ({ ...each, negated }))}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label="删除条件"
        onClick={() => change(item.key, () => null)}
      />
    </span>
  );
}

/** Lets an item be dropped before this one. */
function dropBefore(drag: ItemProps["drag"], place: Place) {
  return {
    onDragOver: (event: DragEvent) => {
      if (drag.key === null) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      drag.drop(place);
    },
  };
}

function ConditionRow({ item, ...props }: ItemProps & { readonly item: Condition }) {
  const missing = missingIn(item.leaf);
  return (
    <div className={item.negated ? `${styles.condition} ${styles.negated}` : styles.condition}>
      <Holder item={item} drag={props.drag} />
      <span className={styles.kind}>{leafNames[item.leaf.kind]}</span>
      <div className={styles.fields}>
        <LeafFields
          catalogue={props.catalogue}
          leaf={item.leaf}
          without={props.without}
          onChange={(leaf) => props.change(item.key, (each) => ({ ...each, leaf }) as Item)}
        />
        {missing && <span className={styles.missing}>{missing}</span>}
      </div>
      <Tools item={item} {...props} />
    </div>
  );
}

function GroupBox({ group, outermost = false, ...props }: ItemProps & { readonly group: Group; outermost?: boolean }) {
  const add = (item: Item) =>
    props.change(group.key, (each) => ({ ...each, items: [...(each as Group).items, item] }) as Item);
  return (
    <div
      className={[styles.group, outermost ? styles.outermost : "", group.negated ? styles.negated : ""].join(" ")}
      data-match={group.match}
    >
      <div className={styles.groupHead}>
        {!outermost && <Holder item={group} drag={props.drag} />}
        <Segmented
          size="small"
          aria-label="条件之间的关系"
          value={group.match}
          options={[
            { value: "all", label: "满足全部" },
            { value: "any", label: "满足任一" },
          ]}
          onChange={(match) => props.change(group.key, (each) => ({ ...each, match }) as Item)}
        />
        {!outermost && <Tools item={group} {...props} />}
      </div>
      <div className={styles.items} {...dropBefore(props.drag, { group: group.key, before: null })}>
        {group.items.map((item) => (
          <div
            key={item.key}
            className={props.drag.key === item.key ? styles.dragged : undefined}
            {...dropBefore(props.drag, { group: group.key, before: item.key })}
          >
            {item.type === "group" ? <GroupBox {...props} group={item} /> : <ConditionRow {...props} item={item} />}
          </div>
        ))}
        <AddButton onAdd={add} nested={!outermost} />
      </div>
    </div>
  );
}

/** The conditions of a rule as a tree to fill in: all or any of them, each perhaps excluded, in branches within branches. */
export function RuleBuilder({ draft, onChange, ...props }: RuleBuilderProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  return (
    <GroupBox
      {...props}
      outermost
      group={draft}
      change={(key, next) => onChange(key === draft.key ? (next(draft) as Group) : changeItem(draft, key, next))}
      drag={{
        key: dragged,
        start: setDragged,
        end: () => setDragged(null),
        drop: (place) => {
          if (dragged !== null) onChange(moveItem(draft, dragged, place));
          setDragged(null);
        },
      }}
    />
  );
}
