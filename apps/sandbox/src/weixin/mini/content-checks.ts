import { CONTENT_LABEL, CONTENT_SUGGEST, WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { hex, miniProgramOf, personOf } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";
import { tell } from "../callbacks/tell.ts";
import { bodyOf, charsOf } from "../read.ts";

/** Words that stand for what the real check finds; the settings add more. */
const RISKY_WORDS: Readonly<Record<string, number>> = {
  加微信领红包: CONTENT_LABEL.ads,
  违规广告: CONTENT_LABEL.ads,
  政治敏感: CONTENT_LABEL.politics,
  色情: CONTENT_LABEL.porn,
  辱骂: CONTENT_LABEL.abuse,
  枪支: CONTENT_LABEL.crime,
  刷单返利: CONTENT_LABEL.fraud,
  低俗: CONTENT_LABEL.vulgar,
  盗版: CONTENT_LABEL.copyright,
};
/** A word that only a person could judge. */
const DOUBTFUL = "疑似违规";
const scene = z.int().min(1).max(4);

interface Verdict {
  readonly suggest: "pass" | "review" | "risky";
  readonly label: number;
  readonly keyword?: string;
}

/** Checks of text and pictures, and the risk rank; the verdict follows from the words alone: wechat-api.md §2.6, §2.7. */
export const checkEndpoints: readonly Endpoint[] = [
  post("/wxa/msg_sec_check", (call) => {
    const account = miniProgramOf(call);
    const wanted = bodyOf(
      call,
      z.object({
        content: z.string().min(1),
        version: z.coerce.number().pipe(z.literal(2)),
        scene,
        openid: z.string(),
        title: z.string().optional(),
        nickname: z.string().optional(),
        signature: z.string().optional(),
      }),
    );
    if (charsOf(wanted.content) > WEIXIN_QUOTAS.contentCheckText.amount) refuse(45002, "content too long");
    checkVisited(call, account, wanted.openid);
    const { title, nickname, signature, content } = wanted;
    const verdict = judge(call.world, [title, nickname, signature, content].filter(Boolean).join("\n"));
    return {
      errcode: 0,
      errmsg: "ok",
      trace_id: hex(call.world.random, 32),
      result: { suggest: verdict.suggest, label: verdict.label },
      detail: [detailOf(verdict)],
    };
  }),
  post("/wxa/media_check_async", (call) => {
    const { world } = call;
    const account = miniProgramOf(call);
    const { media_url, openid } = bodyOf(
      call,
      z.object({
        media_url: z.url(),
        media_type: z.union([z.literal(1), z.literal(2)]),
        version: z.coerce.number().pipe(z.literal(2)),
        scene,
        openid: z.string(),
      }),
    );
    checkVisited(call, account, openid);
    const traceId = hex(world.random, 32);
    const at = nowOf(world.clock) + world.weixin.settings.mediaCheckSeconds * 1000;
    tellVerdictAt(world, at, { appid: account.appid, openid, traceId, verdict: judge(world, decoded(media_url)) });
    return { errcode: 0, errmsg: "ok", trace_id: traceId };
  }),
  post("/wxa/getuserriskrank", (call) => {
    const account = miniProgramOf(call);
    const { appid, openid } = bodyOf(
      call,
      z.object({
        appid: z.string(),
        openid: z.string(),
        scene: z.int(),
        client_ip: z.string(),
        is_test: z.boolean().optional(),
      }),
    );
    if (appid !== account.appid) refuse(40013);
    checkVisited(call, account, openid);
    const person = personOf(call.world, account, openid);
    // Whoever has a bound phone is trusted.
    const risk_rank = person.phone ? 0 : 2;
    return { errcode: 0, errmsg: "getuserriskrank succ", risk_rank, unoin_id: secondsOf(call.world.clock) };
  }),
];

const tellVerdictAt = onDue<{ appid: string; openid: string; traceId: string; verdict: Verdict }>(
  "weixin.media_check",
  (world, { appid, openid, traceId, verdict }) => {
    const account = world.weixin.accounts.get(appid);
    if (!account) return;
    const { suggest, label } = verdict;
    tell(world, account, openid, "wxa_media_check", {
      appId: appid,
      traceId,
      version: "2",
      result: { suggest, label },
      detail: [{ strategy: "content_model", errcode: 0, suggest, label, prob: suggest === "pass" ? 10 : 90 }],
    });
  },
);

function judge({ weixin }: World, text: string): Verdict {
  const words = { ...RISKY_WORDS, ...weixin.settings.riskyWords };
  const found = Object.entries(words).find(([word]) => text.includes(word));
  if (found) return { suggest: CONTENT_SUGGEST.risky, label: found[1], keyword: found[0] };
  if (text.includes(DOUBTFUL))
    return { suggest: CONTENT_SUGGEST.review, label: CONTENT_LABEL.other, keyword: DOUBTFUL };
  return { suggest: CONTENT_SUGGEST.pass, label: CONTENT_LABEL.normal };
}

function detailOf({ suggest, label, keyword }: Verdict) {
  const strategy = keyword ? { strategy: "keyword", keyword, level: 20 } : { strategy: "content_model", prob: 10 };
  return { ...strategy, errcode: 0, suggest, label };
}

function checkVisited({ world }: Call, account: MiniProgram, openid: string): void {
  personOf(world, account, openid);
  const last = account.mini.lastVisit.get(openid);
  if (last === undefined || last + WEIXIN_QUOTAS.contentCheckActivity.amount < secondsOf(world.clock)) refuse(61010);
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
