import { useQuery } from "@tanstack/react-query";
import { App, Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Day as DayText, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./friend-adding.module.css";
import {
  type CallResult,
  type Day,
  fetchOwn,
  friendKey,
  markSent,
  noteCall,
  type Person,
  type Revealed,
  reveal,
  type Sent,
} from "./friend-api.ts";
import { callNames } from "./friend-words.ts";

const refresh = [friendKey];
const results = Object.keys(callNames) as CallResult[];

/** Call, note how it went, copy the words, mark the request as sent. */
function Steps({ person, day }: { person: Person; day: Day }) {
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Revealed | null>(null);
  const open = useAction<void, Revealed>({ run: () => reveal(person.no), onDone: setOpened });
  const call = useAction<CallResult>({ run: (result) => noteCall(person.no, result), done: "已记下", refresh });
  const send = useAction<void, Sent>({
    run: () => markSent(person.no),
    refresh,
    onDone: ({ warning, used, limit }) =>
      void (warning ? message.warning(warning.message, 6) : message.success(`已记下，今天 ${used}/${limit}`)),
  });
  const copy = async (text: string, done: string) => {
    try {
      await navigator.clipboard.writeText(text);
      void message.success(done);
    } catch {
      void message.error("这个浏览器不让复制，请长按文字选中复制");
    }
  };
  const isOver = day.pause !== null || day.used >= day.limit;
  const needsCall = day.callFirst && person.callResult === null && opened?.mayCall !== false;
  if (!opened)
    return (
      <Button type="primary" size="large" block loading={open.isPending} onClick={() => open.mutate()}>
        看手机号，开始联系
      </Button>
    );
  return (
    <ol className={styles.steps}>
      <li>
        <strong>打电话</strong>
        {opened.mayCall ? (
          <>
            <a className={styles.phone} href={`tel:${opened.phone}`}>
              {opened.phone}
            </a>
            <div className={styles.results}>
              {results.map((result) => (
                <Button
                  key={result}
                  type={person.callResult === result ? "primary" : "default"}
                  ghost={person.callResult === result}
                  loading={call.isPending && call.variables === result}
                  onClick={() => call.mutate(result)}
                >
                  {callNames[result]}
                </Button>
              ))}
            </div>
          </>
        ) : (
          <span>这位客户不接受电话联系，直接加好友。</span>
        )}
      </li>
      <li>
        <strong>在企业微信里搜手机号，附上开场白</strong>
        <p className={styles.script}>{opened.script}</p>
        <div className={styles.results}>
          <Button onClick={() => void copy(opened.script, "开场白已复制")}>复制开场白</Button>
          <Button onClick={() => void copy(opened.phone, "手机号已复制")}>复制手机号</Button>
        </div>
      </li>
      <li>
        <strong>发出申请后回来记一下</strong>
        <Button
          type="primary"
          size="large"
          disabled={isOver || needsCall}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          已发送申请
        </Button>
        <span className={styles.quiet}>
          {isOver
            ? day.pause
              ? "加好友暂停中"
              : "今天的名额用完了"
            : needsCall
              ? "先记下电话结果"
              : "对方通过后会自动记上，不用再填"}
        </span>
      </li>
    </ol>
  );
}

/** The person whose turn it is. */
export function NextPerson({ day }: { day: Day }) {
  const list = useQuery({
    queryKey: [...friendKey, "own", "first"],
    queryFn: ({ signal }) => fetchOwn("next", undefined, signal),
  });
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton active />;
  const [person] = list.data.items;
  return (
    <Panel title="下一位" extra={<span className={styles.quiet}>还有 {day.waiting} 位</span>}>
      {person ? (
        <div className={styles.next}>
          <div>
            <div className={styles.who}>
              {person.name ?? person.phone}{" "}
              {person.callResult && <Tag color="gold">{callNames[person.callResult]}</Tag>}
            </div>
            <div className={styles.quiet}>
              {person.phone}
              {person.lastVisitOn && (
                <>
                  {" · 上次到店 "}
                  <DayText value={person.lastVisitOn} />
                </>
              )}
              {person.valueFen > 0 && (
                <>
                  {" · 一年消费 "}
                  <Money fen={person.valueFen} />
                </>
              )}
              {person.offer && ` · 送 ${person.offer}`} · {person.taskName}
            </div>
          </div>
          <Steps key={person.no} person={person} day={day} />
        </div>
      ) : (
        <EmptyState compact title="没有等你联系的客户">
          店长或总部安排名单后，会出现在这里和首页待办里。
        </EmptyState>
      )}
    </Panel>
  );
}
