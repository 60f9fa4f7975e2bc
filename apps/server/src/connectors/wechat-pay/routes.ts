import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { callbackPath } from "../wechat/index.ts";
import { assignMerchant, findMerchant, listMerchants } from "./merchants.ts";

const merchantAnswer = z.object({
  accountId: z.uuid(),
  mchid: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  unitId: z.uuid().nullable().describe("It takes the money of the stores below this unit; the nearest unit wins"),
  unitName: z.string().nullable(),
  notifyUrl: z
    .string()
    .nullable()
    .describe("Where WeChat Pay tells of payments and refunds; null until the public address is entered"),
  version: z.int(),
});

/** Merchants and whose sales they take the money of: the whole chain's, like the connection. */
export function wechatPayRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const merchants = async () => {
    const base = await publicAddress(db);
    return (await listMerchants(db)).map((merchant) => ({
      ...merchant,
      notifyUrl: base && `${base}${callbackPath(merchant.accountId)}`,
    }));
  };
  return [
    route({
      method: "GET",
      path: "/wechat-pay/merchants",
      summary: "Connected merchants and whose sales they take the money of",
      tag: "payments",
      access: "payment.read",
      answer: z.object({ items: z.array(merchantAnswer) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return { items: await merchants() };
      },
    }),
    route({
      method: "PUT",
      path: "/wechat-pay/merchants/:accountId",
      summary: "Say whose sales a merchant takes the money of",
      tag: "payments",
      access: "connection.write",
      params: z.object({ accountId: z.uuid() }),
      body: z.object({ unitId: z.uuid().nullable(), version: z.int().min(0) }),
      answer: merchantAnswer,
      handle: async ({ actor, params: { accountId }, body }) => {
        requireWholeChain(actor);
        await findMerchant(platform, accountId);
        await db.transaction().execute((tx) => assignMerchant(tx, actor, accountId, body));
        const found = (await merchants()).find((merchant) => merchant.accountId === accountId);
        if (!found) throw new Error("the merchant was just there");
        return found;
      },
    }),
  ];
}
