import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Form, Input, Segmented, Skeleton, Space, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { readWants, scanScenesKey, stepWant, type Want, wantStateNames } from "./scan-scene-api.ts";
import styles from "./scan-scenes.module.css";

const steps: Readonly<Record<Want["state"], string>> = {
  asked: "重新打开",
  found: "别处有货",
  ordered: "已订货",
  told: "已告知客户",
  bought: "客户买了",
  gone: "客户不要了",
};
const questions: Partial<Record<Want["state"], string>> = {
  found: "哪家店有货，怎么给客户",
  ordered: "大概何时到货",
};

function AnswerForm({ want, state, onClose }: { want: Want; state: Want["state"]; onClose: () => void }) {
  const [form] = Form.useForm<{ answer: string }>();
  const save = useAction<{ answer: string }, Want>({
    run: ({ answer }) => stepWant(want, state, answer),
    done: "已记下，告诉客户后再点「已告知客户」",
    refresh: [scanScenesKey, ["to-dos"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<{ answer: string }>
      form={form}
      title={`${want.product} ${want.size}：${steps[state]}`}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="answer" label={questions[state]} rules={[{ required: true, message: "请填写" }]}>
        <Input maxLength={100} placeholder={state === "found" ? "例如：天河店有一件，今天调来" : "例如：周五到"} />
      </Form.Item>
    </FormDrawer>
  );
}

function Line({ want }: { want: Want }) {
  const [asking, setAsking] = useState<Want["state"] | null>(null);
  const step = useAction<Want["state"], Want>({
    run: (state) => stepWant(want, state, ""),
    done: ({ state }) => `已改为「${wantStateNames[state]}」`,
    refresh: [scanScenesKey, ["to-dos"]],
  });
  return (
    <li>
      <div className={styles.main}>
        <div className={styles.name}>
          {want.product} {want.size}{" "}
          <Tag color={want.state === "asked" ? "warning" : "default"}>{wantStateNames[want.state]}</Tag>
        </div>
        <div className={styles.quiet}>
          {want.storeName} {want.placementLabel} · <DateTime value={want.askedAt} /> ·{" "}
          {want.memberNo !== null ? (
            <Link to={`/members/${want.memberNo}`}>看是哪位客户</Link>
          ) : (
            "没有留联系方式，等客户加导购"
          )}
          {want.answer && ` · ${want.answer}`}
          {want.changedBy && `（${want.changedBy}）`}
        </div>
      </div>
      <Space wrap>
        {want.next.map((state, index) => (
          <Button
            key={state}
            size="small"
            type={state === "gone" || state === "asked" ? "text" : index === 0 ? "primary" : "default"}
            ghost={index === 0 && state !== "gone" && state !== "asked"}
            disabled={step.isPending}
            onClick={() => (questions[state] ? setAsking(state) : step.mutate(state))}
          >
            {steps[state]}
          </Button>
        ))}
      </Space>
      {asking && <AnswerForm want={want} state={asking} onClose={() => setAsking(null)} />}
    </li>
  );
}

/** What customers did not find, as the store's worklist. */
export function WantsTab() {
  const [state, setState] = useState<Want["state"] | "open" | "all">("open");
  const wants = useInfiniteQuery({
    queryKey: [...scanScenesKey, "wants", state],
    queryFn: ({ pageParam, signal }) => readWants(state === "all" ? undefined : state, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  if (wants.isError) return <ErrorState error={wants.error} onRetry={() => void wants.refetch()} />;
  const items = wants.data?.pages.flatMap((page) => page.items);
  return (
    <Panel flush title="缺货缺码登记" hint="顾客在试衣间、货架扫码登记：先找到货，再告诉客户">
      <div className={styles.bar}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: "open", label: "要处理" },
            { value: "told", label: "已告知" },
            { value: "bought", label: "已购买" },
            { value: "all", label: "全部" },
          ]}
        />
      </div>
      {!items ? (
        <Skeleton active paragraph={{ rows: 5 }} />
      ) : items.length === 0 ? (
        <EmptyState compact title={state === "open" ? "没有等回音的客户" : "没有这样的登记"}>
          在试衣间和货架摆出「缺货缺码」的码，顾客写下想要的商品和尺码，就会出现在这里和导购的待办里。
        </EmptyState>
      ) : (
        <ul className={styles.lines}>
          {items.map((want) => (
            <Line key={want.id} want={want} />
          ))}
        </ul>
      )}
      {wants.hasNextPage && (
        <div className={styles.bar}>
          <Button loading={wants.isFetchingNextPage} onClick={() => void wants.fetchNextPage()}>
            更早的
          </Button>
        </div>
      )}
    </Panel>
  );
}
