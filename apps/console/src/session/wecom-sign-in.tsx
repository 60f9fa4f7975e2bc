import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { api } from "../api/client.ts";

/** Why signing in with WeCom came to nothing, by the code in the address. */
export const wecomProblems: Readonly<Record<string, string>> = {
  wecom_state_lost: "这次登录不是从本浏览器发起的，或已超过 10 分钟，请重新登录",
  wecom_cancelled: "你没有同意用企业微信登录",
  wecom_code_refused: "这次登录已失效（5 分钟内有效，只能用一次），请重新登录",
  wecom_not_member: "你不是这家企业的成员，或不在应用的可见范围内，请联系管理员",
  wecom_not_mapped: "你的企业微信账号还没有对应到员工，请联系管理员在“企业微信同步”里对应",
  wecom_unavailable: "企业微信拒绝或没有应答这次登录，请稍后再试；一直如此请管理员在“平台接入”里检查",
  staff_inactive: "你的员工账号已停用，请联系店长或管理员",
  not_found: "企业微信登录还没有接入，请用账号密码登录",
};

const inWecom = () => /wxwork/i.test(navigator.userAgent);

/** Ways to sign in with WeCom; within WeCom itself the browser is led there at once, unless it has just come back refused. */
export function WecomSignIn({ next, wasRefused }: { next: string; wasRefused: boolean }) {
  const { data } = useQuery({
    queryKey: ["instance", "wecom-sign-in"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/sign-in/wecom", { signal })),
  });
  const [only] = data?.items ?? [];
  const isAlone = data?.items.length === 1;
  const start = (account: string) => `/api/v1/sign-in/wecom/start?${new URLSearchParams({ account, next })}`;
  const goAtOnce = only && isAlone && inWecom() && !wasRefused ? start(only.accountId) : null;
  useEffect(() => {
    if (goAtOnce) window.location.replace(goAtOnce);
  }, [goAtOnce]);
  return (data?.items ?? []).map(({ accountId, name }) => (
    <Button key={accountId} block size="large" href={start(accountId)} style={{ marginTop: 12 }}>
      {isAlone ? "用企业微信登录" : `用企业微信登录（${name}）`}
    </Button>
  ));
}
