import { z } from "zod";
import { platforms, type WechatAccount } from "./account.ts";

const text = (max: number) => z.string().trim().min(1).max(max);

export const secretFields = z.object({
  secret: text(100).optional().describe("corpsecret, appsecret; for pay the API v3 key"),
  callbackToken: text(32).optional(),
  callbackAesKey: text(64).optional(),
  merchantKey: text(8_000).optional(),
  merchantSerial: text(64).optional(),
  platformKey: text(8_000).optional(),
  platformSerial: text(64).optional(),
  merchantCertificate: text(8_000).optional().describe("PEM; tells the serial and until when it holds"),
});

export const newAccountBody = z.object({
  platform: z.enum(platforms),
  accountId: text(64).describe("corpid, appid or mchid"),
  agentId: z.string().trim().max(10).default(""),
  purpose: z.enum(["app", "contact_sync"]).default("app"),
  name: text(60),
  baseUrl: text(200).optional(),
  authorizeUrl: text(200).optional(),
  scanUrl: text(200).optional(),
  secrets: secretFields.extend({ secret: text(100) }),
});

export const editAccountBody = z.object({
  version: z.int().min(1),
  name: text(60).optional(),
  agentId: text(10).optional(),
  baseUrl: text(200).optional(),
  authorizeUrl: text(200).nullable().optional(),
  scanUrl: text(200).nullable().optional(),
  enabled: z.boolean().optional(),
  secrets: secretFields.optional(),
});

/** An account as it is shown: which secrets are there, never what they are. */
export const accountAnswer = z.object({
  id: z.uuid(),
  platform: z.enum(platforms),
  accountId: z.string(),
  agentId: z.string(),
  purpose: z.enum(["app", "contact_sync"]),
  name: z.string(),
  baseUrl: z.string(),
  authorizeUrl: z.string(),
  scanUrl: z.string(),
  enabled: z.boolean(),
  version: z.int(),
  secretsSet: z.array(secretFields.keyof()),
  callbackPath: z.string().describe("Below this installation's public address"),
});

/** Where a platform sends what happens to an account. */
export const callbackPath = (id: string) => `/api/v1/callbacks/wechat/${id}`;

export function present({ secrets, ...account }: WechatAccount): z.input<typeof accountAnswer> {
  return {
    ...account,
    secretsSet: secretFields.keyof().options.filter((name) => Boolean(secrets[name])),
    callbackPath: callbackPath(account.id),
  };
}
