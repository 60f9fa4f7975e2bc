import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { addMiniProgram, addOfficialAccount, addShop, addVideoChannel } from "../accounts/accounts.ts";
import type { Account } from "../accounts/state.ts";
import { verifyCallback } from "../callbacks/verify.ts";
import { accountNamed, miniProgramNamed, officialAccountNamed } from "./find.ts";

const callback = z.object({
  url: z.url(),
  token: z.string().min(3).max(32),
  encodingAesKey: z.string().length(43),
  mode: z.enum(["plain", "compatible", "secure"]).default("secure"),
  format: z.enum(["xml", "json"]).default("xml"),
});
const draft = {
  name: z.string().min(1),
  appid: z.string().optional(),
  secret: z.string().optional(),
  ipWhitelist: z.array(z.string()).optional(),
  openPlatform: z.string().nullable().optional(),
  callback: callback.optional(),
};

/** What owners set in mp.weixin.qq.com. */
export const accountActions: readonly Action[] = [
  action(
    "weixin.add_official_account",
    z.object({
      ...draft,
      type: z.enum(["service", "subscription"]).default("service"),
      verified: z.boolean().default(true),
      webDomains: z.array(z.string()).optional(),
    }),
    (world, { type, verified, ...rest }) => shown(addOfficialAccount(world, { ...rest, type, verified })),
  ),
  action(
    "weixin.add_mini_program",
    z.object({
      ...draft,
      pages: z.array(z.string()).min(1).default(["pages/index/index"]),
      trading: z.boolean().default(true),
    }),
    (world, { pages, trading, ...rest }) => shown(addMiniProgram(world, { ...rest, pages, trading })),
  ),
  action("weixin.add_shop", z.object(draft), (world, input) => shown(addShop(world, input))),
  action("weixin.add_video_channel", z.object(draft), (world, input) => shown(addVideoChannel(world, input))),
  action(
    "weixin.edit_account",
    z.object({
      appid: z.string(),
      secret: z.string().optional(),
      frozen: z.boolean().optional(),
      ipWhitelist: z.array(z.string()).nullable().optional(),
      webDomains: z.array(z.string()).nullable().optional(),
      verified: z.boolean().optional(),
      protectedByAdmin: z.boolean().optional(),
      phoneCalls: z.int().min(0).optional(),
    }),
    (world, edit) => {
      const account = accountNamed(world, edit.appid);
      account.secret = edit.secret ?? account.secret;
      account.frozen = edit.frozen ?? account.frozen;
      if (edit.ipWhitelist !== undefined) account.ipWhitelist = edit.ipWhitelist ?? undefined;
      if (account.kind === "mini_program") account.mini.phoneCalls = edit.phoneCalls ?? account.mini.phoneCalls;
      else if (account.kind === "official_account") {
        account.verified = edit.verified ?? account.verified;
        account.massSends.protectedByAdmin = edit.protectedByAdmin ?? account.massSends.protectedByAdmin;
        if (edit.webDomains !== undefined) account.webDomains = edit.webDomains ?? undefined;
      }
      return shown(account);
    },
  ),
  action("weixin.set_callback", callback.extend({ appid: z.string() }), async (world, { appid, ...setting }) => {
    const account = accountNamed(world, appid);
    if (account.kind === "official_account" && setting.format === "json") throw new RangeError("公众号只支持 XML 格式");
    const fault = await verifyCallback(world, setting);
    if (fault) throw new RangeError(fault);
    account.callback = setting;
  }),
  action(
    "weixin.set",
    z.object({
      customMessagesAfterPayment: z.int().min(0).optional(),
      unionidWithBaseScope: z.boolean().optional(),
      massSendSeconds: z.int().min(0).optional(),
      publishSeconds: z.int().min(0).optional(),
      mediaCheckSeconds: z.int().min(0).max(1800).optional(),
      dailyCalls: z.record(z.string(), z.int().min(0)).optional(),
      riskyWords: z.record(z.string(), z.int()).optional(),
    }),
    (world, settings) => {
      const given = Object.entries(settings).filter(([, value]) => value !== undefined);
      Object.assign(world.weixin.settings, Object.fromEntries(given));
      return { ...world.weixin.settings };
    },
  ),
  action("weixin.accounts", z.object({}), (world) => ({ accounts: [...world.weixin.accounts.values()].map(shown) })),
  action("weixin.account", z.object({ appid: z.string() }), (world, { appid }) => shown(accountNamed(world, appid))),
  action("weixin.followers", z.object({ appid: z.string() }), (world, { appid }) => ({
    followers: [...officialAccountNamed(world, appid).followers.people.values()],
  })),
  action(
    "weixin.pages",
    z.object({ appid: z.string(), pages: z.array(z.string()).min(1) }),
    (world, { appid, pages }) => {
      const { mini } = miniProgramNamed(world, appid);
      mini.pages.splice(0, mini.pages.length, ...pages);
    },
  ),
];

function shown({ appid, ghId, name, secret, kind, openPlatform, callback }: Account) {
  return { appid, ghId, name, secret, kind, openPlatform, callback };
}
