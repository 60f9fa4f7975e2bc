import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Account, type Examination, examinationQuery, examine, type Finding } from "./connection-api.ts";
import { Findings } from "./findings.tsx";

/** Looks the account over now; what was found stands on every page that shows it. */
export function useExamine(accountId: string) {
  const queries = useQueryClient();
  return useAction<void, Examination>({
    run: () => examine(accountId),
    onDone: (last) => queries.setQueryData(examinationQuery(accountId).queryKey, { last }),
    refresh: [
      ["connections", "callbacks", accountId],
      ["connections", "calls", accountId],
    ],
  });
}

/** The set-up doctor of one account. */
export function DoctorPanel({ account, mend }: { account: Account; mend: (finding: Finding) => ReactNode }) {
  const last = useQuery(examinationQuery(account.id));
  const run = useExamine(account.id);
  const found = last.data?.last;
  const failed = found?.findings.filter(({ state }) => state === "failed").length ?? 0;
  return (
    <Panel
      title="体检"
      hint={
        found && (
          <>
            {failed > 0 ? `${failed} 处需要处理` : "没有发现问题"} · <DateTime value={found.examinedAt} ago />
          </>
        )
      }
      extra={
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>
          {found ? "重新检查" : "开始检查"}
        </Button>
      }
    >
      {last.isError ? (
        <ErrorState compact error={last.error} onRetry={() => void last.refetch()} />
      ) : !last.data ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : !found ? (
        <EmptyState compact title="还没有检查过">
          逐项检查网络、密钥、可信 IP、可见范围、权限和回调，出错的一项会说明原因和怎么改。
        </EmptyState>
      ) : (
        <Findings findings={found.findings} mend={mend} />
      )}
    </Panel>
  );
}
