import { useQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type FollowUp, finishFollowUp, followUpsQuery, phoneKey } from "./phone-api.ts";
import styles from "./phone-touches.module.css";

function DoneDialog({ followUp, onClose }: { followUp: FollowUp; onClose: () => void }) {
  const [note, setNote] = useState("");
  const { outboundId, numberKey, attempt } = followUp;
  const done = useAction<void>({
    run: () => finishFollowUp({ outboundId, numberKey, attempt, note: note.trim() }),
    done: "已记录",
    refresh: [phoneKey, ["to-dos"]],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={`回访 ${followUp.name ?? `客户 ${followUp.memberNo}`}`}
      okText="记录结果"
      cancelText="取消"
      okButtonProps={{ disabled: note.trim() === "" }}
      confirmLoading={done.isPending}
      onOk={() => done.mutate()}
      onCancel={onClose}
    >
      <Input.TextArea
        aria-label="回访结果"
        rows={3}
        maxLength={300}
        value={note}
        placeholder="例如：约了周六下午到店"
        onChange={({ target }) => setNote(target.value)}
      />
    </Modal>
  );
}

/** Customers who want to hear from somebody after a call. */
export function FollowUpsTab() {
  const followUps = useQuery(followUpsQuery);
  const [chosen, setChosen] = useState<FollowUp | null>(null);
  if (followUps.isError) return <ErrorState error={followUps.error} onRetry={() => void followUps.refetch()} />;
  if (!followUps.data) return <Skeleton active />;
  const { items } = followUps.data;
  return (
    <Panel title="待回访" hint="接听后想找人聊，或意向在 A、B 的客户；自己的客户排在前面">
      {items.length === 0 ? (
        <EmptyState compact title="没有等待回访的客户" />
      ) : (
        <ul className={styles.followUps}>
          {items.map((each) => (
            <li key={`${each.outboundId}${each.numberKey}${each.attempt}`}>
              <div>
                <Link to={`/members/${each.memberNo}`}>{each.name ?? `客户 ${each.memberNo}`}</Link>{" "}
                {each.wantsPerson && <Tag color="gold">想找人聊</Tag>}
                {each.intent && <Tag>意向 {each.intent}</Tag>}
                <span className={styles.faint}>
                  {[each.storeName, each.guideName].filter(Boolean).join(" · ")} · {each.title} ·{" "}
                  <DateTime value={each.at} ago />
                </span>
                {each.said && <p>“{each.said}”</p>}
              </div>
              <Button size="small" onClick={() => setChosen(each)}>
                已联系
              </Button>
            </li>
          ))}
        </ul>
      )}
      {chosen && <DoneDialog followUp={chosen} onClose={() => setChosen(null)} />}
    </Panel>
  );
}
