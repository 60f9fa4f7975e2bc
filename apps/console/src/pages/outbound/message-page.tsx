import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Space, Tag } from "antd";
import { useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { DeliveriesPanel } from "./deliveries-panel.tsx";
import { MessagePreview } from "./message-preview.tsx";
import styles from "./outbound.module.css";
import { cancelMessage, messageQuery, type OutboundDetail, remindSenders, resolveMessage } from "./outbound-api.ts";
import { channelNames, outcomeOrder, outcomeWords, stateLooks } from "./outbound-words.ts";
import { SendersPanel } from "./senders-panel.tsx";

const refresh = [["outbound"]];

/** How bad what the platform said is: of an accepted message it only delays what is known. */
const reasonTypes: Readonly<Partial<Record<OutboundDetail["state"], "error" | "info">>> = {
  refused: "error",
  accepted: "info",
  settled: "info",
};

function Steering({ message }: { readonly message: OutboundDetail }) {
  const remind = useAction({ run: () => remindSenders(message.id), done: "已请企业微信提醒导购", refresh });
  const cancel = useAction({ run: () => cancelMessage(message.id), done: "已停止还没有发出的部分", refresh });
  const waiting = message.senders.some(({ confirmedAt }) => confirmedAt === null);
  const mayRemind = message.channel === "wecom_mass" || message.channel === "wecom_group";
  const mayCancel =
    message.state === "waiting" || (message.state === "accepted" && message.channel.startsWith("wecom"));
  return (
    <Space wrap>
      {mayCancel && (
        <ConfirmDanger action="停止发送" title="停止还没有发出的部分？" onConfirm={() => cancel.mutateAsync()}>
          还没确认的导购不能再发；已经发出的不能收回。停止后不能恢复，需要时请新建群发。
        </ConfirmDanger>
      )}
      {message.state === "accepted" && mayRemind && waiting && (
        <Button type="primary" loading={remind.isPending} onClick={() => remind.mutate()}>
          提醒未确认的导购
        </Button>
      )}
    </Space>
  );
}

/** A person says what became of a call that could not be traced. */
function Uncertain({ message }: { readonly message: OutboundDetail }) {
  const resolve = useAction<boolean>({
    run: (sent) => resolveMessage(message.id, sent),
    done: (_, sent) => (sent ? "已记为发出" : "将重新提交"),
    refresh,
  });
  return (
    <Alert
      type="warning"
      showIcon
      title="提交时没有收到平台的答复，系统正在核对"
      description={
        <>
          <p>{message.reason ?? "通常几分钟内会自动核对清楚。"}</p>
          <p>如果一直没有结果，请在企业微信后台的群发记录里查找这条消息，然后告诉系统：</p>
          <Space wrap>
            <ConfirmDanger
              action="平台上有，已发出"
              title="确认平台上有这条消息？"
              onConfirm={() => resolve.mutateAsync(true)}
              button={{ danger: false, size: "small" }}
            >
              记为已发出，不再提交；之后不能改回。
            </ConfirmDanger>
            <ConfirmDanger
              action="平台上没有，重新提交"
              title="确认平台上没有这条消息？"
              onConfirm={() => resolve.mutateAsync(false)}
              button={{ size: "small" }}
            >
              会再提交一次；如果其实已经发出，客户会收到两次。
            </ConfirmDanger>
          </Space>
        </>
      }
    />
  );
}

/** One message: its state, who confirmed, and what came of it person by person. */
export function Component() {
  const { outboundId = "" } = useParams();
  const can = useCan();
  const query = useQuery(messageQuery(outboundId));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  const message = query.data;
  const { text, color } = stateLooks[message.state];
  return (
    <>
      <PageHeader
        back={{ to: "/outbound", label: "群发与触达" }}
        title={message.title}
        description={
          <>
            <Tag color={color}>{text}</Tag>
            {channelNames[message.channel]} · {message.createdBy} <DateTime value={message.createdAt} ago />
            {message.state === "waiting" && Date.parse(message.sendAt) > Date.now() && (
              <>
                {" · 免打扰，推迟到 "}
                <DateTime value={message.sendAt} />
              </>
            )}
            {message.reminders > 0 && ` · 提醒过 ${message.reminders} 次`}
          </>
        }
        actions={can("outbound.write") && <Steering message={message} />}
      />
      <div className={styles.stack}>
        {message.state === "uncertain" ? (
          can("outbound.write") && <Uncertain message={message} />
        ) : message.reason ? (
          <Alert
            type={reasonTypes[message.state] ?? "warning"}
            showIcon
            title={
              message.errcode && message.state !== "accepted"
                ? `${message.reason}（${message.errcode}）`
                : message.reason
            }
            description={message.remedy}
          />
        ) : null}
        <Panel title="结果">
          {Object.keys(message.outcomes).length === 0 ? (
            <span className={styles.quiet}>
              {message.channel === "wecom_moment"
                ? "成员发表后，这里会显示看到朋友圈的客户数。"
                : "平台还没有给出结果，导购确认后这里会更新。"}
            </span>
          ) : (
            <dl className={styles.figures}>
              {outcomeOrder.map(
                (outcome) =>
                  message.outcomes[outcome] !== undefined && (
                    <div key={outcome}>
                      <dt>{outcomeWords[outcome].text}</dt>
                      <dd>{formatExact(message.outcomes[outcome])}</dd>
                    </div>
                  ),
              )}
            </dl>
          )}
        </Panel>
        <div className={styles.columns}>
          <DeliveriesPanel message={message} />
          <div className={styles.side}>
            {message.channel.startsWith("wecom") && message.channel !== "wecom_app" && (
              <SendersPanel message={message} />
            )}
            <Panel title="内容">
              <MessagePreview content={message.content} />
            </Panel>
          </div>
        </div>
      </div>
    </>
  );
}
