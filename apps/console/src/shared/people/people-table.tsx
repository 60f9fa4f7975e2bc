import type { ReactNode } from "react";
import { Link } from "react-router";
import { EmptyState } from "../feedback/states.tsx";
import type { Column } from "../table/column.ts";
import { DataTable } from "../table/data-table.tsx";
import type { CursorList } from "../table/use-cursor-list.ts";

/** A member as every list of insight shows people: masked. */
export interface Person {
  readonly memberNo: number;
  readonly name: string | null;
  readonly phone: string | null;
  readonly storeNo: number | null;
  readonly storeName: string | null;
}

interface PeopleTableProps<Row extends Person> {
  readonly id: string;
  readonly label: string;
  readonly list: CursorList<Row>;
  /** What this list knows beyond who they are. */
  readonly columns: readonly Column<Row>[];
  readonly toolbar?: ReactNode;
}

/** The people behind a figure, each a way to their page. */
export function PeopleTable<Row extends Person>({ id, label, list, columns, toolbar }: PeopleTableProps<Row>) {
  const who: Column<Row>[] = [
    {
      key: "name",
      title: "客户",
      fixed: true,
      card: "title",
      render: (row) => <Link to={`/members/${row.memberNo}`}>{row.name ?? `客户 ${row.memberNo}`}</Link>,
    },
    { key: "phone", title: "手机号", card: "extra", render: (row) => row.phone ?? "—" },
    { key: "store", title: "所属门店", render: (row) => row.storeName ?? "—" },
  ];
  return (
    <DataTable
      id={id}
      label={label}
      list={list}
      columns={[...who, ...columns]}
      rowKey={(row) => row.memberNo}
      toolbar={toolbar}
      empty={<EmptyState title="没有符合的客户">换一段时间或扩大数据范围再看看。</EmptyState>}
    />
  );
}
