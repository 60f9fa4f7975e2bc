import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { Findings } from "../connections/findings.tsx";
import styles from "./assistant.module.css";
import { type Examination, examinationQuery, examineModel, type Finding } from "./assistant-api.ts";

/** The set-up doctor for the language model: what it found last, and a button to look again. `mend` leads to a field of the form. */
export function DoctorPanel({ mend }: { mend: (field: NonNullable<Finding["field"]>) => void }) {
  const mayWrite = useCan()("connection.write");
  const last = useQuery(examinationQuery);
  const examine = useAction<void, Examination>({
    run: examineModel,
    done: ({ findings }) => {
      const failed = findings.filter(({ state }) => state === "failed").length;
      return failed > 0 ? `体检完成：${failed} 处有问题` : "体检完成：可以使用";
    },
    refresh: [["assistant"]],
  });
  const found = last.data?.last;
  return (
    <Panel
      title="体检"
      hint="会试问一句话（计入「体检」用途），不发送任何客户资料"
      extra={
        mayWrite && (
          <Button loading={examine.isPending} onClick={() => examine.mutate()}>
            {found ? "再检查一次" : "开始检查"}
          </Button>
        )
      }
    >
      {last.isPending && <Skeleton active title={false} />}
      {last.isError && <ErrorState compact error={last.error} onRetry={() => void last.refetch()} />}
      {last.data && !found && (
        <EmptyState compact title="还没有体检">
          填好接入后检查一次：地址、密钥、应答的格式与快慢、用量，哪里不对、怎么改都会列出来。
        </EmptyState>
      )}
      {found && (
        <>
          <p className={styles.quiet}>
            {found.examinedBy} <DateTime value={found.examinedAt} ago />
            检查
          </p>
          <Findings
            findings={found.findings}
            mend={({ field }) =>
              field &&
              mayWrite && (
                <Button size="small" type="link" onClick={() => mend(field)}>
                  去修改
                </Button>
              )
            }
          />
        </>
      )}
    </Panel>
  );
}
