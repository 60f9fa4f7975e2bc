import { z } from "zod";
import { audit } from "../../../kernel/audit/audit.ts";
import { invalid, Refusal } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { publicAddress } from "../../../kernel/public-address.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { signInAccount } from "../sign-in/accounts.ts";
import { signPage } from "./js-signature.ts";
import { recognise } from "./recognise.ts";

const signature = z.object({ nonceStr: z.string(), timestamp: z.int(), signature: z.string() });
const tag = "sidebar";

/** The page beside a chat in WeCom. */
export function sidebarRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "POST",
      path: "/wecom/js-signature",
      summary: "Sign a page of ours for WeCom's JS-SDK",
      tag,
      access: "signed_in",
      body: z.object({
        url: z.string().max(2_048).describe("The page's address; anything after # is left out"),
        account: z.uuid().optional(),
        by: z.enum(["corp", "agent"]).default("agent"),
      }),
      answer: signature.extend({ corpId: z.string(), agentId: z.string() }),
      handle: async ({ body, request }) => {
        const account = await signInAccount(platform, body.account);
        const ours = [request.host, await publicHost(platform)];
        if (!URL.canParse(body.url) || !ours.includes(new URL(body.url).host))
          throw invalid([{ path: "url", message: "只为本系统自己的页面签名" }]);
        try {
          const { accountId: corpId, agentId } = account;
          return { ...(await signPage(platform, account, body.by, body.url)), corpId, agentId };
        } catch (error) {
          if (!(error instanceof WechatRefusal)) throw error;
          throw new Refusal({
            code: "wecom_refused",
            status: 502,
            title: `企业微信拒绝了请求：${error.cause}`,
            detail: error.remedy,
          });
        }
      },
    }),
    route({
      method: "POST",
      path: "/sidebar/recognise",
      summary: "Who the external contact of the open chat is, within the caller's scope",
      tag,
      access: "member.read",
      body: z.object({ externalUserId: z.string().trim().min(1).max(64), account: z.uuid().optional() }),
      answer: z.object({
        memberNo: z.int().nullable().describe("Null: unknown, or outside what the caller may see"),
        erased: z.boolean(),
        followed: z
          .object({
            since: z.iso.datetime().nullable(),
            remark: z.string().nullable(),
            description: z.string().nullable(),
          })
          .nullable()
          .describe("What the caller noted in WeCom; null unless they are the customer's contact there"),
      }),
      handle: async ({ actor, body }) => {
        const account = await signInAccount(platform, body.account);
        const { followed, ...found } = await recognise(platform, actor, account.accountId, body.externalUserId);
        // The opening of the profile itself is noted where the profile is read.
        if (followed?.remark || followed?.description)
          await audit(platform.db, actor, {
            action: "wecom_follow.opened",
            subject: { kind: "wecom_customer", id: body.externalUserId },
          });
        return { ...found, followed: followed && { ...followed, since: followed.since?.toISOString() ?? null } };
      },
    }),
  ];
}

async function publicHost(platform: Platform): Promise<string | null> {
  const address = await publicAddress(platform.db);
  return address && new URL(address).host;
}
