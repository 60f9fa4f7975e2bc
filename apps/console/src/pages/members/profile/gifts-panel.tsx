import { type AnswerOf, answer } from "@feilun/api-client";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../../../api/client.ts";
import { EmptyState } from "../../../shared/feedback/states.tsx";
import { DateTime, Money } from "../../../shared/format/values.tsx";
import { Panel } from "../../../shared/page/panel.tsx";
import type { Column } from "../../../shared/table/column.ts";
import { DataTable } from "../../../shared/table/data-table.tsx";
import { useCursorList } from "../../../shared/table/use-cursor-list.ts";
import { OrderDrawer } from "../../orders/order-drawer.tsx";

type Direction = "sent" | "received";
type Gift = AnswerOf<"/api/v1/members/{memberNo}/gifts">["items"][number];

const words = {
  sent: { title: "送出的礼物", other: "收礼人", empty: "没有送过礼" },
  received: { title: "收到的礼物", other: "送礼人", empty: "没有收到过礼物" },
} as const;

function columnsOf(direction: Direction): readonly Column<Gift>[] {
  return [
    { key: "code", title: "订单号", card: "title", fixed: true, render: (gift) => gift.orderCode },
    {
      key: "other",
      title: words[direction].other,
      render: (gift) =>
        gift.otherNo === null ? (
          <span style={{ color: "var(--fl-ink-third)" }}>不知道是谁</span>
        ) : (
          <Link to={`/members/${gift.otherNo}`}>{gift.otherName ?? `客户 ${gift.otherNo}`}</Link>
        ),
    },
    {
      key: "amount",
      title: "实付",
      align: "right",
      card: "extra",
      render: (gift) => <Money fen={gift.amountFen} exact />,
    },
    { key: "store", title: "门店", render: (gift) => gift.storeName ?? "—" },
    { key: "given", title: "付款时间", render: (gift) => <DateTime value={gift.givenAt} /> },
  ];
}

function GiftList({ memberNo, direction }: { memberNo: number; direction: Direction }) {
  const [opened, setOpened] = useState<number | null>(null);
  const list = useCursorList<Gift>({
    queryKey: ["gifts", memberNo, direction],
    fetchPage: (cursor, signal) =>
      answer(
        api.GET("/api/v1/members/{memberNo}/gifts", {
          signal,
          params: { path: { memberNo }, query: { direction, cursor } },
        }),
      ),
  });
  return (
    <Panel title={words[direction].title} flush>
      <DataTable
        id={`member-gifts-${direction}`}
        label={words[direction].title}
        columns={columnsOf(direction)}
        list={list}
        rowKey={(gift) => gift.orderId}
        onRowClick={(gift) => setOpened(gift.orderId)}
        empty={
          <EmptyState compact title={words[direction].empty}>
            导入订单时对应「是否礼物」「收礼人手机」等列，送礼人和收礼人就都会记下来。
          </EmptyState>
        }
      />
      <OrderDrawer id={opened} onClose={() => setOpened(null)} />
    </Panel>
  );
}

/** Both sides of gift orders: what somebody gave, and what they were given. */
export function GiftsPanel({ memberNo }: { memberNo: number }) {
  return (
    <>
      <GiftList memberNo={memberNo} direction="sent" />
      <GiftList memberNo={memberNo} direction="received" />
    </>
  );
}
