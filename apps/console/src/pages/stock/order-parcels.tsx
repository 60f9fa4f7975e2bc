import { useQuery } from "@tanstack/react-query";
import { Skeleton, Tag } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { ChangeText } from "./shipments-panel.tsx";
import { fetchParcels, stateColors, stateNames } from "./stock-api.ts";
import { windowText } from "./window-text.ts";

/** The parcels of an order: who ships them, where they are, and what became of a change of the time. */
export function OrderParcels({ orderId }: { orderId: number }) {
  const parcels = useQuery({
    queryKey: ["shipments", "order", orderId],
    queryFn: ({ signal }) => fetchParcels(orderId, signal),
  });
  if (parcels.isPending) return <Skeleton active title={false} paragraph={{ rows: 1 }} />;
  if (parcels.isError) return <ErrorState compact error={parcels.error} onRetry={() => void parcels.refetch()} />;
  if (parcels.data.items.length === 0) return <p>配送系统没有报过这笔订单的包裹。</p>;
  return (
    <ul style={{ paddingInlineStart: 0, listStyle: "none" }}>
      {parcels.data.items.map((parcel) => (
        <li key={parcel.id} style={{ marginBottom: 8 }}>
          <Tag color={stateColors[parcel.state]}>{stateNames[parcel.state]}</Tag>
          {[parcel.placeName, parcel.carrier, parcel.trackingNo].filter(Boolean).join(" · ")}
          <div>{windowText(parcel.windowFrom, parcel.windowUntil)}</div>
          {parcel.change && <ChangeText change={parcel.change} />}
        </li>
      ))}
    </ul>
  );
}
