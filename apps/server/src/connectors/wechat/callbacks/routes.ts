import { setTimeout as sleep } from "node:timers/promises";
import { EnvelopeRefused, XmlRefused } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { notFound, Refusal } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { WechatAccount } from "../accounts/account.ts";
import { accountCache } from "../accounts/account-cache.ts";
import { loadAccount } from "../accounts/store.ts";
import { type CallbackDialect, CallbackRefused, type OpenedCallback } from "./dialect.ts";
import { callbackRefusals } from "./refusal-words.ts";
import { createCallbackWriter } from "./write-callbacks.ts";

const params = z.object({ id: z.uuid() });
const query = z.object({}).catchall(z.string());

/** Where the platforms send what happens: `/api/v1/callbacks/wechat/<account>`. Stored, then answered; worked off after. */
export function callbackRoutes(platform: Platform, dialects: readonly CallbackDialect[]): Route[] {
  const writer = createCallbackWriter(platform);
  const accounts = accountCache(platform);

  async function receiver(id: string, fresh = false) {
    const account = fresh ? await loadAccount(platform, platform.db, id) : await accounts.find(id);
    const dialect = account?.enabled ? dialects.find((known) => known.platform === account.platform) : undefined;
    if (!account || !dialect) throw notFound("回调地址");
    return { account, dialect };
  }

  async function refuse(accountId: string, error: unknown, status = 400): Promise<never> {
    if (!(error instanceof EnvelopeRefused || error instanceof XmlRefused || error instanceof CallbackRefused))
      throw error;
    await sql`
      insert into wechat_callback_refusal as r (wechat_account_id, reason) values (${accountId}, ${error.reason})
      on conflict (wechat_account_id, reason) do update set times = r.times + 1, last_at = now()`.execute(platform.db);
    throw new Refusal({
      code: `callback_${error.reason}`,
      status,
      title: callbackRefusals[error.reason] ?? "回调不被接受",
    });
  }

  return [
    route({
      method: "GET",
      path: "/callbacks/wechat/:id",
      summary: "Answer a platform's check of the callback address",
      tag: "callbacks",
      access: "public",
      params,
      query,
      answer: z.string(),
      raw: "stream",
      handle: async ({ params, query, reply }) => {
        // Asked right after the keys were changed: by the platform when they are saved there, and by the set-up doctor.
        const { account, dialect } = await receiver(params.id, true);
        try {
          reply.type("text/plain; charset=utf-8").send(dialect.verify(account, query));
        } catch (error) {
          return refuse(account.id, error);
        }
        return "";
      },
    }),
    route({
      method: "POST",
      path: "/callbacks/wechat/:id",
      summary: "Take a platform's callback",
      tag: "callbacks",
      access: "public",
      params,
      query,
      answer: z.string(),
      raw: "stream",
      textBody: true,
      bodyLimit: 512 * 1024,
      handle: async ({ params, query, request, reply }) => {
        const { account, dialect } = await receiver(params.id);
        let answer: string | undefined;
        try {
          const body = typeof request.body === "string" ? request.body : "";
          const callback = await dialect.open(account, query, body, request.headers);
          await writer.write(
            account.id,
            callback,
            dialect.urgent?.events.has(callback.event) ? dialect.urgent.job : undefined,
          );
          answer = await answerOf(platform, dialect, account, callback);
        } catch (error) {
          return refuse(account.id, error, dialect.refusedStatus);
        }
        if (answer === undefined) reply.type("text/plain; charset=utf-8").send(dialect.accepted);
        else reply.type("text/xml; charset=utf-8").send(answer);
        return "";
      },
    }),
  ];
}

/** The platforms wait five seconds. A reply that fails or is late is none: the callback itself is safe. */
const REPLY_MS = 3_500;

async function answerOf(
  platform: Platform,
  dialect: CallbackDialect,
  account: WechatAccount,
  callback: OpenedCallback,
): Promise<string | undefined> {
  if (!dialect.reply) return undefined;
  const late = new AbortController();
  try {
    return await Promise.race([
      dialect.reply(platform, account, callback),
      sleep(REPLY_MS, undefined, { signal: late.signal, ref: false }),
    ]);
  } catch (error) {
    platform.log.warn({ err: error, account: account.id }, "a passive reply failed");
    return undefined;
  } finally {
    late.abort();
  }
}
