import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useEffect, useState } from "react";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatExact } from "../../shared/format/number.ts";
import { type Check, type CheckBody, checkQuery } from "./moment-api.ts";

/** So long nothing may change before the server is asked. Milliseconds. */
const QUIET_MS = 500;

/** While a post is written: what it is, and whose Moments it would turn into nothing but advertising. */
export function MomentCheck({ body }: { body: CheckBody | null }) {
  const key = JSON.stringify(body);
  const [asked, setAsked] = useState("null");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), QUIET_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const check = useQuery(checkQuery(asked === key ? (JSON.parse(asked) as CheckBody | null) : null));
  if (!body || !check.data) return null;
  const { over, stops, repeats } = check.data;
  return (
    <Alert
      type={stops ? "error" : over > 0 || repeats ? "warning" : "success"}
      showIcon
      style={{ marginBottom: 16 }}
      title={titleOf(check.data)}
      description={
        <>
          {over > 0 && <div>{adviceOf(check.data)}</div>}
          {repeats && (
            <div>
              {formatDateTime(repeats.at)} 的「{repeats.title}」发过同样的文字，客户会觉得在刷屏，换个说法再发。
            </div>
          )}
        </>
      }
    />
  );
}

function titleOf({ kindLabel, signals, over, senders, stops }: Check): string {
  const read = `这条看起来是${kindLabel}${signals.length > 0 ? `（${signals.join("、")}）` : ""}`;
  if (over === 0) return read;
  const whose = senders === 1 ? "朋友圈" : `${formatExact(over)} 位成员的朋友圈`;
  return `${read}，发出后${whose}广告过多或太密${stops ? "，不能发" : "，容易被折叠、掉粉"}`;
}

function adviceOf({ worst, posts, mostAdPercent, over }: Check): string {
  const first = Math.max(...worst.map((each) => each.first));
  const wait = Math.max(...worst.map((each) => each.waitDays));
  if (first === 0) return `离上一条广告太近，建议隔 ${wait} 天再发广告，这几天先发内容或互动。`;
  const names = worst.slice(0, 3).map(({ name, ads, posts: of }) => `${name} ${ads}/${of}`);
  return `最近 ${posts} 条里广告不宜超过 ${mostAdPercent}%：${names.join("、")}${over > 3 ? " 等" : ""}。建议先发 ${first} 条内容或互动，再发这条。`;
}
