import { useQuery } from "@tanstack/react-query";
import { signature } from "./sidebar-api.ts";

/** WeCom's own browser; only there is a chat open beside the page. */
export const isWecom = () => /wxwork/i.test(navigator.userAgent);

/** Asks WeCom whose chat is open beside this page. @throws the SDK's refusal */
async function askWecom(account: string | undefined): Promise<string> {
  const ww = await import("@wecom/jssdk");
  const page = location.href.split("#")[0] ?? location.href;
  const { corpId, agentId } = await signature("agent", page, account);
  ww.register({
    corpId,
    agentId,
    jsApiList: ["getCurExternalContact"],
    getConfigSignature: (url) => signature("corp", url, account),
    getAgentConfigSignature: (url) => signature("agent", url, account),
  });
  const { userId } = await ww.getCurExternalContact();
  return userId;
}

/** The external contact of the open chat: from the address (a plain browser), else from WeCom. */
export function useCurrentContact(fromAddress: string | null, account: string | undefined) {
  return useQuery({
    queryKey: ["sidebar", "contact", account],
    queryFn: () => askWecom(account),
    enabled: fromAddress === null && isWecom(),
    retry: 1,
    staleTime: 0,
    gcTime: 0,
  });
}
