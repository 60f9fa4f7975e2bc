import type { Column } from "./column.ts";
import styles from "./data-table.module.css";
import { rowPress } from "./press.ts";

interface CardListProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly onRowClick?: (row: Row) => void;
}

/** The rows of a table as cards, for narrow screens. */
export function CardList<Row>({ label, columns, rows, rowKey, onRowClick }: CardListProps<Row>) {
  const at = (place: NonNullable<Column<Row>["card"]>) => columns.filter((column) => (column.card ?? "line") === place);
  const [titles, extras, lines, feet] = [at("title"), at("extra"), at("line"), at("foot")];
  return (
    <ul className={styles.cards} aria-label={label}>
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the card's title holds the link; the surface is a larger target only
        <li key={rowKey(row)} className={styles.card} onClick={rowPress(onRowClick, row)}>
          <div className={styles.cardHead}>
            <div>
              {titles.map((column) => (
                <span key={column.key}>{column.render(row)}</span>
              ))}
            </div>
            <div>
              {extras.map((column) => (
                <span key={column.key}>{column.render(row)}</span>
              ))}
            </div>
          </div>
          {lines.length > 0 && (
            <dl className={styles.lines}>
              {lines.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.render(row)}</dd>
                </div>
              ))}
            </dl>
          )}
          {feet.map((column) => (
            <div key={column.key} className={styles.cardFoot}>
              {column.render(row)}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
