import { toBuffer } from "qrcode";
import { z } from "zod";
import { notFound, Refusal } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { findOfficialAccount } from "../profile.ts";
import { officialParams } from "../schemas.ts";
import { endWifi, saveWifi } from "./save-wifi.ts";
import { listWifi } from "./store.ts";

const tag = "official-account";
const read = "official_account.read";
const write = "official_account.write";
const wifiParams = officialParams.extend({ storeNo: z.coerce.number().int().min(1) });
/** WPA2 takes 8 to 63 characters of a password, 32 bytes of a name. */
const wifiBody = z.object({
  ssid: z.string().trim().min(1).max(32),
  password: z
    .string()
    .regex(/^[\x20-\x7e]{8,63}$/, "WiFi 密码为 8 到 63 个英文、数字或符号")
    .optional(),
  version: z.int().min(0).describe("0 = a new one"),
});
const wifiSchema = z.object({
  storeNo: z.int(),
  storeName: z.string(),
  ssid: z.string(),
  hasCode: z.boolean().describe("False until the platform has made the code: save again"),
  gained: z.int().describe("Followers whose follow came by this code"),
  following: z.int().describe("Those of them who follow today"),
  version: z.int(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});

/** 门店 WiFi: scan, follow, be told the password (CH-28). */
export function officialWifiRoutes(platform: Platform): Route[] {
  const { db } = platform;
  return [
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/wifi",
      summary: "Stores whose WiFi is told to followers",
      tag,
      access: read,
      params: officialParams,
      answer: z.object({ items: z.array(wifiSchema) }),
      handle: async ({ actor, params: { officialAccountId } }) => {
        await findOfficialAccount(platform, officialAccountId);
        const items = await listWifi(db, actor, officialAccountId);
        return {
          items: items.map(({ codeUrl, updatedAt, ...wifi }) => ({
            ...wifi,
            hasCode: codeUrl !== null,
            updatedAt: updatedAt.toISOString(),
          })),
        };
      },
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/wifi/:storeNo",
      summary: "Set a store's network; its code is made once and stays good",
      tag,
      access: write,
      secret: true,
      params: wifiParams,
      body: wifiBody,
      answer: z.object({}),
      handle: async ({ actor, params: { officialAccountId, storeNo }, body }) => {
        const account = await findOfficialAccount(platform, officialAccountId);
        try {
          await saveWifi(platform, actor, account, storeNo, body);
        } catch (error) {
          if (!(error instanceof WechatRefusal)) throw error;
          throw new Refusal({ code: "platform_refused", status: 409, title: error.cause, detail: error.remedy });
        }
        return {};
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/wifi/:storeNo/code.png",
      summary: "The code for a store's WiFi card",
      tag,
      access: read,
      params: wifiParams,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params: { officialAccountId, storeNo }, reply }) => {
        await findOfficialAccount(platform, officialAccountId);
        const wifi = (await listWifi(db, actor, officialAccountId)).find((each) => each.storeNo === storeNo);
        if (!wifi?.codeUrl) throw notFound("这家门店的 WiFi 码");
        await reply.type("image/png").send(await toBuffer(wifi.codeUrl, { width: 860, margin: 2 }));
        return "";
      },
    }),
    route({
      method: "DELETE",
      path: "/official-accounts/:officialAccountId/wifi/:storeNo",
      summary: "Tell a store's network no more",
      tag,
      access: write,
      params: wifiParams,
      answer: z.object({}),
      handle: async ({ actor, params: { officialAccountId, storeNo } }) => {
        await endWifi(platform, actor, await findOfficialAccount(platform, officialAccountId), storeNo);
        return {};
      },
    }),
  ];
}
