import { PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Space } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { changeService, layOutCodes, type Service, type Services, servicesKey } from "./service-api.ts";
import { ServiceForm } from "./service-form.tsx";
import styles from "./services.module.css";
import { StoreServicesDrawer } from "./store-services.tsx";

const posters = (series: string) =>
  `/api/v1/live-codes/posters?${new URLSearchParams({ series, template: "poster", format: "pdf" })}`;

function Line({ service, services, mayWrite }: { service: Service; services: Services; mayWrite: boolean }) {
  const [isEditing, setEditing] = useState(false);
  const end = useAction({
    run: () => changeService(service, { archived: true }),
    done: "已停用，已有的预约照常进行",
    refresh: [servicesKey],
  });
  const rules = [
    service.followUpDays !== null && `${service.followUpDays} 天后回访`,
    service.nextAfterMonths !== null && `${service.nextAfterMonths} 个月后再来`,
    service.fields.length > 0 && `记录 ${service.fields.map(({ label }) => label).join("、")}`,
  ].filter(Boolean);
  const places = service.places.map((code) => services.places.find((each) => each.code === code)?.label).join("、");
  const tiers = service.tiers.map((code) => services.tiers.find((each) => each.code === code)?.label).join("、");
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>{service.name}</div>
        <div className={styles.quiet}>
          {service.unitName} · {service.stores} 家门店提供 · {service.minutes} 分钟 ·{" "}
          {service.priceFen === 0 ? "免费" : formatMoneyExact(service.priceFen)} · {places}
          {tiers && ` · 限${tiers}`}
        </div>
        {rules.length > 0 && <div className={styles.quiet}>{rules.join(" · ")}</div>}
      </div>
      {mayWrite && (
        <Space wrap>
          <Button size="small" onClick={() => setEditing(true)}>
            修改
          </Button>
          <ConfirmDanger
            action="停用"
            title={`停用「${service.name}」？`}
            button={{ size: "small", type: "text" }}
            onConfirm={() => end.mutateAsync()}
          >
            客户不能再预约；已有的预约和记录保留，回访与复查照常提醒。停用后不能恢复。
          </ConfirmDanger>
        </Space>
      )}
      {isEditing && <ServiceForm service={service} services={services} onClose={() => setEditing(false)} />}
    </li>
  );
}

/** The stores' codes for appointments: made for the caller's part of the chain at once, then printed. */
function Codes({ services, mayWrite }: { services: Services; mayWrite: boolean }) {
  const { scope } = useMe();
  const { codes, storesWithoutCode, storesWithoutHours, series } = services;
  const make = useAction<void, { made: number }[]>({
    run: () => Promise.all(scope.map(({ unitId }) => layOutCodes(unitId))),
    done: (answers) => `建好了 ${answers.reduce((total, { made }) => total + made, 0)} 家门店的服务码，可以打印了`,
    refresh: [servicesKey, ["codes"]],
  });
  return (
    <Panel
      title="服务码"
      hint="一店一码，摆在收银台和服务台：客户扫码预约、签到、加导购"
      extra={
        <Space wrap>
          {mayWrite && storesWithoutCode > 0 && (
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              给 {storesWithoutCode} 家门店建码
            </Button>
          )}
          {codes > 0 && (
            <Button href={posters(series)} download="服务码.pdf">
              打印 {codes} 家的码
            </Button>
          )}
        </Space>
      }
    >
      <div className={styles.quiet}>
        {codes} 家门店有码{storesWithoutCode > 0 ? `，${storesWithoutCode} 家还没有` : ""}
      </div>
      {storesWithoutHours.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 12 }}
          title={`${storesWithoutHours.length}${storesWithoutHours.length === 20 ? " 家以上" : " 家"}门店没有营业时间，客户约不了`}
          description={
            <>
              {storesWithoutHours.slice(0, 5).map(({ storeNo, name }) => (
                <Link key={storeNo} to={`/stores/${storeNo}`} style={{ marginRight: 12 }}>
                  {name}
                </Link>
              ))}
              {storesWithoutHours.length > 5 && "等"}
            </>
          }
        />
      )}
    </Panel>
  );
}

/** What is offered, where, and how ready the stores are. */
export function CatalogueTab({ services, mayWrite }: { services: Services; mayWrite: boolean }) {
  const [isAdding, setAdding] = useState(false);
  const [isSetting, setSetting] = useState(false);
  const add = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      新建服务
    </Button>
  );
  const hasServices = services.items.length > 0;
  return (
    <div className={styles.stack}>
      <Panel
        flush
        title="服务目录"
        extra={
          hasServices && (
            <Space wrap>
              {mayWrite && <Button onClick={() => setSetting(true)}>门店设置</Button>}
              {add}
            </Space>
          )
        }
      >
        {hasServices ? (
          <ul className={styles.lines}>
            {services.items.map((service) => (
              <Line key={service.id} service={service} services={services} mayWrite={mayWrite} />
            ))}
          </ul>
        ) : (
          <EmptyState compact title="还没有服务" action={add}>
            客户为什么再来？给一个与买东西无关的理由：验光、清洗、保养。服务有记录，就有下次的由头；做完有回访，关系就留在自己手里。
          </EmptyState>
        )}
      </Panel>
      {hasServices && <Codes services={services} mayWrite={mayWrite} />}
      {isAdding && <ServiceForm service={null} services={services} onClose={() => setAdding(false)} />}
      {isSetting && <StoreServicesDrawer onClose={() => setSetting(false)} />}
    </div>
  );
}
