import { Button, Skeleton, Table } from "antd";
import type { ReactNode } from "react";
import { EmptyState, ErrorState } from "../feedback/states.tsx";
import { useIsPhone } from "../page/use-is-phone.ts";
import { CardList } from "./card-list.tsx";
import type { Column } from "./column.ts";
import { ColumnSettings, useColumnSettings } from "./column-settings.tsx";
import styles from "./data-table.module.css";
import { rowPress } from "./press.ts";
import type { CursorList } from "./use-cursor-list.ts";

interface DataTableProps<Row> {
  /** Stable name, under which column settings are remembered. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly list: CursorList<Row>;
  readonly rowKey: (row: Row) => string | number;
  /** What an empty list says; different when filters are set. */
  readonly empty: ReactNode;
  readonly onRowClick?: (row: Row) => void;
  readonly selection?: {
    readonly selected: readonly (string | number)[];
    readonly onChange: (keys: readonly (string | number)[]) => void;
  };
  /** Left end of the bar above the table. */
  readonly toolbar?: ReactNode;
  /** Distance of the sticky head from the top of the window. */
  readonly stickyOffset?: number;
}

/** A list of any length: sticky head, chosen columns, "load more", and cards instead of columns on a phone. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { id, label, columns, list, rowKey, empty, onRowClick, selection, toolbar, stickyOffset = 60 } = props;
  const isPhone = useIsPhone();
  const settings = useColumnSettings(id, columns);

  if (list.isLoading) {
    return (
      <div className={styles.skeleton}>
        <Skeleton active title={false} paragraph={{ rows: 8, width: "100%" }} />
      </div>
    );
  }
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />;

  const bar = (toolbar || !isPhone) && (
    <div className={toolbar ? styles.toolbar : `${styles.toolbar} ${styles.settingsOnly}`}>
      {toolbar}
      {!isPhone && (
        <div className={styles.toolbarEnd}>
          <ColumnSettings columns={columns} isShown={settings.isShown} toggle={settings.toggle} />
        </div>
      )}
    </div>
  );
  const body = isPhone ? (
    <CardList label={label} columns={settings.shown} rows={list.rows} rowKey={rowKey} onRowClick={onRowClick} />
  ) : (
    <Table<Row>
      aria-label={label}
      className={onRowClick ? styles.clickable : undefined}
      rowKey={rowKey}
      dataSource={[...list.rows]}
      pagination={false}
      sticky={{ offsetHeader: stickyOffset }}
      scroll={{ x: "max-content" }}
      columns={settings.shown.map((column) => ({
        key: column.key,
        title: column.title,
        width: column.width,
        align: column.align,
        render: (_: unknown, row: Row) => column.render(row),
      }))}
      rowSelection={
        selection && {
          selectedRowKeys: [...selection.selected],
          onChange: (keys) => selection.onChange(keys as (string | number)[]),
        }
      }
      onRow={(row) => ({ onClick: rowPress(onRowClick, row) })}
    />
  );

  return (
    <div className={list.isStale ? styles.stale : undefined} aria-busy={list.isStale}>
      {bar}
      {list.rows.length === 0 ? (empty ?? <EmptyState title="还没有内容" />) : body}
      {list.rows.length > 0 && (
        <div className={styles.more}>
          {list.error ? (
            <ErrorState compact error={list.error} onRetry={list.loadMore} />
          ) : list.hasMore ? (
            <Button onClick={list.loadMore} loading={list.isLoadingMore}>
              再看一些
            </Button>
          ) : (
            <span>共 {list.rows.length} 条，已全部显示</span>
          )}
        </div>
      )}
    </div>
  );
}
