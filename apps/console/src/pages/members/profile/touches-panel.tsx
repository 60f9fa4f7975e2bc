import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { DateTime } from "../../../shared/format/values.tsx";
import { Panel } from "../../../shared/page/panel.tsx";
import { channelNames, outcomeWords } from "../../outbound/outbound-words.ts";
import { budgetQuery } from "../../touch/touch-api.ts";
import { wordsOfCap } from "../../touch/touch-words.ts";
import styles from "./profile.module.css";

/** How much the customer may still be disturbed, and what was last meant for them; nothing where there is neither. */
export function TouchesPanel({ memberNo }: { memberNo: number }) {
  const { data } = useQuery(budgetQuery(memberNo));
  if (!data || (data.caps.length === 0 && data.touches.length === 0 && !data.heldOut)) return null;
  return (
    <Panel title="触达" hint="最近发给他的，和还剩多少打扰的余地">
      <ul className={styles.bindings}>
        {data.heldOut && <li>属于长期对照组，不发营销消息</li>}
        {data.caps.map((cap) => (
          <li key={wordsOfCap(cap)}>
            {wordsOfCap(cap)}
            <div className={styles.faint}>
              已用 {cap.used} 次，{cap.used >= cap.most ? "已满" : `还剩 ${cap.most - cap.used} 次`}
            </div>
          </li>
        ))}
        {data.touches.map((touch) => {
          const look = outcomeWords[touch.outcome as keyof typeof outcomeWords];
          return (
            <li key={touch.outboundId}>
              <strong>{touch.title}</strong> <Tag color={look?.color}>{look?.text ?? touch.outcome}</Tag>
              <div className={styles.faint}>
                {channelNames[touch.channel]} · <DateTime value={touch.at} ago />
                {touch.reason && ` · ${touch.reason}`}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
