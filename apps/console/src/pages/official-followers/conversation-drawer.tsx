import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Drawer, Input, Skeleton, Space, Tag } from "antd";
import { useState } from "react";
import { useMe } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState, problemText } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { type Draft, type Rules, type Talk, talkQuery, tellSent, type Written, write } from "./follower-api.ts";
import styles from "./official-followers.module.css";

type Message = Talk["items"][number];

interface ConversationDrawerProps {
  readonly accountId: string;
  readonly openid: string;
  readonly creditsLeft: number;
  readonly rules: Rules;
  readonly onClose: () => void;
}

const refresh = [["official-followers"]];

/** How far a message is: sent by us, or to be sent by the guide in WeChat's helper. */
function State({ message }: { readonly message: Message }) {
  if (message.transport === "helper")
    return message.toldSentAt ? <Tag color="green">已在导购助手发送</Tag> : <Tag color="orange">待在导购助手发送</Tag>;
  if (message.outcome === "sent" || message.outcome === "delivered") return <Tag color="green">已发送</Tag>;
  if (message.outcome === null || message.outcome === "waiting") return <Tag color="blue">发送中</Tag>;
  return <Tag color="red">没有发出</Tag>;
}

function Line({
  message,
  accountId,
  isMine,
}: {
  readonly message: Message;
  readonly accountId: string;
  readonly isMine: boolean;
}) {
  const { message: toast } = App.useApp();
  const told = useAction({ run: () => tellSent(accountId, message.id), done: "已记下", refresh });
  const words = message.url ? `${message.text} ${message.url}` : message.text;
  const copy = () =>
    void navigator.clipboard.writeText(words).then(
      () => void toast.success("已复制，去公众号导购助手粘贴发送"),
      () => void toast.error("浏览器不允许复制，请手工选中文字"),
    );
  return (
    <li>
      <div className={styles.text}>{message.text}</div>
      {message.url && <div className={styles.quiet}>{message.url}</div>}
      {message.reason && <div className={styles.quiet}>{message.reason}</div>}
      <Space wrap>
        <State message={message} />
        <span className={styles.quiet}>
          {message.guideName} <DateTime value={message.at} ago />
        </span>
        {isMine && message.transport === "helper" && !message.toldSentAt && (
          <>
            <Button size="small" onClick={copy}>
              复制
            </Button>
            <Button size="small" loading={told.isPending} onClick={() => told.mutate()}>
              已发送
            </Button>
          </>
        )}
      </Space>
    </li>
  );
}

/** One follower: what was written, and the next message with what it costs. */
export function ConversationDrawer({ accountId, openid, creditsLeft, rules, onClose }: ConversationDrawerProps) {
  const isPhone = useIsPhone();
  const me = useMe();
  const talk = useQuery(talkQuery(accountId, openid));
  const [text, setText] = useState("");
  const [withCard, setWithCard] = useState(false);
  const send = useAction<Draft, Written>({
    run: (body) => write(accountId, body),
    done: ({ transport, creditsUsed }) =>
      transport === "service"
        ? "已发送，不占条数"
        : `已备好，请在公众号导购助手里发送；${creditsUsed > 0 ? `用了 ${creditsUsed} 条` : "没有多用条数"}`,
    refresh,
    onDone: () => setText(""),
    quietFailure: true,
  });
  const follower = talk.data?.follower;
  const isMine = follower !== undefined && follower.guideId === me.id;
  return (
    <Drawer open title={follower?.name ?? "关注者"} size={isPhone ? "100%" : 520} onClose={onClose}>
      {talk.isError && <ErrorState error={talk.error} onRetry={() => void talk.refetch()} />}
      {talk.isPending && <Skeleton active />}
      {follower && !isMine && (
        <Alert
          type="info"
          showIcon
          title={follower.guideName ? `由 ${follower.guideName} 联系` : "还没有导购，请先分配"}
          description="只有分配到的导购可以联系；这里可以看到发过什么。"
        />
      )}
      {follower && isMine && (
        <Space orientation="vertical" style={{ width: "100%" }}>
          <Alert
            type={follower.freeUntil ? "success" : creditsLeft > 0 ? "info" : "warning"}
            showIcon
            title={
              follower.freeUntil ? (
                <>
                  客户刚发来过消息，
                  <DateTime value={follower.freeUntil} /> 前答复不占条数
                </>
              ) : (
                `要占导购消息，还剩 ${creditsLeft} 条`
              )
            }
            description={
              follower.freeUntil
                ? undefined
                : `${rules.withinSeconds} 秒内最多 ${rules.perCredit} 条算 1 条。备好后复制到公众号导购助手发送，微信只允许在那里主动联系。`
            }
          />
          <Input.TextArea
            aria-label="要说的话"
            placeholder="先问候，再说事，最后给一个容易回答的问题"
            rows={4}
            maxLength={600}
            showCount
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Checkbox checked={withCard} onChange={({ target }) => setWithCard(target.checked)}>
            附上我的企业微信名片（员工活码）
          </Checkbox>
          {send.isError && (
            <Alert
              type="error"
              showIcon
              title={problemText(send.error).title}
              description={problemText(send.error).detail}
            />
          )}
          <Button
            type="primary"
            disabled={!text.trim() && !withCard}
            loading={send.isPending}
            onClick={() => send.mutate({ openid, text: text.trim(), withCard })}
          >
            {follower.freeUntil ? "发送" : "备好这条消息"}
          </Button>
        </Space>
      )}
      {talk.data && talk.data.items.length === 0 && (
        <EmptyState compact title="还没有联系过">
          客户的来往、订单和标签在客户画像里。
        </EmptyState>
      )}
      <ul className={styles.talk}>
        {talk.data?.items.map((message) => (
          <Line key={message.id} message={message} accountId={accountId} isMine={isMine} />
        ))}
      </ul>
    </Drawer>
  );
}
