import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { HandOverRefused, type OutboundChannel, type OutboundTarget } from "../../engagement/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { sendingAccounts, WechatRefusal } from "../wechat/index.ts";
import { giveBackGrant, takeGrant } from "../weixin/grants.ts";
import { weixinApi } from "../weixin/weixin-api.ts";
import { findMiniProgram } from "./account.ts";

/** Subscription messages of a mini program: one accept, one message (CH-19; wechat-api.md §2.4). */
export function miniProgramChannels(platform: Platform): OutboundChannel[] {
  return [
    {
      name: "mini_subscribe",
      maxTargets: 1,
      repetitionMinutes: 0,
      accounts: () => sendingAccounts(platform, "mini_program"),
      async resolve(accountId, memberNos) {
        const { rows } = await sql<OutboundTarget>`
          select distinct on (member_no) openid as key, origin_no as "originNo", member_no as "memberNo" from mini_program_user
          where wechat_account_id = ${accountId} and member_no = any(${memberNos}::int[]) order by member_no, last_seen_at desc`.execute(
          platform.db,
        );
        return rows;
      },
      async hand(task, [openid = ""], signal) {
        const { template } = task.content;
        if (!template) throw refused(40037, "没有选择消息模板", "请选择模板并填写内容", "failed");
        const api = weixinApi(platform, await findMiniProgram(platform, task.accountId));
        if (!(await takeGrant(platform.db, task.accountId, openid, template.id)))
          throw refused(43101, "客户没有可用的订阅授权", "请在小程序里引导客户点“允许”，每次允许可发一条", "no_quota");
        try {
          const answer = await api.post<WeixinAnswer<"POST /cgi-bin/message/subscribe/send">>(
            "/cgi-bin/message/subscribe/send",
            {
              touser: openid,
              template_id: template.id,
              ...(template.miniProgram?.page && { page: template.miniProgram.page }),
              data: Object.fromEntries(Object.entries(template.data).map(([key, value]) => [key, { value }])),
            },
            { repeatable: false, signal },
          );
          return {
            platformKey: String(answer.msgid ?? `subscribe:${task.id}`),
            final: true,
            results: [
              {
                target: { key: openid, originNo: null, memberNo: null },
                outcome: "sent",
                at: task.handedAt ?? new Date(),
              },
            ],
          };
        } catch (error) {
          if (!(error instanceof WechatRefusal)) throw error;
          const spent = error.errcode === 43101;
          if (!error.uncertain) await giveBackGrant(platform.db, task.accountId, openid, template.id, spent);
          throw new HandOverRefused({
            errcode: error.errcode,
            reason: error.cause,
            remedy: error.remedy,
            retry: !spent && (error.retry === "safe" || error.retry === "after_wait") ? "later" : "never",
            uncertain: error.uncertain,
            outcome: spent ? "no_quota" : "failed",
          });
        }
      },
    },
  ];
}

function refused(errcode: number, reason: string, remedy: string, outcome: "no_quota" | "failed"): HandOverRefused {
  return new HandOverRefused({ errcode, reason, remedy, retry: "never", uncertain: false, outcome });
}
