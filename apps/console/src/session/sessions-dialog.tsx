import { type AnswerOf, answer } from "@feilun/api-client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Modal, Skeleton, Tag } from "antd";
import { api } from "../api/client.ts";
import { ErrorState, problemText } from "../shared/feedback/states.tsx";
import { DateTime } from "../shared/format/values.tsx";
import { deviceOf } from "./device.ts";
import styles from "./sessions-dialog.module.css";

/** Where I am signed in, and the way to end it. */
export function SessionsDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ["me", "sessions"],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/me/sessions">> =>
      answer(api.GET("/api/v1/me/sessions", { signal })),
  });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE("/api/v1/me/sessions/{sessionId}", { params: { path: { sessionId: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["me", "sessions"] }),
  });

  return (
    <Modal open title="登录设备" footer={null} onCancel={onClose} width={520}>
      {sessions.isPending && <Skeleton active />}
      {sessions.isError && <ErrorState compact error={sessions.error} onRetry={() => void sessions.refetch()} />}
      <ul className={styles.list}>
        {sessions.data?.items.map((session) => (
          <li key={session.id} className={styles.row}>
            <div>
              <div className={styles.device}>
                {deviceOf(session.userAgent)} {session.current && <Tag color="green">当前设备</Tag>}
              </div>
              <div className={styles.meta}>
                {session.ip ?? "未知地址"} · 最近活动 <DateTime value={session.lastSeenAt} ago />
              </div>
            </div>
            {!session.current && (
              <Button
                size="small"
                loading={revoke.isPending && revoke.variables === session.id}
                onClick={() => revoke.mutate(session.id)}
              >
                退出这台设备
              </Button>
            )}
          </li>
        ))}
      </ul>
      {revoke.isError && <p role="alert">{problemText(revoke.error).title}</p>}
    </Modal>
  );
}
