import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { officialAccountOf, personOf, serialNumber } from "../accounts/accounts.ts";
import { today } from "../calendar.ts";
import { followersOf } from "../followers/follow.ts";
import { show } from "../messages/chat.ts";
import { bodyOf } from "../read.ts";
import { accept } from "./accept.ts";
import { contentOf } from "./content.ts";

/** Thousands a minute by speed. */
const REAL_SPEED = [80, 60, 45, 30, 10] as const;
const clientmsgid = z.string().optional();

/** Mass sends: wechat-api.md §1.7. */
export const massSendEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/message/mass/sendall", (call) => {
    const account = officialAccountOf(call);
    const { filter, clientmsgid: clientId } = bodyOf(
      call,
      z.object({
        filter: z.object({ is_to_all: z.boolean(), tag_id: z.coerce.number().int().optional() }),
        clientmsgid,
      }),
    );
    const people = followersOf(account);
    if (!filter.is_to_all && !account.followers.tags.has(filter.tag_id ?? -1)) refuse(45159);
    const chosen = filter.is_to_all ? people : people.filter(({ tags }) => tags.includes(filter.tag_id ?? -1));
    return accept(
      call,
      account,
      chosen.map(({ openid }) => openid),
      filter.is_to_all,
      clientId,
    );
  }),
  post("/cgi-bin/message/mass/send", (call) => {
    const account = officialAccountOf(call);
    if (account.type !== "service" || !account.verified) refuse(48001);
    const { touser, clientmsgid: clientId } = bodyOf(call, z.object({ touser: z.array(z.string()), clientmsgid }));
    const fewest = WEIXIN_QUOTAS.massSendOpenidsFewest.amount;
    if (touser.length < fewest || touser.length > WEIXIN_QUOTAS.massSendOpenids.amount)
      refuse(40130, "invalid openid list size, at least two openid");
    for (const openid of touser) personOf(call.world, account, openid);
    return accept(call, account, [...new Set(touser)], false, clientId);
  }),
  post("/cgi-bin/message/mass/preview", (call) => {
    const account = officialAccountOf(call);
    const { touser, towxname } = bodyOf(
      call,
      z.object({ touser: z.string().optional(), towxname: z.string().optional() }),
    );
    const { msgtype, content } = contentOf(call, account);
    const { previews } = account.massSends;
    const day = today(call.world);
    if (previews.day !== day) Object.assign(previews, { day, count: 0 });
    if (towxname && ++previews.count > WEIXIN_QUOTAS.massPreviews.amount) refuse(45009);
    // A WeChat id is the person's own id here.
    const openid = towxname ? call.world.people.get(towxname)?.openids.get(account.appid) : touser;
    personOf(call.world, account, openid, towxname ? 40132 : 40003);
    show(call.world, account, openid ?? "", msgtype, content);
    return { errcode: 0, errmsg: "preview success", msg_id: serialNumber(call.world) };
  }),
  post("/cgi-bin/message/mass/delete", (call) => {
    const account = officialAccountOf(call);
    const { msg_id, url, article_idx } = bodyOf(
      call,
      z.object({
        msg_id: z.coerce.number().optional(),
        url: z.string().optional(),
        article_idx: z.coerce.number().int().optional(),
      }),
    );
    const { publications } = account.articles;
    const byUrl =
      url && [...publications.values()].find(({ articles }) => articles.some((article) => article.url === url));
    const job = [...account.massSends.jobs.values()].find((known) =>
      byUrl ? known.articleId === byUrl.articleId : known.msgId === msg_id,
    );
    if (!job) refuse(40059, "invalid msg id");
    if (job.msgtype !== "mpnews" && job.msgtype !== "mpvideo") refuse(40059, "only mpnews and mpvideo can be deleted");
    const articles = publications.get(job.articleId ?? "")?.articles ?? [];
    for (const [at, article] of articles.entries()) if (!article_idx || article_idx === at + 1) article.deleted = true;
    if (articles.every(({ deleted }) => deleted)) job.status = "DELETE";
    return {};
  }),
  post("/cgi-bin/message/mass/get", (call) => {
    const { msg_id } = bodyOf(call, z.object({ msg_id: z.coerce.number() }));
    const job = officialAccountOf(call).massSends.jobs.get(msg_id) ?? refuse(40059, "invalid msg id");
    return { msg_id, msg_status: job.status === "waiting" ? "SENDING" : job.status };
  }),
  post("/cgi-bin/message/mass/speed/get", (call) => speedView(officialAccountOf(call).massSends.speed)),
  post("/cgi-bin/message/mass/speed/set", (call) => {
    const { massSends } = officialAccountOf(call);
    const { speed } = call.body;
    if (speed === undefined) refuse(45084);
    if (!Number.isInteger(speed) || Number(speed) < 0 || Number(speed) > 4) refuse(45083);
    massSends.speed = Number(speed);
    return {};
  }),
];

const speedView = (speed: number) => ({ speed, realspeed: REAL_SPEED[speed] ?? 30 });
