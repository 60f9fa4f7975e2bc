import { randomBytes } from "node:crypto";
import { signJsTicket } from "@feilun/wechat-protocol";
import type { Platform } from "../../../kernel/platform.ts";
import { keepToken, type WechatAccount } from "../../wechat/index.ts";
import { wecomApi } from "../wecom-api.ts";

/** What `ww.register` asks a page for: wecom-api.md §11.2. */
export interface PageSignature {
  readonly nonceStr: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly signature: string;
}

interface TicketAnswer {
  readonly ticket: string;
  readonly expires_in: number;
}

const tickets = {
  corp: { kind: "jsapi_ticket", path: "/cgi-bin/get_jsapi_ticket", query: undefined },
  agent: { kind: "agent_ticket", path: "/cgi-bin/ticket/get", query: { type: "agent_config" } },
} as const;

/** Signs a page for the company or for the app; the ticket is kept for all processes, since few may be fetched an hour. */
export async function signPage(
  platform: Platform,
  account: WechatAccount,
  by: keyof typeof tickets,
  url: string,
): Promise<PageSignature> {
  const { kind, path, query } = tickets[by];
  const ticket = await keepToken(platform, {
    accountId: account.id,
    kind,
    issue: async () => {
      const answer = await wecomApi(platform, account).get<TicketAnswer>(path, query);
      return { value: answer.ticket, expiresIn: answer.expires_in };
    },
  });
  const parts = { nonceStr: randomBytes(8).toString("hex"), timestamp: Math.floor(Date.now() / 1000) };
  return { ...parts, signature: signJsTicket({ ticket, url, ...parts }) };
}
