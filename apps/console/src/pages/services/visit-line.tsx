import { Button, Space, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { MoveForm } from "./move-form.tsx";
import { RecordDrawer } from "./record-drawer.tsx";
import {
  careFor,
  madeByNames,
  type Step,
  servicesKey,
  stateColours,
  stateNames,
  stepVisit,
  type Visit,
} from "./service-api.ts";
import styles from "./services.module.css";

const clock = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" });

/** Who comes: the customer's page when they are known. */
export function Customer({ visit }: { visit: Visit }) {
  if (visit.memberNo === null) return <>客户信息已删除</>;
  return <Link to={`/members/${visit.memberNo}`}>{visit.memberName ?? `客户 ${visit.memberNo}`}</Link>;
}

/** What comes next for a visit, the likely step first. */
function Steps({ visit, onOpen, onMove }: { visit: Visit; onOpen: () => void; onMove: () => void }) {
  const step = useAction<Step, Visit>({
    run: (state) => stepVisit(visit, state),
    done: ({ state }) => `已改为「${stateNames[state]}」`,
    refresh: [servicesKey, ["to-dos"]],
  });
  const remind = useAction<void, Visit>({
    run: () => careFor(visit, "reminded"),
    done: "已记下提醒过客户",
    refresh: [servicesKey, ["to-dos"]],
  });
  const button = (state: Step, label: string, isMain = false) => (
    <Button
      size="small"
      type={isMain ? "primary" : "default"}
      ghost={isMain}
      disabled={step.isPending}
      onClick={() => step.mutate(state)}
    >
      {label}
    </Button>
  );
  const { state } = visit;
  return (
    <Space wrap>
      {state === "booked" && (
        <>
          {button("arrived", "到店了", true)}
          {visit.isLate
            ? button("no_show", "没来")
            : visit.remindedAt === null && (
                <Button size="small" disabled={remind.isPending} onClick={() => remind.mutate()}>
                  提醒过了
                </Button>
              )}
        </>
      )}
      {state === "arrived" && button("serving", "开始服务", true)}
      {state === "no_show" && button("arrived", "来晚了，到店")}
      {state === "serving" && (
        <Button size="small" type="primary" ghost onClick={onOpen}>
          完成并记录
        </Button>
      )}
      {state !== "cancelled" && state !== "serving" && (
        <Button size="small" onClick={onOpen}>
          {state === "done" ? "服务记录" : "详情"}
        </Button>
      )}
      {(state === "booked" || state === "no_show") && (
        <Button size="small" type="text" onClick={onMove}>
          改时间
        </Button>
      )}
      {(state === "booked" || state === "arrived") && (
        <ConfirmDanger
          action="取消预约"
          title={`取消这次「${visit.serviceName}」？`}
          button={{ size: "small", type: "text" }}
          onConfirm={() => step.mutateAsync("cancelled")}
        >
          时间会让给其他客户，取消后不能恢复；记得告诉客户。
        </ConfirmDanger>
      )}
    </Space>
  );
}

/** One visit of the day's book. */
export function VisitLine({ visit }: { visit: Visit }) {
  const [isOpen, setOpen] = useState(false);
  const [isMoving, setMoving] = useState(false);
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {clock.format(new Date(visit.startsAt))} {visit.serviceName} · <Customer visit={visit} />{" "}
          <Tag color={visit.isLate ? "error" : stateColours[visit.state]}>
            {visit.isLate ? "过时未到" : stateNames[visit.state]}
          </Tag>
        </div>
        <div className={styles.quiet}>
          {visit.storeName} · {visit.staffName ?? "等同事接待"} · {madeByNames[visit.madeBy]}
          {visit.place !== "store" && ` · ${visit.placeLabel}`}
          {visit.state === "booked" && visit.remindedAt !== null && " · 已提醒"}
          {visit.score !== null && ` · 评价 ${visit.score} 分`}
        </div>
      </div>
      <Steps visit={visit} onOpen={() => setOpen(true)} onMove={() => setMoving(true)} />
      {isOpen && <RecordDrawer visit={visit} onClose={() => setOpen(false)} />}
      {isMoving && <MoveForm visit={visit} onClose={() => setMoving(false)} />}
    </li>
  );
}
