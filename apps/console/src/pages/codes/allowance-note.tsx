import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { formatExact } from "../../shared/format/number.ts";
import { allowanceQuery } from "./code-api.ts";

/** How many new contacts acquisition links may still bring, with a warning before they run out. */
export function AllowanceNote() {
  const { data } = useQuery(allowanceQuery);
  if (!data) return null;
  const style = { marginBottom: 16 };
  if (!data.connected)
    return <Alert type="warning" style={style} title="还没有接入企业微信，获客链接要接入后才会生成" />;
  if (data.failure !== null)
    return <Alert type="warning" style={style} title="查不到获客额度" description={data.failure} />;
  const [next] = data.parts;
  return (
    <Alert
      type={data.warning ? "warning" : "info"}
      style={style}
      title={`获客额度还剩 ${formatExact(data.balance ?? 0)} 个，已用 ${formatExact(data.used ?? 0)} 个`}
      description={data.warning ?? (next && `最早一批 ${formatExact(next.balance)} 个，${next.expiresOn} 到期`)}
    />
  );
}
