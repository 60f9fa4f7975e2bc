import { LeftOutlined, PlusOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, DatePicker, Skeleton, Space } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { dayAfter, dayBefore } from "../../lens/period.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { BookingForm } from "./booking-form.tsx";
import { readVisits, type Services, servicesKey } from "./service-api.ts";
import styles from "./services.module.css";
import { VisitLine } from "./visit-line.tsx";

/** A day's book: who comes when, who waits, and the next step of each. */
export function BookTab({ services }: { services: Services }) {
  const today = shopToday();
  const [params] = useSearchParams();
  const [day, setDay] = useState(params.get("day") === "tomorrow" ? dayAfter(today) : today);
  const [storeNo, setStoreNo] = useState<string>();
  const [mine, setMine] = useState(params.get("mine") === "1");
  const [adding, setAdding] = useState<"booking" | "walk_in" | null>(null);
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...servicesKey, "book", day, storeNo, mine],
    queryFn: ({ signal }) => readVisits({ view: "day", day, storeNo, mine }, signal),
    refetchInterval: 30_000,
  });
  const hasServices = services.items.length > 0;
  const waiting = data?.items.filter(({ state }) => state === "arrived").length ?? 0;
  const late = data?.items.filter(({ isLate }) => isLate).length ?? 0;
  const hint = data && [
    `${data.items.length} 次`,
    waiting > 0 && `${waiting} 位在等`,
    late > 0 && `${late} 位过时未到`,
  ];
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Panel
      flush
      title="预约与接待"
      hint={hint ? hint.filter(Boolean).join(" · ") : undefined}
      extra={
        hasServices && (
          <Space wrap>
            <Button onClick={() => setAdding("walk_in")}>到店登记</Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding("booking")}>
              代客预约
            </Button>
          </Space>
        )
      }
    >
      <div className={styles.bar}>
        <Space.Compact>
          <Button aria-label="前一天" icon={<LeftOutlined />} onClick={() => setDay(dayBefore(day))} />
          <DatePicker
            aria-label="日期"
            allowClear={false}
            value={dayjs(day)}
            format={(value) => (value.format("YYYY-MM-DD") === today ? "今天" : value.format("M月D日 dddd"))}
            onChange={(value) => value && setDay(value.format("YYYY-MM-DD"))}
          />
          <Button aria-label="后一天" icon={<RightOutlined />} onClick={() => setDay(dayAfter(day))} />
        </Space.Compact>
        <StoreFilter value={storeNo} onChange={setStoreNo} />
        <Checkbox checked={mine} onChange={(event) => setMine(event.target.checked)}>
          只看我的
        </Checkbox>
      </div>
      {data?.more && <Alert type="info" showIcon title="预约较多，只显示前 200 次；请选择一家门店" />}
      {!data ? (
        <Skeleton active paragraph={{ rows: 5 }} />
      ) : data.items.length === 0 ? (
        <EmptyState compact title={hasServices ? "这一天还没有预约" : "还没有服务"}>
          {hasServices
            ? "客户扫门店的服务码自己预约，也可以由导购代客预约；没预约直接来的，点「到店登记」。"
            : "先在「服务目录」里新建一项，例如验光、清洗保养，再把服务码摆到门店。"}
        </EmptyState>
      ) : (
        <ul className={styles.lines}>
          {data.items.map((visit) => (
            <VisitLine key={visit.id} visit={visit} />
          ))}
        </ul>
      )}
      {adding && <BookingForm kind={adding} services={services} storeNo={storeNo} onClose={() => setAdding(null)} />}
    </Panel>
  );
}
