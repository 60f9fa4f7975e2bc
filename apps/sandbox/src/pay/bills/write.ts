/** A bill: its columns, its rows, its columns of sums and the one row of them. Cells are text; money is in yuan. */
export interface Bill {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly sumColumns: readonly string[];
  readonly sums: readonly string[];
}

/**
 * A bill as the platform writes it: every cell of a row after a backtick, so that no table program rewrites it (wechat-api.md §4.7);
 * lines as in the files that wechatpay-go's tests keep; commas and line ends of the merchant's own texts escaped.
 */
export function writeBill({ columns, rows, sumColumns, sums }: Bill): string {
  const marked = (cells: readonly string[]) =>
    cells.map((cell) => `\`${cell.replaceAll(",", "\\ ").replaceAll("\n", "\\n")}`).join(",");
  return [columns.join(","), ...rows.map(marked), sumColumns.join(","), marked(sums), ""].join("\n");
}

/** Fen as yuan with two digits. */
export const yuan = (fen: number) => (fen / 100).toFixed(2);
/** Fen as yuan with five digits, as fees are written. */
export const fineYuan = (fen: number) => (fen / 100).toFixed(5);
export const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
