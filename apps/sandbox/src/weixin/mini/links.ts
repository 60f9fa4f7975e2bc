import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { countWindow } from "../access/quotas.ts";
import { miniProgramOf, opaque } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";
import { bodyOf } from "../read.ts";
import type { WxaLink } from "./state.ts";

const DAY_SECONDS = 86_400;
const QUERY = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*$/;
const TITLE_CHARS = 20;
const target = {
  path: z.string().default(""),
  query: z.string().default(""),
  env_version: z.enum(["release", "trial", "develop"]).default("release"),
};
const life = {
  is_expire: z.boolean().optional(),
  expire_type: z.union([z.literal(0), z.literal(1)]).default(0),
  expire_time: z.int().optional(),
  expire_interval: z.int().optional(),
};
type Target = { path: string; query: string; env_version: string };
type Life = { expire_type: 0 | 1; expire_time?: number | undefined; expire_interval?: number | undefined };

/** Schemes, URL links and short links into a mini program: wechat-api.md §2.3. */
export const linkEndpoints: readonly Endpoint[] = [
  post("/wxa/generatescheme", (call) => {
    const { jump_wxa, ...wanted } = bodyOf(call, z.object({ jump_wxa: z.object(target).optional(), ...life }));
    const opens = jump_wxa ?? { path: "", query: "", env_version: "release" };
    return { errcode: 0, errmsg: "ok", openlink: make(call, "weixin://dl/business/?t=", opens, wanted).link };
  }),
  post("/wxa/generate_urllink", (call) => {
    const wanted = bodyOf(call, z.object({ ...target, ...life }));
    return { errcode: 0, errmsg: "ok", url_link: make(call, "https://wxaurl.cn/", wanted, wanted).link };
  }),
  post("/wxa/queryscheme", (call) => {
    const { scheme } = bodyOf(call, z.object({ scheme: z.string() }));
    return { errcode: 0, errmsg: "ok", scheme_info: info(call, scheme), quota_info: quota(call) };
  }),
  post("/wxa/query_urllink", (call) => {
    const { url_link } = bodyOf(call, z.object({ url_link: z.string() }));
    return { errcode: 0, errmsg: "ok", url_link_info: info(call, url_link), quota_info: quota(call) };
  }),
  post("/wxa/genwxashortlink", (call) => {
    const { page_url, page_title } = bodyOf(
      call,
      z.object({ page_url: z.string().max(PATH_MAX), page_title: z.string().max(TITLE_CHARS).optional() }),
    );
    const [path = "", query = ""] = page_url.split("?");
    const account = miniProgramOf(call);
    checkPath(account, path);
    const link = `#小程序://${account.name}/${page_title ?? ""}/${opaque(call.world, 15)}`;
    keep(call.world, account, {
      link,
      path,
      query,
      envVersion: "release",
      expiresAt: secondsOf(call.world.clock) + WEIXIN_QUOTAS.linkLife.amount * DAY_SECONDS,
    });
    return { errcode: 0, errmsg: "ok", link };
  }),
];
const PATH_MAX = 1024;

/** What an opened link leads to. `cq` may be appended to its query. @throws RangeError for none, an expired one, or too many opens today */
export function openedLink(world: World, link: string): { account: MiniProgram; path: string; query: string } {
  const [bare = "", cq] = link.split(/[?&]cq=/, 2);
  for (const account of world.weixin.accounts.values()) {
    const known = account.kind === "mini_program" ? account.mini.links.get(bare) : undefined;
    if (account.kind !== "mini_program" || !known) continue;
    if (known.expiresAt > 0 && known.expiresAt <= secondsOf(world.clock)) throw new RangeError("链接已过期");
    if (cq !== undefined && cq.length > WEIXIN_QUOTAS.linkCq.amount) throw new RangeError("cq 最长 256 个字符");
    if (!countWindow(world, `${account.appid} link_opens`, "day", WEIXIN_QUOTAS.linksOpened.amount))
      throw new RangeError("该小程序今天的链接打开次数已用完");
    const query = [known.query, cq && `cq=${cq}`].filter(Boolean).join("&");
    return { account, path: known.path, query };
  }
  throw new RangeError(`没有这个链接：${link}`);
}

function make(call: Call, prefix: string, { path, query, env_version }: Target, wanted: Life): WxaLink {
  const { world } = call;
  const account = miniProgramOf(call);
  checkPath(account, path.replace(/^\//, ""));
  if (query.length > WEIXIN_QUOTAS.linkQuery.amount || !QUERY.test(query)) refuse(40165, "invalid query");
  const now = secondsOf(world.clock);
  const longest = now + WEIXIN_QUOTAS.linkLife.amount * DAY_SECONDS;
  const asked =
    wanted.expire_type === 1 ? now + (wanted.expire_interval ?? 0) * DAY_SECONDS : (wanted.expire_time ?? longest);
  if (asked <= now || asked > longest) refuse(85401, "invalid expire time");
  if (!countWindow(world, `${account.appid} links`, "day", WEIXIN_QUOTAS.linksGenerated.amount)) refuse(45009);
  const link = `${prefix}${opaque(world, 14)}`;
  return keep(world, account, { link, path, query, envVersion: env_version, expiresAt: asked });
}

function keep(world: World, account: MiniProgram, draft: Omit<WxaLink, "createdAt">): WxaLink {
  const link = { ...draft, createdAt: secondsOf(world.clock) };
  account.mini.links.set(link.link, link);
  return link;
}

function checkPath({ mini }: MiniProgram, path: string): void {
  if (path !== "" && !mini.pages.includes(path)) refuse(40165, "invalid path");
}

function info(call: Call, link: string) {
  const account = miniProgramOf(call);
  const known = account.mini.links.get(link) ?? refuse(40097, "no such link");
  return {
    appid: account.appid,
    path: known.path,
    query: known.query,
    create_time: known.createdAt,
    expire_time: known.expiresAt,
    env_version: known.envVersion,
  };
}

function quota({ world, app }: Call) {
  const opened =
    [...world.weixin.access.calls].filter(([key]) => key.startsWith(`${app} link_opens `)).at(-1)?.[1] ?? 0;
  return { remain_visit_quota: WEIXIN_QUOTAS.linksOpened.amount - opened };
}
