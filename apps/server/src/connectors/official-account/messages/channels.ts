import type { WeixinAnswer, WeixinTemplateData } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import {
  HandOverRefused,
  type OutboundChannel,
  type OutboundContent,
  type OutboundTarget,
  type OutboundTask,
  type Outcome,
} from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { sendingAccounts, WechatRefusal } from "../../wechat/index.ts";
import { giveBackGrant, takeGrant } from "../../weixin/grants.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { mayDo, type Power, powers } from "../kinds.ts";
import { findOfficialAccount, natureOf } from "../profile.ts";
import { closeWindows, takeFromWindow } from "./window.ts";

/** The platform drops a second message with the same client_msg_id to a person for ten minutes. */
const TEMPLATE_REPETITION_MINUTES = 10;

/** What refusals mean for the one person addressed. */
const outcomeOf: Readonly<Record<number, Outcome>> = {
  43004: "not_friend",
  43101: "no_quota",
  45015: "no_quota",
  45047: "no_quota",
  40003: "unreachable",
};

/** The ways out through an official account (CH-07, CH-10): one person per hand-over. */
export function officialChannels(platform: Platform): OutboundChannel[] {
  const common = {
    maxTargets: 1,
    repetitionMinutes: 0,
    resolve: (accountId: string, memberNos: readonly number[]) => followersOf(platform, accountId, memberNos),
    accounts: () => sendingAccounts(platform, "official_account"),
  };
  return [
    {
      ...common,
      name: "official_template",
      repetitionMinutes: TEMPLATE_REPETITION_MINUTES,
      hand: (task, [openid = ""], signal) => sendTemplate(platform, task, openid, signal),
    },
    {
      ...common,
      name: "official_subscribe",
      hand: (task, [openid = ""], signal) => sendNotice(platform, task, openid, signal),
    },
    {
      ...common,
      name: "official_service",
      hand: (task, [openid = ""], signal) => sendService(platform, task, openid, signal),
    },
  ];
}

async function followersOf(
  platform: Platform,
  accountId: string,
  memberNos: readonly number[],
): Promise<OutboundTarget[]> {
  const { rows } = await sql<OutboundTarget>`
    select distinct on (member_no) openid as key, origin_no as "originNo", member_no as "memberNo" from official_follower
    where wechat_account_id = ${accountId} and following and member_no = any(${memberNos}::int[])
    order by member_no, followed_at desc nulls last`.execute(platform.db);
  return rows;
}

async function apiWith(platform: Platform, accountId: string, power: Power) {
  const account = await findOfficialAccount(platform, accountId);
  if (!mayDo(await natureOf(platform.db, accountId), power))
    throw refused(
      48001,
      `这种公众号不能使用“${powers[power].label}”`,
      "请换用具备这项能力的账号，或在公众号设置里更正账号类型",
    );
  return weixinApi(platform, account);
}

function refused(errcode: number, reason: string, remedy: string): HandOverRefused {
  const outcome = outcomeOf[errcode];
  return new HandOverRefused({
    errcode,
    reason,
    remedy,
    retry: "never",
    uncertain: false,
    ...(outcome && { outcome }),
  });
}

async function asked<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    const outcome = outcomeOf[error.errcode];
    throw new HandOverRefused({
      errcode: error.errcode,
      reason: error.cause,
      remedy: error.remedy,
      retry: !outcome && (error.retry === "safe" || error.retry === "after_wait") ? "later" : "never",
      uncertain: error.uncertain,
      ...(outcome && { outcome }),
    });
  }
}

function templateOf({ template }: OutboundContent): NonNullable<OutboundContent["template"]> {
  if (!template) throw refused(40037, "没有选择消息模板", "请选择模板并填写内容");
  return template;
}

export function templateData(data: Readonly<Record<string, string>>): WeixinTemplateData {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]));
}

