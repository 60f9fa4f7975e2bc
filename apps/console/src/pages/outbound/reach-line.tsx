import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useEffect, useState } from "react";
import { problemText } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatExact } from "../../shared/format/number.ts";
import { type Addressees, type Outcome, reachQuery } from "./outbound-api.ts";
import { outcomeWords, unitOf, type WritableChannel } from "./outbound-words.ts";

/** So long nothing may change before the server is asked. Milliseconds. */
const QUIET_MS = 400;

interface ReachLineProps {
  readonly channel: WritableChannel;
  readonly addressees: Addressees | null;
}

/** How many the message would reach, and who is left out, before anything is sent. */
export function ReachLine({ channel, addressees }: ReachLineProps) {
  const key = JSON.stringify(addressees);
  const [asked, setAsked] = useState<string>("null");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), QUIET_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const reach = useQuery(reachQuery(asked === key ? (JSON.parse(asked) as Addressees | null) : null));
  if (addressees === null || channel === "wecom_moment") return null;
  const style = { marginBottom: 16 };
  if (reach.isError) return <Alert type="warning" showIcon style={style} title={problemText(reach.error).detail} />;
  if (!reach.data) return <Alert type="info" showIcon style={style} title="正在计算能发给多少人…" />;
  const { reachable, withoutAddress, refusals, sendAt, parts } = reach.data;
  // A group owner alone stands for all of the owner's groups.
  const text = channel === "wecom_group" && reachable === 0 ? "全部" : formatExact(reachable);
  const notes = [
    withoutAddress > 0 && `${formatExact(withoutAddress)} 位没有加企业微信`,
    ...Object.entries(refusals).map(
      ([reason, people]) => `${formatExact(people)} 位${outcomeWords[reason as Outcome].text}`,
    ),
    sendAt && `正值免打扰时段，${formatDateTime(sendAt)} 后发出`,
    parts > 1 && `分 ${parts} 批提交`,
  ].filter(Boolean);
  return (
    <Alert
      type={reachable > 0 || channel === "wecom_group" ? "info" : "warning"}
      showIcon
      style={style}
      title={`将发给 ${text} ${unitOf(channel)}`}
      description={notes.length > 0 ? notes.join("，") : undefined}
    />
  );
}
