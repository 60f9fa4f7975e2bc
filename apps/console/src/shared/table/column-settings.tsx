import { SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { useState } from "react";
import type { Column } from "./column.ts";
import styles from "./data-table.module.css";

function read(tableId: string): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(`feilun.columns.${tableId}`) ?? "{}") as Record<string, boolean>;
  } catch {
    return {};
  }
}

/** Which columns this person sees in this table; remembered in the browser. */
export function useColumnSettings<Row>(tableId: string, columns: readonly Column<Row>[]) {
  const [chosen, setChosen] = useState(() => read(tableId));
  const isShown = (column: Column<Row>) => column.fixed || (chosen[column.key] ?? !column.optional);
  const toggle = (key: string, shown: boolean) => {
    const next = { ...chosen, [key]: shown };
    setChosen(next);
    localStorage.setItem(`feilun.columns.${tableId}`, JSON.stringify(next));
  };
  return { shown: columns.filter(isShown), isShown, toggle };
}

interface ColumnSettingsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly isShown: (column: Column<Row>) => boolean;
  readonly toggle: (key: string, shown: boolean) => void;
}

export function ColumnSettings<Row>({ columns, isShown, toggle }: ColumnSettingsProps<Row>) {
  const list = (
    <div className={styles.settings}>
      {columns.map((column) => (
        <Checkbox
          key={column.key}
          checked={isShown(column)}
          disabled={column.fixed}
          onChange={(event) => toggle(column.key, event.target.checked)}
        >
          {column.title}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title="显示哪些列" content={list}>
      <Button icon={<SettingOutlined />} aria-label="设置显示的列" />
    </Popover>
  );
}
