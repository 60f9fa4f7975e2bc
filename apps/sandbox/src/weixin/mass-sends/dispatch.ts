import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { nowOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { publish } from "../articles/publication.ts";
import { thisMonth } from "../calendar.ts";
import { PLATFORM_SENDER, tell } from "../callbacks/tell.ts";
import { followerOf } from "../followers/follow.ts";
import { show } from "../messages/chat.ts";
import type { MassSend } from "./state.ts";

interface JobRef {
  readonly appid: string;
  readonly msgId: number;
}
const ADMIN_REFUSED = "err(40001)";
const ADMIN_SILENT = "err(40002)";

const dispatchAt = onDue<JobRef>("weixin.mass_send", (world, ref) => {
  const found = find(world, ref);
  if (found?.job.status === "SENDING") dispatch(world, found.account, found.job);
});
const giveUpAt = onDue<JobRef>("weixin.mass_send_unconfirmed", (world, ref) => {
  const found = find(world, ref);
  if (found?.job.status === "waiting") fail(world, found.account, found.job, ADMIN_SILENT);
});

/** Lets the job go out after the platform's own while. */
export function dispatchLater(world: World, { appid }: OfficialAccount, { msgId }: MassSend): void {
  dispatchAt(world, nowOf(world.clock) + world.weixin.settings.massSendSeconds * 1000, { appid, msgId });
}

/** A protected account's administrator has 30 min. */
export function awaitAdmin(world: World, { appid }: OfficialAccount, { msgId }: MassSend): void {
  giveUpAt(world, nowOf(world.clock) + WEIXIN_QUOTAS.massSendConfirmation.amount * 1000, { appid, msgId });
}

/** The administrator answers on the phone. */
export function answerAsAdmin(world: World, account: OfficialAccount, job: MassSend, agreed: boolean): void {
  if (job.status !== "waiting") return;
  if (agreed) {
    job.status = "SENDING";
    dispatchLater(world, account, job);
  } else fail(world, account, job, ADMIN_REFUSED);
}

/** Who can be reached now: follows, is not blacklisted, and has received fewer than 4 this month (service accounts). */
function reachable(world: World, account: OfficialAccount, openid: string): boolean {
  const follower = followerOf(account, openid);
  if (!follower || follower.blacklisted) return false;
  if (account.type !== "service") return true;
  const received = account.massSends.received.get(`${openid} ${thisMonth(world)}`) ?? 0;
  return received < WEIXIN_QUOTAS.massReceivedServiceAccount.amount;
}

function dispatch(world: World, account: OfficialAccount, job: MassSend): void {
  const to = job.openids.filter((openid) => reachable(world, account, openid));
  const draft =
    job.msgtype === "mpnews" ? account.articles.drafts.get((job.content as { media_id: string }).media_id) : undefined;
  const publication = draft && publish(world, account, draft.articles, job.msgDataId, 0);
  job.articleId = publication?.articleId;
  const content = publication ? { articleId: publication.articleId, articles: publication.articles } : job.content;
  const month = thisMonth(world);
  for (const openid of to) {
    show(world, account, openid, job.msgtype, content);
    const key = `${openid} ${month}`;
    account.massSends.received.set(key, (account.massSends.received.get(key) ?? 0) + 1);
  }
  job.status = "SEND_SUCCESS";
  report(world, account, job, "send success", to.length);
}

function fail(world: World, account: OfficialAccount, job: MassSend, status: string): void {
  job.status = "SEND_FAIL";
  report(world, account, job, status, 0);
}

function report(world: World, account: OfficialAccount, job: MassSend, status: string, sent: number): void {
  const articles = account.articles.publications.get(job.articleId ?? "")?.articles;
  tell(world, account, PLATFORM_SENDER, "MASSSENDJOBFINISH", {
    msgId: String(job.msgId),
    status,
    totalCount: job.openids.length,
    filterCount: sent,
    sentCount: sent,
    errorCount: 0,
    articleUrlResult: articles && {
      count: articles.length,
      resultList: articles.map(({ url }, at) => ({ articleIdx: at + 1, articleUrl: url })),
    },
  });
}

function find(world: World, { appid, msgId }: JobRef): { account: OfficialAccount; job: MassSend } | undefined {
  const account = world.weixin.accounts.get(appid);
  const job = account?.kind === "official_account" ? account.massSends.jobs.get(msgId) : undefined;
  return account?.kind === "official_account" && job ? { account, job } : undefined;
}
