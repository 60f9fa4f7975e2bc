import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { readSlots, servicesKey } from "./service-api.ts";
import styles from "./services.module.css";

interface SlotFieldProps {
  readonly storeNo: number | null;
  readonly serviceId: string | undefined;
  readonly day: string;
  readonly value?: string;
  readonly onChange?: (startsAt: string) => void;
}

/** The times of a day at which a service may begin, with somebody free. */
export function SlotField({ storeNo, serviceId, day, value, onChange }: SlotFieldProps) {
  const isReady = storeNo !== null && serviceId !== undefined;
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...servicesKey, "slots", storeNo, serviceId, day],
    queryFn: ({ signal }) => readSlots(storeNo ?? 0, serviceId ?? "", day, signal),
    enabled: isReady,
    staleTime: 0,
  });
  if (!isReady) return <span className={styles.quiet}>先选门店和服务</span>;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  if (!data.hoursKnown)
    return <span className={styles.quiet}>这家门店还没有填营业时间，不能预约；请在「门店」里补上。</span>;
  if (data.items.length === 0) return <span className={styles.quiet}>这一天约满了或不营业，请换一天。</span>;
  return (
    <div className={styles.times}>
      {data.items.map((slot) => (
        <Button
          key={slot.startsAt}
          type={slot.startsAt === value ? "primary" : "default"}
          aria-pressed={slot.startsAt === value}
          title={`可以服务：${slot.staff.map(({ name }) => name).join("、")}`}
          onClick={() => onChange?.(slot.startsAt)}
        >
          {slot.time}
        </Button>
      ))}
    </div>
  );
}
