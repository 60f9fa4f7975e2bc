import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, InputNumber, Select, Skeleton, Space, Switch } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import {
  changeStoreService,
  readStoreServices,
  type StoreService,
  type StoreServices,
  servicesKey,
} from "./service-api.ts";
import styles from "./services.module.css";

function Line({ service, store }: { service: StoreService; store: StoreServices }) {
  const [seats, setSeats] = useState(service.seats);
  const [staffIds, setStaffIds] = useState(service.staffIds);
  const save = useAction<boolean, unknown>({
    run: (offered) => changeStoreService(service.serviceId, store.storeNo, { offered, seats, staffIds }),
    done: "已保存，新的预约按这个来",
    refresh: [servicesKey],
  });
  const isChanged = seats !== service.seats || staffIds.join() !== service.staffIds.join();
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {service.name} <span className={styles.quiet}>{service.minutes} 分钟</span>
        </div>
        {service.offered && (
          <Space wrap style={{ marginTop: 8 }}>
            <Select
              mode="multiple"
              aria-label={`${service.name}谁来做`}
              style={{ minWidth: 200 }}
              placeholder="本店同事都会做"
              value={staffIds}
              onChange={setStaffIds}
              options={store.staff.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <InputNumber
              aria-label={`${service.name}同时服务几位`}
              min={1}
              max={200}
              placeholder="不限"
              prefix="同时"
              suffix="位"
              value={seats}
              onChange={setSeats}
            />
            {isChanged && (
              <Button type="primary" size="small" loading={save.isPending} onClick={() => save.mutate(true)}>
                保存
              </Button>
            )}
          </Space>
        )}
      </div>
      <Switch
        aria-label={`本店提供${service.name}`}
        checked={service.offered}
        checkedChildren="提供"
        unCheckedChildren="不提供"
        loading={save.isPending}
        onChange={(offered) => save.mutate(offered)}
      />
    </li>
  );
}

/** What one store does differently: offered or not, by whom, for how many at once. */
export function StoreServicesDrawer({ onClose }: { onClose: () => void }) {
  const stores = (useUnitTree({ withStores: true }).data?.items ?? []).filter((unit) => unit.kind === "store");
  const only = stores.length === 1 && stores[0] ? String(stores[0].no) : undefined;
  const [chosen, setChosen] = useState<string>();
  const storeNo = chosen ?? only;
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...servicesKey, "store", storeNo],
    queryFn: ({ signal }) => readStoreServices(Number(storeNo), signal),
    enabled: storeNo !== undefined,
  });
  return (
    <Drawer open title="门店设置" size={520} onClose={onClose}>
      <div className={styles.stack}>
        <StoreFilter value={storeNo} onChange={setChosen} />
        {storeNo === undefined ? (
          <EmptyState compact title="先选一家门店">
            这里设置它提供哪些服务、谁会做、能同时服务几位；客户只能约到有人、有位子的时间。
          </EmptyState>
        ) : isError ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton active />
        ) : data.items.length === 0 ? (
          <EmptyState compact title="没有适用于这家门店的服务" />
        ) : (
          <ul className={styles.lines}>
            {data.items.map((service) => (
              <Line key={`${storeNo} ${service.serviceId}`} service={service} store={data} />
            ))}
          </ul>
        )}
      </div>
    </Drawer>
  );
}