const one = (task: OutboundTask, openid: string, platformKey: string) => ({
  platformKey,
  final: true,
  results: [
    {
      target: { key: openid, originNo: null, memberNo: null },
      outcome: "sent" as const,
      at: task.handedAt ?? new Date(),
    },
  ],
});

async function sendTemplate(platform: Platform, task: OutboundTask, openid: string, signal: AbortSignal) {
  const api = await apiWith(platform, task.accountId, "template");
  const { id, data, url, miniProgram } = templateOf(task.content);
  const { msgid } = await asked(
    api.post<WeixinAnswer<"POST /cgi-bin/message/template/send">>(
      "/cgi-bin/message/template/send",
      {
        touser: openid,
        template_id: id,
        client_msg_id: task.id,
        data: templateData(data),
        ...(url && { url }),
        ...(miniProgram && { miniprogram: { appid: miniProgram.appId, pagepath: miniProgram.page } }),
      },
      { repeatable: true, signal },
    ),
  );
  return one(task, openid, String(msgid));
}

async function sendNotice(platform: Platform, task: OutboundTask, openid: string, signal: AbortSignal) {
  const api = await apiWith(platform, task.accountId, "subscribe_notice");
  const { id, data, miniProgram } = templateOf(task.content);
  if (!(await takeGrant(platform.db, task.accountId, openid, id)))
    throw refused(43101, "客户没有可用的订阅授权", "请先在页面上引导客户订阅，每次授权可发一条");
  try {
    await asked(
      api.post(
        "/cgi-bin/message/subscribe/bizsend",
        {
          touser: openid,
          template_id: id,
          data: templateData(data),
          ...(miniProgram && { miniprogram: { appid: miniProgram.appId, pagepath: miniProgram.page } }),
        },
        { repeatable: false, signal },
      ),
    );
  } catch (error) {
    if (error instanceof HandOverRefused && !error.uncertain)
      await giveBackGrant(platform.db, task.accountId, openid, id, error.errcode === 43101);
    throw error;
  }
  return one(task, openid, `subscribe:${task.id}`);
}

async function sendService(platform: Platform, task: OutboundTask, openid: string, signal: AbortSignal) {
  const api = await apiWith(platform, task.accountId, "service_message");
  if ((await takeFromWindow(platform.db, task.accountId, openid)) === undefined)
    throw refused(45015, "客服消息窗口已关闭或条数用完", "客户再次发消息、点菜单或扫码后才能继续发送");
  try {
    await asked(
      api.post(
        "/cgi-bin/message/custom/send",
        { touser: openid, ...serviceContent(task.content) },
        { repeatable: false, signal },
      ),
    );
  } catch (error) {
    if (error instanceof HandOverRefused && (error.errcode === 45015 || error.errcode === 45047))
      await closeWindows(platform.db, task.accountId, openid);
    throw error;
  }
  return one(task, openid, `service:${task.id}`);
}

/** One customer-service message: wechat-api.md §1.5. */
function serviceContent({ text, attachments = [] }: OutboundContent): object {
  const [part] = attachments;
  if (!part) {
    if (!text) throw refused(44004, "消息没有内容", "请填写文字或添加一个附件");
    return { msgtype: "text", text: { content: text } };
  }
  switch (part.kind) {
    case "image":
    case "video":
      return { msgtype: part.kind, [part.kind]: { media_id: part.mediaId } };
    case "link":
      return {
        msgtype: "news",
        news: {
          articles: [
            { title: part.title, description: part.description ?? "", url: part.url, picurl: part.pictureUrl ?? "" },
          ],
        },
      };
    case "mini_program":
      return {
        msgtype: "miniprogrampage",
        miniprogrampage: {
          title: part.title,
          appid: part.appId,
          pagepath: part.page,
          thumb_media_id: part.coverMediaId,
        },
      };
    case "file":
      throw refused(40004, "公众号客服消息不能发文件", "请改用链接");
  }
}
