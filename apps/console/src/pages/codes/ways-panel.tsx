import { answer } from "@feilun/api-client";
import { Button, Tag } from "antd";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { formatAgo } from "../../shared/format/date.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type CodeDetail, emptyNames } from "./code-api.ts";
import styles from "./codes.module.css";

const states = {
  live: { label: "已生效", color: "green" },
  waiting: { label: "生成中", color: "blue" },
  failed: { label: "失败", color: "red" },
  empty: { label: "缺人", color: "orange" },
} as const;

/** What stands on the platform for a code, and why something does not. */
export function WaysPanel({ code, mayWrite }: { readonly code: CodeDetail; readonly mayWrite: boolean }) {
  const check = useAction<void, { differed: number }>({
    run: () => answer(api.POST("/api/v1/live-codes/{codeId}/check", { params: { path: { codeId: code.id } } })),
    done: ({ differed }) => (differed === 0 ? "与企业微信一致" : `有 ${differed} 处被改动，一分钟内改回`),
    refresh: [["codes"]],
  });
  return (
    <Panel
      title={code.kind === "acquisition" ? "企业微信上的链接" : "企业微信上的二维码"}
      extra={
        mayWrite && (
          <Button loading={check.isPending} onClick={() => check.mutate()}>
            核对
          </Button>
        )
      }
    >
      {code.wayList.length === 0 && <p className={styles.quiet}>还没有：没有可接待的人或群，或还没有接入企业微信。</p>}
      <ul className={styles.list}>
        {code.wayList.slice(0, 100).map((way) => (
          <li key={`${way.storeNo}/${way.staffId}`}>
            <div className={styles.row}>
              <Tag color={states[way.state].color}>{states[way.state].label}</Tag>
              {way.storeName ?? way.staffName ?? (way.kind === "group" ? "群" : "全部接待员工")}
              <span className={styles.quiet}>{way.pushedAt && `${formatAgo(way.pushedAt)}更新`}</span>
            </div>
            {way.targets.length > 0 && <div className={styles.quiet}>现在指向：{way.targets.join("、")}</div>}
            {way.emptyBecause && <div className={styles.quiet}>{emptyNames[way.emptyBecause]}</div>}
            {way.drift && <div className={styles.quiet}>{way.drift}</div>}
            {way.failure && <div className={styles.bad}>{way.failure}</div>}
          </li>
        ))}
      </ul>
      {code.wayList.length > 100 && <p className={styles.quiet}>还有 {code.wayList.length - 100} 处没有列出</p>}
    </Panel>
  );
}
