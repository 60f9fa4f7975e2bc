import { z } from "zod";
import { invalid } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { publicAddressSetting } from "../../../kernel/public-address.ts";
import { readSetting, writeSetting } from "../../../kernel/settings.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { checkEntry, newCallbackKeys } from "./rules.ts";
import { createAccount, deleteAccount, updateAccount } from "./save-account.ts";
import { accountAnswer, editAccountBody, newAccountBody, present } from "./schemas.ts";
import { findAccount, listAccounts } from "./store.ts";

export const accountParams = z.object({ accountId: z.uuid() });
const tag = "connections";

/** Accounts on WeChat's platforms: the whole chain's, so nobody who sees only a part of it may open them. */
export function accountRoutes(platform: Platform): Route[] {
  const { db } = platform;
  return [
    route({
      method: "GET",
      path: "/wechat/accounts",
      summary: "Accounts on WeChat's platforms, without their secrets",
      tag,
      access: "connection.read",
      answer: z.object({ items: z.array(accountAnswer) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return { items: (await listAccounts(platform, db)).map(present) };
      },
    }),
    route({
      method: "POST",
      path: "/wechat/accounts",
      secret: true,
      summary: "Connect an account",
      tag,
      access: "connection.write",
      body: newAccountBody,
      answer: accountAnswer,
      status: 201,
      handle: ({ actor, body }) => {
        requireWholeChain(actor);
        checkEntry(body);
        return db.transaction().execute(async (tx) => present(await createAccount(platform, tx, actor, body)));
      },
    }),
    route({
      method: "PATCH",
      path: "/wechat/accounts/:accountId",
      secret: true,
      summary: "Change an account, disable it, or replace its secrets; what is left out stays",
      tag,
      access: "connection.write",
      params: accountParams,
      body: editAccountBody,
      answer: accountAnswer,
      handle: ({ actor, params, body: { version, ...edit } }) => {
        requireWholeChain(actor);
        return db.transaction().execute(async (tx) => {
          const before = await findAccount(platform, tx, params.accountId);
          checkEntry({ ...before, secrets: {}, ...edit });
          return present(await updateAccount(platform, tx, actor, before.id, edit, version));
        });
      },
    }),
    route({
      method: "POST",
      path: "/wechat/accounts/:accountId/callback-keys",
      secret: true,
      summary: "Make a new Token and EncodingAESKey; the answer is the only place where they appear",
      tag,
      access: "connection.write",
      params: accountParams,
      body: z.object({ version: z.int().min(1) }),
      answer: z.object({ account: accountAnswer, token: z.string(), encodingAesKey: z.string() }),
      handle: ({ actor, params, body }) => {
        requireWholeChain(actor);
        const secrets = newCallbackKeys();
        return db.transaction().execute(async (tx) => ({
          account: present(await updateAccount(platform, tx, actor, params.accountId, { secrets }, body.version)),
          token: secrets.callbackToken,
          encodingAesKey: secrets.callbackAesKey,
        }));
      },
    }),
    route({
      method: "DELETE",
      path: "/wechat/accounts/:accountId",
      summary: "Disconnect an account; its name is typed to confirm",
      tag,
      access: "connection.write",
      params: accountParams,
      body: z.object({ confirm: z.string() }),
      answer: z.null(),
      status: 204,
      handle: ({ actor, params, body }) => {
        requireWholeChain(actor);
        return db.transaction().execute(async (tx) => {
          const account = await findAccount(platform, tx, params.accountId);
          if (body.confirm !== account.name)
            throw invalid([{ path: "confirm", message: `请输入账号名称「${account.name}」确认删除` }]);
          await deleteAccount(platform, tx, actor, account.id);
          return null;
        });
      },
    }),
    ...publicAddressRoutes(platform),
  ];
}

function publicAddressRoutes({ db }: Platform): Route[] {
  const answer = z.object({ url: z.string(), version: z.int() });
  return [
    route({
      method: "GET",
      path: "/settings/public-address",
      summary: "Where this installation is reached from the internet",
      tag,
      access: "connection.read",
      answer,
      handle: async () => {
        const { value, version } = await readSetting(db, publicAddressSetting);
        return { ...value, version };
      },
    }),
    route({
      method: "PUT",
      path: "/settings/public-address",
      summary: "Say where this installation is reached from the internet",
      tag,
      access: "connection.write",
      body: z.object({ url: z.string().trim().max(200), version: z.int().min(0) }),
      answer,
      handle: ({ actor, body }) => {
        requireWholeChain(actor);
        const url = originOf(body.url);
        return db.transaction().execute(async (tx) => {
          const { value, version } = await writeSetting(tx, actor, publicAddressSetting, { url }, body.version);
          return { ...value, version };
        });
      },
    }),
  ];
}

/** Scheme and host of what was pasted. @throws Refusal `invalid_input` */
function originOf(text: string): string {
  if (text === "") return "";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol) || !["", "/"].includes(url.pathname) || url.search)
    throw invalid([{ path: "url", message: "填写协议和域名，例如 https://crm.example.com，后面不带路径" }]);
  return url.origin;
}
