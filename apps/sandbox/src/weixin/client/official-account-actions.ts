import { SUBSCRIBE_SCENE, type SubscribeScene } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { personNamed } from "../../control/people-actions.ts";
import { checkJsSignature } from "../access/endpoints.ts";
import { openidIn } from "../accounts/accounts.ts";
import { articleAt, read, share } from "../articles/publication.ts";
import { tell } from "../callbacks/tell.ts";
import { follow, followerOf, unfollow } from "../followers/follow.ts";
import { answerAsAdmin } from "../mass-sends/dispatch.ts";
import { mediaNamed } from "../media/store.ts";
import { menuOf } from "../menus/endpoints.ts";
import { openWindow } from "../messages/windows.ts";
import { codeInPicture } from "../mini/wxa-codes.ts";
import { authorize, checkAuthorize } from "../oauth/authorize.ts";
import { accountNamed, officialAccountNamed } from "./find.ts";
import { pressMenu } from "./menu.ts";
import { scanCode } from "./scan.ts";
import { answerSubscription, rejectSubscription } from "./subscribe.ts";
import { speak } from "./talk.ts";

const who = { appid: z.string(), person: z.string() };
const place = z.object({ latitude: z.number(), longitude: z.number(), label: z.string().default("") });
/** What a person writes to an account. */
const spoken = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), content: z.string().min(1), menuItem: z.string().optional() }),
  z.object({ kind: z.enum(["image", "voice", "video"]) }),
  place.extend({ kind: z.literal("location") }),
  z.object({ kind: z.literal("link"), title: z.string(), url: z.url() }),
  z.object({ kind: z.literal("miniprogrampage"), title: z.string(), page: z.string() }),
]);

