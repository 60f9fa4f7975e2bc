import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AdAccess, ConversionReporter, ConversionTold, ToldOutcome } from "../../engagement/index.ts";

/** Of one call: 50 actions, 50 KB (wechat-api.md §6). */
const MOST = 50;
const ANSWER_MS = 15_000;

const answerSchema = z.object({
  code: z.int().optional(),
  errcode: z.int().optional(),
  message: z.string().optional(),
  errmsg: z.string().optional(),
});

/** Codes that the reference names, with what to do. */
const remedies: Readonly<Record<number, string>> = {
  48001: "账号没有转化回传的权限：到腾讯广告后台开通，或换成广告主自己的账号",
  900351001: "公众号或小程序与广告账号不是同一主体，缺授权：在腾讯广告后台完成跨主体授权",
  900318001: "参数不对：核对转化类型与转化编号是否和后台登记的一致",
};

function actionOf(told: ConversionTold): object {
  return {
    outer_action_id: told.outerActionId,
    action_time: Math.floor(told.at.getTime() / 1000),
    action_type: told.actionType,
    trace: { click_id: told.clickKey },
    ...(told.user && { user_id: { wechat_app_id: told.user.appId, wechat_openid: told.user.openid } }),
    action_param: told.valueFen === null ? {} : { value: told.valueFen },
  };
}

function addressOf(access: AdAccess, callback: string | null): string {
  const address = new URL(`${access.baseUrl.replace(/\/$/, "")}/conv`);
  if (callback !== null) address.searchParams.set("cb", callback);
  if (access.convId !== "") address.searchParams.set("conv_id", access.convId);
  return address.href;
}

/** What an answer means: only a refusal of what was told is final; a token or the way there can be put right. */
function judge(status: number, text: string): ToldOutcome {
  let answer: z.output<typeof answerSchema> | null = null;
  try {
    answer = answerSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: judged by its status below.
  }
  const code = answer?.code ?? answer?.errcode ?? null;
  const words = answer?.message ?? answer?.errmsg ?? "";
  if (status === 401 || status === 403)
    return {
      outcome: "again",
      cause: `访问令牌无效或已过期：在账号里换新令牌，会自动补报${words ? `（${words}）` : ""}`,
    };
  if (status === 429 || status >= 500)
    return { outcome: "again", cause: `腾讯广告暂时不可用（HTTP ${status}），会自动再报` };
  if (status === 200 && code === 0) return { outcome: "told" };
  if (code === null)
    return { outcome: "again", cause: `腾讯广告的应答认不出（HTTP ${status}），会自动再报；请核对接口地址` };
  return {
    outcome: "refused",
    cause: `${remedies[code] ?? "腾讯广告不接受这条转化"}（${code}${words ? `：${words}` : ""}）`,
  };
}

/**
 * 腾讯广告转化归因 (wechat-api.md §6): `POST /conv?cb=&conv_id=`, with a token in the headers `access-token`, `timestamp` and `nonce`
 * where the account has one. De-duplicated there by `outer_action_id`.
 */
export const tencentConversions: ConversionReporter = {
  mostPerCall: MOST,
  async tell(access, callback, conversions, signal) {
    try {
      const response = await fetch(addressOf(access, callback), {
        method: "POST",
        redirect: "error",
        headers: {
          "content-type": "application/json",
          ...(access.token !== null && {
            "access-token": access.token,
            timestamp: String(Math.floor(Date.now() / 1000)),
            nonce: randomUUID().replaceAll("-", ""),
          }),
        },
        body: JSON.stringify({ actions: conversions.map(actionOf) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      });
      return judge(response.status, await response.text());
    } catch (error) {
      const isLate = (error as Error).name === "TimeoutError";
      return {
        outcome: "again",
        cause: isLate ? "腾讯广告 15 秒内没有应答，会自动再报" : "连不上腾讯广告，会自动再报",
      };
    }
  },
};
