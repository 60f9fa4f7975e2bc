import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { formatExact, formatMoney, formatRatio } from "../../shared/format/number.ts";
import styles from "./mini-programs.module.css";

interface Figures {
  readonly visits: number;
  readonly users: number;
  readonly firstUsers: number;
  readonly newMembers: number;
  readonly orders: number;
  readonly amountFen: number;
}

interface FiguresTableProps<Row extends Figures> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly name: (row: Row) => ReactNode;
  readonly orderHours: number;
  /** Further columns before the figures. */
  readonly more?: readonly {
    readonly key: string;
    readonly title: ReactNode;
    readonly render: (row: Row) => ReactNode;
  }[];
}

/** Openings, people and orders side by side, with what each figure means. */
export function FiguresTable<Row extends Figures>({
  label,
  rows,
  rowKey,
  name,
  orderHours,
  more = [],
}: FiguresTableProps<Row>) {
  const titles = [
    { title: "访问", hint: "打开小程序的次数" },
    { title: "访客", hint: "打开过的不同客户" },
    { title: "首次访客", hint: "第一次打开这个小程序的客户" },
    { title: "新认识", hint: "此前在任何地方都没有记录的客户" },
    { title: "订单", hint: `访问后 ${orderHours} 小时内的小程序订单；每单只算给之前最近一次访问` },
    { title: "下单率", hint: "订单 ÷ 访问" },
    { title: "金额", hint: "这些订单的实付，没有减退款" },
  ];
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            {more.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
            {titles.map(({ title, hint }) => (
              <th key={title} scope="col">
                <Tooltip title={hint}>{title}</Tooltip>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row">{name(row)}</th>
              {more.map((column) => (
                <td key={column.key}>{column.render(row)}</td>
              ))}
              <td>{formatExact(row.visits)}</td>
              <td>{formatExact(row.users)}</td>
              <td>{formatExact(row.firstUsers)}</td>
              <td>{formatExact(row.newMembers)}</td>
              <td>{formatExact(row.orders)}</td>
              <td>{formatRatio(row.visits === 0 ? null : row.orders / row.visits)}</td>
              <td>{formatMoney(row.amountFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
