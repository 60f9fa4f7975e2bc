import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Switch } from "antd";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { dutyQuery } from "./code-api.ts";
import styles from "./codes.module.css";

/** A guide goes off and on duty by themselves. */
export function DutySwitch() {
  const duty = useQuery({ ...dutyQuery, retry: false });
  const change = useAction<boolean>({
    run: (onDuty) => answer(api.PUT("/api/v1/me/duty", { body: { onDuty, until: null } })),
    done: (_answer, onDuty) => (onDuty ? "已恢复接待，一分钟内生效" : "已暂停接待，新客户会分给其他同事"),
    refresh: [["codes"]],
  });
  if (!duty.data?.serves) return null;
  return (
    <span className={styles.row}>
      <Switch
        aria-label="我的接待状态"
        checked={duty.data.onDuty}
        loading={change.isPending}
        onChange={(on) => change.mutate(on)}
      />
      {duty.data.onDuty ? "我在接待" : "我暂停接待"}
    </span>
  );
}
