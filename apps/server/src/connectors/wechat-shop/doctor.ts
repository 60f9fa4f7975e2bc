import { weixinError } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { probe } from "../wechat/doctor/probe.ts";
import {
  type ExaminationOptions,
  type Examiner,
  type Finding,
  type WechatAccount,
  weixinExaminer,
} from "../wechat/index.ts";

/** Families that a shop is granted one by one; a missing one of the second kind leaves a part of the figures empty. */
const rights = [
  { check: "shop_orders", name: "订单接口", path: "/channels/ec/order/list/get", needed: true },
  { check: "shop_products", name: "商品接口", path: "/channels/ec/product/list/get", needed: true },
  { check: "shop_aftersales", name: "售后接口", path: "/channels/ec/aftersale/getaftersalelist", needed: true },
  { check: "shop_members", name: "会员接口", path: "/channels/ec/vip/user/list/get", needed: false },
  { check: "shop_sharers", name: "分享员接口", path: "/channels/ec/sharer/get_sharer_list", needed: false },
] as const;

/** Looks a shop over: what every account has, then each family of interfaces, then whether its buyers can be known elsewhere. */
export const shopExaminer: Examiner = {
  platforms: ["wechat_shop"],
  async examine(platform, account, options) {
    const findings = await weixinExaminer.examine(platform, account, options);
    const works = findings.some(({ check, state }) => check === "secret" && state === "ok");
    const token = works ? await tokenOf(account, options) : undefined;
    const granted = await Promise.all(rights.map((right) => rightFinding(account, right, token, options)));
    return [...findings, ...granted, await unionidFinding(platform, account)];
  },
};

async function tokenOf(account: WechatAccount, options: ExaminationOptions): Promise<string | undefined> {
  const body = { grant_type: "client_credential", appid: account.accountId, secret: account.secrets.secret };
  const seen = await probe<{ access_token?: string }>(account, "/cgi-bin/stable_token", {}, { ...options, body });
  return seen.kind === "answer" ? seen.body.access_token : undefined;
}

async function rightFinding(
  account: WechatAccount,
  { check, name, path, needed }: (typeof rights)[number],
  token: string | undefined,
  options: ExaminationOptions,
): Promise<Finding> {
  if (!token) return { check, name, state: "skipped", detail: "先解决 AppID 与 AppSecret 的问题" };
  const seen = await probe<object>(
    account,
    path,
    { access_token: token },
    { ...options, body: bodyOf(path, options.now()) },
  );
  const errcode = seen.kind === "answer" ? (seen.body.errcode ?? 0) : -1;
  if (seen.kind === "answer" && errcode === 0) return { check, name, state: "ok", detail: "可以读取" };
  const { cause, remedy } = weixinError(errcode);
  const refused = errcode === 48001;
  return {
    check,
    name,
    state: needed && refused ? "failed" : "warning",
    detail: refused ? "小店没有开通这组接口" : "这次没有读到",
    cause: refused ? "应用没有得到这组接口的授权" : cause,
    remedy: refused
      ? `在小店后台“服务市场 > 开发者工具 > 自研应用”里勾选${name}${needed ? "" : "；不需要这部分数据可以不管"}`
      : remedy,
    errcode,
  };
}

/** The smallest question that each family takes. */
function bodyOf(path: string, now: number): object {
  const end = Math.floor(now / 1000);
  const start = end - 3600;
  if (path.includes("/order/")) return { update_time_range: { start_time: start, end_time: end }, page_size: 1 };
  if (path.includes("/aftersale/")) return { begin_update_time: start, end_update_time: end };
  if (path.includes("/vip/")) return { page_num: 1, page_size: 1 };
  return path.includes("/sharer/") ? { page: 1, page_size: 1 } : { page_size: 1 };
}

const ENOUGH = 5;

/** Without a unionid, a buyer of the shop is a stranger to every other account (wechat-api.md §3). */
async function unionidFinding({ db }: Platform, account: WechatAccount): Promise<Finding> {
  const named = { check: "unionid", name: "开放平台绑定" };
  const { rows } = await sql<{ buyers: number; known: number }>`
    select count(*)::int as buyers, count(*) filter (where exists (
        select from identifier i where i.member_no = b.member_no and i.kind = 'unionid'))::int as known
    from (
      select p.member_no from wechat_shop_party p join wechat_shop_order o using (wechat_account_id, order_id)
      where p.wechat_account_id = ${account.id} and p.role = 'payer' and p.member_no is not null
      order by o.created_at desc limit 200
    ) b`.execute(db);
  const { buyers = 0, known = 0 } = rows[0] ?? {};
  if (buyers < ENOUGH) return { ...named, state: "skipped", detail: "订单还太少，看不出买家有没有 UnionID" };
  if (known > 0) return { ...named, state: "ok", detail: `最近 ${buyers} 笔订单里 ${known} 笔的买家有 UnionID` };
  return {
    ...named,
    state: "warning",
    detail: `最近 ${buyers} 笔订单的买家都没有 UnionID`,
    cause: "小店没有绑定到微信开放平台账号，买家认不出是公众号、小程序或企业微信里的同一个人",
    remedy: "在微信开放平台“管理中心”绑定这个小店；只对绑定之后产生的订单有效",
  };
}
