import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, Segmented, Skeleton, Space, Tag } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { Day } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { RecordDrawer } from "./record-drawer.tsx";
import { type Care, careFor, readVisits, servicesKey, type View, type Visit } from "./service-api.ts";
import styles from "./services.module.css";
import { Customer } from "./visit-line.tsx";

type CareView = Exclude<View, "day">;

const views: Readonly<Record<CareView, { what: Care; button: string; done: string; empty: string; teaches: string }>> =
  {
    follow_up: {
      ...{ what: "followed_up", button: "已回访", done: "已记下回访" },
      ...{
        empty: "没有要回访的客户",
        teaches: "服务完成后，按服务设置的天数出现在这里：问一声用得怎么样，关系就留住了。",
      },
    },
    due: {
      ...{ what: "next_asked", button: "已邀请", done: "已记下邀请过" },
      ...{
        empty: "没有快到期的客户",
        teaches: "按服务设置的「多久后再来」，提前 30 天出现在这里；客户再次预约或来过就不再提醒。",
      },
    },
    low_score: {
      ...{ what: "handled", button: "写下处理结果", done: "已记下处理结果" },
      ...{ empty: "没有等处理的低分", teaches: "客户评 1、2 分会出现在这里和店长的待办里。" },
    },
  };

function HandleForm({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const [form] = Form.useForm<{ note: string }>();
  const save = useAction<{ note: string }, Visit>({
    run: ({ note }) => careFor(visit, "handled", note),
    done: views.low_score.done,
    refresh: [servicesKey, ["to-dos"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<{ note: string }>
      form={form}
      title={`处理低分：${visit.serviceName}`}
      hint={`客户评了 ${visit.score} 分${visit.scoreWords === "" ? "" : `：${visit.scoreWords}`}`}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="note" label="怎么处理的" rules={[{ required: true, message: "请写明怎么处理的" }]}>
        <Input.TextArea rows={4} maxLength={200} placeholder="例如：电话致歉，下次到店优先安排" />
      </Form.Item>
    </FormDrawer>
  );
}

function Line({ visit, view }: { visit: Visit; view: CareView }) {
  const [isOpen, setOpen] = useState(false);
  const [isHandling, setHandling] = useState(false);
  const { what, button, done } = views[view];
  const care = useAction<void, Visit>({ run: () => careFor(visit, what), done, refresh: [servicesKey, ["to-dos"]] });
  const dueOn = view === "follow_up" ? visit.followUpOn : view === "due" ? visit.nextDueOn : null;
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          <Customer visit={visit} /> · {visit.serviceName}{" "}
          {dueOn !== null && dueOn < shopToday() && <Tag color="red">已过期</Tag>}
          {view === "low_score" && <Tag color="red">{visit.score} 分</Tag>}
        </div>
        <div className={styles.quiet}>
          {visit.storeName} · {visit.staffName} · <Day value={visit.startsAt} /> 服务
          {dueOn !== null && (
            <>
              {" · "}
              {view === "due" ? "建议" : "回访日"} <Day value={dueOn} />
            </>
          )}
          {view === "low_score" && visit.scoreWords !== "" && ` · 「${visit.scoreWords}」`}
        </div>
      </div>
      <Space wrap>
        <Button
          size="small"
          type="primary"
          ghost
          disabled={care.isPending}
          onClick={() => (view === "low_score" ? setHandling(true) : care.mutate())}
        >
          {button}
        </Button>
        <Button size="small" onClick={() => setOpen(true)}>
          服务记录
        </Button>
      </Space>
      {isOpen && <RecordDrawer visit={visit} onClose={() => setOpen(false)} />}
      {isHandling && <HandleForm visit={visit} onClose={() => setHandling(false)} />}
    </li>
  );
}

/** Customers to follow up, to ask back, and those who were unhappy: the relation after the service. */
export function CareTab() {
  const [params] = useSearchParams();
  const [view, setView] = useState<CareView>((params.get("view") as CareView | null) ?? "follow_up");
  const [storeNo, setStoreNo] = useState<string>();
  const [mine, setMine] = useState(params.get("mine") === "1");
  const { data, isError, error, refetch } = useQuery({
    queryKey: [...servicesKey, "care", view, storeNo, mine],
    queryFn: ({ signal }) => readVisits({ view, storeNo, mine }, signal),
  });
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const counted = (label: string, count: number | undefined) => (count ? `${label} ${count}` : label);
  return (
    <Panel flush title="回访与复查" hint="做完服务不是结束：先联系，再点按钮记下">
      <div className={styles.bar}>
        <Segmented<CareView>
          value={view}
          onChange={setView}
          options={[
            { value: "follow_up", label: counted("该回访", data?.waiting.followUp) },
            { value: "due", label: counted("该复查", data?.waiting.due) },
            { value: "low_score", label: counted("低分", data?.waiting.lowScore) },
          ]}
        />
        <StoreFilter value={storeNo} onChange={setStoreNo} />
        <Checkbox checked={mine} onChange={(event) => setMine(event.target.checked)}>
          只看我的
        </Checkbox>
      </div>
      {data?.more && <Alert type="info" showIcon title="只显示最急的 200 位；请选择一家门店" />}
      {!data ? (
        <Skeleton active paragraph={{ rows: 5 }} />
      ) : data.items.length === 0 ? (
        <EmptyState compact title={views[view].empty}>
          {views[view].teaches}
        </EmptyState>
      ) : (
        <ul className={styles.lines}>
          {data.items.map((visit) => (
            <Line key={visit.id} visit={visit} view={view} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
