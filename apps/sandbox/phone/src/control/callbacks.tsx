import type { CallbackAttempt } from "../../../src/callbacks/state.ts";
import { useLive } from "../api.ts";

const WORDS: Readonly<Record<string, string>> = { timeout: "超时", unreachable: "连不上", dropped: "按故障丢弃" };

/** What the sandbox told the product, the latest first, with the answer. */
export function Callbacks() {
  const { data } = useLive<{ waiting: number; items: CallbackAttempt[] }>("/phone/attempts");
  if (!data) return null;
  return (
    <>
      <p className="hint">沙箱发给产品的回调，最新在前。等待发送：{data.waiting}</p>
      {data.items.length === 0 && <p className="empty">还没有发过：在手机上扫个码试试</p>}
      {data.items.map(({ id, subscriber, plaintext, outcome, ms }) => (
        <details key={`${id}.${outcome}.${ms}`} className="attempt">
          <summary>
            <span className={outcome === 200 ? "pill good" : "pill bad"}>{WORDS[outcome] ?? outcome}</span>
            <span className="grow">{eventOf(plaintext)}</span>
            <small>
              {subscriber} · {ms} 毫秒
            </small>
          </summary>
          <pre>{plaintext}</pre>
        </details>
      ))}
    </>
  );
}

/** The event's name in the plain text, XML or JSON. */
function eventOf(plaintext: string): string {
  const names = ["Event", "ChangeType", "MsgType", "event_type"].map((name) =>
    new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^\\]<]+)|"${name}":"([^"]+)"`).exec(plaintext),
  );
  const [event, change, message] = names.map((found) => found?.[1] ?? found?.[2]);
  return [event ?? message, change].filter(Boolean).join(" / ") || "消息";
}