/** What a person does with official accounts on the phone; scanning and subscribing also serve mini programs. */
export const officialAccountActions: readonly Action[] = [
  action(
    "oa.follow",
    z.object({
      ...who,
      scene: z.enum(Object.values(SUBSCRIBE_SCENE) as [SubscribeScene, ...SubscribeScene[]]).optional(),
      platform: z.enum(["ios", "android", "other"]).optional(),
    }),
    (world, { appid, person, scene, platform }) => ({
      openid: follow(world, officialAccountNamed(world, appid), personNamed(world, person), { scene, platform }).openid,
    }),
  ),
  action("oa.unfollow", z.object(who), (world, { appid, person }) =>
    unfollow(world, officialAccountNamed(world, appid), personNamed(world, person)),
  ),
  action("weixin.say", z.object({ ...who, message: spoken }), (world, { appid, person, message }) =>
    speak(world, accountNamed(world, appid), personNamed(world, person), message),
  ),
  action("weixin.scan", z.object({ person: z.string(), code: z.string() }), (world, { person, code }) =>
    scanCode(world, personNamed(world, person), code),
  ),
  action("oa.menu", z.object(who), (world, { appid, person }) => {
    const account = officialAccountNamed(world, appid);
    return { button: menuOf(account, openidIn(world, personNamed(world, person), account))?.button ?? [] };
  }),
  action(
    "oa.press_menu",
    z.object({ ...who, button: z.string(), scanned: z.string().optional(), place: place.optional() }),
    (world, { appid, person, button, ...pressed }) =>
      pressMenu(world, officialAccountNamed(world, appid), personNamed(world, person), button, pressed),
  ),
  action(
    "oa.report_location",
    z.object({ ...who, latitude: z.number(), longitude: z.number() }),
    (world, { appid, person, latitude, longitude }) => {
      const account = officialAccountNamed(world, appid);
      const openid = openidIn(world, personNamed(world, person), account);
      if (!followerOf(account, openid)) throw new RangeError("没有关注该公众号");
      tell(world, account, openid, "LOCATION", {
        latitude: String(latitude),
        longitude: String(longitude),
        precision: "40",
      });
    },
  ),
  action("oa.refuse_messages", z.object({ ...who, refuse: z.boolean() }), (world, { appid, person, refuse }) => {
    const account = officialAccountNamed(world, appid);
    const follower = followerOf(account, openidIn(world, personNamed(world, person), account));
    if (!follower) throw new RangeError("没有关注该公众号");
    follower.refusesMessages = refuse;
  }),
  action(
    "oa.open_article",
    z.object({
      ...who,
      url: z.string(),
      scene: z.enum(["0", "1", "2", "4", "5", "6", "7"]).default("0"),
      share: z.boolean().default(false),
    }),
    (world, { appid, person, url, scene, share: shares }) => {
      const account = officialAccountNamed(world, appid);
      const found = articleAt(account, url);
      if (!found) throw new RangeError("该内容已被发布者删除或不存在");
      const openid = openidIn(world, personNamed(world, person), account);
      read(world, account, openid, found.msgid, scene);
      if (shares) share(world, account, openid, found.msgid);
      const pictures = found.article.image_info?.image_list.length ?? 0;
      return { title: found.article.title, content: found.article.content, pictures };
    },
  ),
  action(
    "oa.press_picture",
    z.object({ ...who, url: z.string(), picture: z.int().min(1) }),
    async (world, { appid, person, url, picture }) => {
      const account = officialAccountNamed(world, appid);
      const found = articleAt(account, url);
      const shown = found?.article.image_info?.image_list[picture - 1];
      if (!shown) throw new RangeError(`这篇内容没有第 ${picture} 张图片`);
      const code = await codeInPicture(world, mediaNamed(world, account, shown.image_media_id).bytes);
      if (!code) throw new RangeError("图片里没有可识别的码");
      return scanCode(world, personNamed(world, person), code);
    },
  ),
  action(
    "weixin.answer_subscription",
    z.object({ ...who, answers: z.record(z.string(), z.enum(["accept", "reject"])) }),
    (world, { appid, person, answers }) =>
      answerSubscription(world, accountNamed(world, appid), personNamed(world, person), answers),
  ),
  action(
    "weixin.reject_subscription",
    z.object({ ...who, template: z.string() }),
    (world, { appid, person, template }) =>
      rejectSubscription(world, accountNamed(world, appid), personNamed(world, person), template),
  ),
  action("oa.authorise", z.object({ person: z.string(), url: z.url() }), (world, { person, url }) => {
    const query = Object.fromEntries(new URL(url).searchParams);
    const checked = checkAuthorize(world, query);
    if (typeof checked === "string") throw new RangeError(checked);
    return { location: authorize(world, personNamed(world, person), checked) };
  }),
  action(
    "oa.check_js_signature",
    z.object({ appid: z.string(), nonceStr: z.string(), timestamp: z.int(), url: z.url(), signature: z.string() }),
    (world, { appid, ...signed }) => ({ errMsg: checkJsSignature(world, appid, signed) }),
  ),
  action("oa.paid", z.object(who), (world, { appid, person }) => {
    const account = officialAccountNamed(world, appid);
    openWindow(world, account, openidIn(world, personNamed(world, person), account), "payment");
  }),
  action(
    "oa.revoke_profile",
    z.object({ ...who, reason: z.string().default("1") }),
    (world, { appid, person, reason }) => {
      const account = accountNamed(world, appid);
      const openid = openidIn(world, personNamed(world, person), account);
      tell(world, account, openid, "user_authorization_revoke", { openId: openid, appId: appid, revokeInfo: reason });
    },
  ),
  action(
    "oa.answer_mass_send",
    z.object({ appid: z.string(), msgId: z.number(), agree: z.boolean() }),
    (world, { appid, msgId, agree }) => {
      const account = officialAccountNamed(world, appid);
      const job = account.massSends.jobs.get(msgId);
      if (!job) throw new RangeError(`没有这个群发任务：${msgId}`);
      answerAsAdmin(world, account, job, agree);
    },
  ),
];
