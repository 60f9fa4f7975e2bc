import { Progress, Tag } from "antd";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./outbound.module.css";
import type { OutboundDetail } from "./outbound-api.ts";

const SHOWN = 50;

/** Who has to confirm, and who has; those still waited for come first. */
export function SendersPanel({ message }: { readonly message: OutboundDetail }) {
  const { senders } = message;
  const confirmed = senders.filter(({ confirmedAt }) => confirmedAt !== null).length;
  return (
    <Panel
      title="导购确认"
      hint={
        senders.length > 0 ? `${confirmed} / ${senders.length} 位已确认；每位导购在手机上确认后才会发出` : undefined
      }
    >
      {senders.length === 0 ? (
        <EmptyState compact title="平台还没有分派到导购">
          提交后一两分钟内会列出需要确认的导购。
        </EmptyState>
      ) : (
        <>
          <Progress percent={Math.round((100 * confirmed) / senders.length)} size="small" />
          <ul className={styles.plain}>
            {senders.slice(0, SHOWN).map(({ senderKey, name, confirmedAt, sent }) => (
              <li key={senderKey} className={styles.row}>
                <span>
                  {name ?? senderKey} {name && <span className={styles.quiet}>{senderKey}</span>}
                </span>
                {confirmedAt ? (
                  <span className={styles.quiet}>
                    发给 {formatExact(sent)} · <DateTime value={confirmedAt} ago />
                  </span>
                ) : (
                  <Tag color="orange">未确认</Tag>
                )}
              </li>
            ))}
          </ul>
          {senders.length > SHOWN && (
            <div className={styles.quiet}>
              只列出前 {SHOWN} 位，未确认的在前；共 {senders.length} 位
            </div>
          )}
        </>
      )}
    </Panel>
  );
}
