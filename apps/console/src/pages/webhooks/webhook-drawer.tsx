import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Space, Table, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import {
  endWebhook,
  exchangeSecret,
  finishExchange,
  pauseWebhook,
  readWebhook,
  replayWebhook,
  resumeWebhook,
  tryOutWebhook,
  type WebhookDetail,
  webhooksKey,
} from "./webhook-api.ts";
import styles from "./webhooks.module.css";

type Attempt = WebhookDetail["attempts"][number];

function Health({ webhook }: { webhook: WebhookDetail }) {
  if (webhook.state === "stopped")
    return (
      <Alert
        type="error"
        showIcon
        title="已停止推送"
        description="对方持续失败超过三天，或明确表示不再接收。请与对方确认后再恢复；停止期间的事件没有丢，恢复后会补发。"
      />
    );
  if (webhook.state === "paused")
    return <Alert type="info" showIcon title="已暂停" description="期间的事件会在恢复后按顺序补发。" />;
  if (webhook.failures > 0)
    return (
      <Alert
        type="warning"
        showIcon
        title={`连续失败 ${webhook.failures} 次`}
        description={
          <>
            {webhook.attempts[0]?.failure}；<DateTime value={webhook.nextAttemptAt} /> 再试。事件不会丢，也不会乱序。
          </>
        }
      />
    );
  return null;
}

function Attempts({ webhook }: { webhook: WebhookDetail }) {
  const replay = useAction<number>({
    run: (attemptId) => replayWebhook(webhook.id, attemptId),
    done: "将从这一批起重新推送",
    refresh: [webhooksKey],
    quietFailure: true,
  });
  if (webhook.attempts.length === 0)
    return (
      <EmptyState title="还没有推送过">选中的事件发生后几秒内推送；也可以先点「试推一条」核对对方能否收到。</EmptyState>
    );
  return (
    <Table<Attempt>
      aria-label="最近的推送"
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={webhook.attempts}
      columns={[
        { key: "at", title: "时间", render: (_, attempt) => <DateTime value={attempt.at} /> },
        { key: "events", title: "事件", align: "right", render: (_, attempt) => `${attempt.events} 条` },
        {
          key: "result",
          title: "结果",
          render: (_, { failure }) => (failure === null ? <Tag color="success">已接收</Tag> : <span>{failure}</span>),
        },
        { key: "took", title: "用时", align: "right", render: (_, { tookMs }) => `${tookMs} 毫秒` },
        {
          key: "replay",
          title: "",
          render: (_, attempt) => (
            <ConfirmDanger
              action="从这里重发"
              title="从这一批起重新推送？"
              button={{ size: "small", type: "text", danger: false }}
              onConfirm={() => replay.mutateAsync(attempt.id)}
            >
              从 <DateTime value={attempt.at} /> 这一批到现在的事件都会再推送一遍。对方按事件的 key
              去重，已处理过的不应重复处理。
            </ConfirmDanger>
          ),
        },
      ]}
    />
  );
}

function Content({ webhook, onEdit, onEnded }: { webhook: WebhookDetail; onEdit: () => void; onEnded: () => void }) {
  const { message } = App.useApp();
  const [secret, setSecret] = useState<string | null>(null);
  const refresh = [webhooksKey];
  const tryOut = useAction({
    run: () => tryOutWebhook(webhook.id),
    refresh: [],
    onDone: ({ failure, tookMs }) =>
      failure === null ? message.success(`对方已接收，用时 ${tookMs} 毫秒`) : message.error(failure),
  });
  const pause = useAction({ run: () => pauseWebhook(webhook.id), done: "已暂停，事件留待恢复后补发", refresh });
  const resume = useAction({ run: () => resumeWebhook(webhook.id), done: "已恢复推送", refresh });
  const end = useAction({
    run: () => endWebhook(webhook.id),
    done: `「${webhook.name}」已删除`,
    refresh,
    onDone: onEnded,
    quietFailure: true,
  });
  const exchange = useAction({
    run: () => exchangeSecret(webhook.id),
    refresh,
    onDone: (made) => setSecret(made.secret),
    quietFailure: true,
  });
  const finish = useAction({
    run: () => finishExchange(webhook.id),
    done: "旧密钥已停用",
    refresh,
    quietFailure: true,
  });
  return (
    <div className={styles.stack}>
      <Health webhook={webhook} />
      <dl className={styles.facts}>
        <div>
          <dt>
            <Tooltip title="选中的事件里，已经发生、对方还没有收到的条数">待推送</Tooltip>
          </dt>
          <dd>
            <Count value={webhook.waiting.events} unit="条" />
            {webhook.waiting.more && "以上"}
          </dd>
        </div>
        <div>
          <dt>累计推送</dt>
          <dd>
            <Count value={webhook.deliveredEvents} unit="条" />
          </dd>
        </div>
        <div>
          <dt>最近成功</dt>
          <dd>{webhook.deliveredAt ? <DateTime value={webhook.deliveredAt} ago /> : "还没有"}</dd>
        </div>
      </dl>
      <Space wrap>
        {webhook.state === "active" ? (
          <Button onClick={() => pause.mutate()} loading={pause.isPending}>
            暂停
          </Button>
        ) : (
          <Button type="primary" onClick={() => resume.mutate()} loading={resume.isPending}>
            恢复推送
          </Button>
        )}
        <Button onClick={() => tryOut.mutate()} loading={tryOut.isPending}>
          试推一条
        </Button>
        <Button onClick={onEdit}>修改</Button>
        {webhook.exchanging ? (
          <ConfirmDanger action="停用旧密钥" title="停用旧的签名密钥？" onConfirm={() => finish.mutateAsync()}>
            请先确认对方已经换用新密钥，否则对方会把推送当作伪造而拒绝。
          </ConfirmDanger>
        ) : (
          <ConfirmDanger
            action="更换密钥"
            title="更换签名密钥？"
            button={{ danger: false }}
            onConfirm={() => exchange.mutateAsync()}
          >
            更换期间新旧密钥同时签名，推送不会中断；对方换好后再停用旧密钥。
          </ConfirmDanger>
        )}
        <ConfirmDanger
          action="删除"
          title={`删除「${webhook.name}」？`}
          typeToConfirm={webhook.name}
          onConfirm={() => end.mutateAsync()}
        >
          对方不会再收到任何事件，删除后不能恢复；只是临时停用请选「暂停」。
        </ConfirmDanger>
      </Space>
      <section>
        <h3 className={styles.heading}>最近的推送（保留 7 天）</h3>
        <Attempts webhook={webhook} />
      </section>
      {secret !== null && (
        <SecretDialog
          secret={secret}
          hint="请交给接收方换用。换好之前新旧密钥同时有效；换好后回到这里停用旧密钥。"
          onClose={() => setSecret(null)}
        />
      )}
    </div>
  );
}

export function WebhookDrawer({ id, onEdit, onClose }: { id: string; onEdit: () => void; onClose: () => void }) {
  const isPhone = useIsPhone();
  const detail = useQuery({
    queryKey: [...webhooksKey, id],
    queryFn: ({ signal }) => readWebhook(id, signal),
    refetchInterval: 5_000,
  });
  return (
    <Drawer open title={detail.data?.name ?? "事件推送"} size={isPhone ? "100%" : 720} onClose={onClose}>
      {detail.isError ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : detail.data ? (
        <Content webhook={detail.data} onEdit={onEdit} onEnded={onClose} />
      ) : (
        <PageSkeleton />
      )}
    </Drawer>
  );
}
