import type { NoticeAttempt } from "../../../src/pay/notices/state.ts";
import { useLive } from "../api.ts";

const WORDS: Readonly<Record<string, string>> = {
  timeout: "超时",
  unreachable: "连不上",
  dropped: "按故障丢弃",
  no_api_v3_key: "未设 APIv3 密钥",
};

/** What WeChat Pay told merchants, the latest first, opened, with the answer. */
export function Notices() {
  const { data } = useLive<{ waiting: number; items: NoticeAttempt[] }>("/phone/notices");
  if (!data) return null;
  return (
    <>
      <p className="hint">微信支付发给商户的通知（已解密），最新在前。等待发送或重发：{data.waiting}</p>
      {data.items.length === 0 && <p className="empty">还没有发过：在手机上付一笔试试</p>}
      {data.items.map(({ id, attempt, mchid, eventType, resource, outcome, ms }) => (
        <details key={`${id}.${attempt}.${ms}`} className="attempt">
          <summary>
            <span className={outcome === 200 || outcome === 204 ? "pill good" : "pill bad"}>
              {WORDS[outcome] ?? outcome}
            </span>
            <span className="grow">{eventType}</span>
            <small>
              {mchid} · 第 {attempt} 次 · {ms} 毫秒
            </small>
          </summary>
          <pre>{JSON.stringify(JSON.parse(resource), undefined, 2)}</pre>
        </details>
      ))}
    </>
  );
}
