import { useLive } from "../api.ts";

const WORDS: Readonly<Record<string, string>> = {
  corpId: "企业 ID",
  people: "微信用户",
  members: "企业微信成员",
  follows: "好友关系",
  groups: "客户群",
  accounts: "公众号和小程序",
  merchants: "微信支付商户",
  waitingCallbacks: "待发回调",
};

/** How much there is in this WeChat. */
export function WorldSummary() {
  const { data } = useLive<Record<string, string | number>>("/world");
  if (!data) return null;
  return (
    <table>
      <tbody>
        {Object.entries(WORDS)
          .filter(([name]) => data[name] !== undefined)
          .map(([name, label]) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{data[name]}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
