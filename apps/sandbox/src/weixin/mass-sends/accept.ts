import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { ApiRefusal, type Call, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { serialNumber } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { dayOf, thisMonth, today } from "../calendar.ts";
import { contentOf } from "./content.ts";
import { awaitAdmin, dispatchLater } from "./dispatch.ts";
import type { MassSend } from "./state.ts";

const RETRY_SECONDS = 60;

/** Takes a mass send in: dedupe by clientmsgid, then the account's own quotas (wechat-api.md §1.7). */
export function accept(
  call: Call,
  account: OfficialAccount,
  openids: readonly string[],
  toAll: boolean,
  clientMsgId: string | undefined,
) {
  const { world } = call;
  checkClientMsgId(world, account, clientMsgId);
  const { msgtype, content } = contentOf(call, account);
  checkQuota(world, account, toAll);
  const job: MassSend = {
    msgId: serialNumber(world),
    msgDataId: serialNumber(world),
    msgtype,
    content,
    toAll,
    openids,
    createdAt: secondsOf(world.clock),
    clientMsgId,
    status: account.massSends.protectedByAdmin ? "waiting" : "SENDING",
    articleId: undefined,
  };
  account.massSends.jobs.set(job.msgId, job);
  if (job.status === "waiting") awaitAdmin(world, account, job);
  else dispatchLater(world, account, job);
  return { errcode: 0, errmsg: "send job submission success", msg_id: job.msgId, msg_data_id: job.msgDataId };
}

function checkClientMsgId(world: World, account: OfficialAccount, id: string | undefined): void {
  if (id === undefined) return;
  if (Buffer.byteLength(id) > WEIXIN_QUOTAS.massSendClientMsgId.amount) refuse(45067);
  const now = secondsOf(world.clock);
  const former = [...account.massSends.jobs.values()].find(
    (job) => job.clientMsgId === id && job.createdAt + WEIXIN_QUOTAS.massSendDedupe.amount > now,
  );
  if (!former) return;
  // 45066: the first is still on its way.
  if (former.status === "SENDING" && former.createdAt + RETRY_SECONDS > now) refuse(45066);
  throw new ApiRefusal(45065, undefined, { msg_id: former.msgId, msg_data_id: former.msgDataId });
}

function checkQuota(world: World, account: OfficialAccount, toAll: boolean): void {
  const jobs = [...account.massSends.jobs.values()].filter(({ status }) => status !== "SEND_FAIL");
  const dayOfJob = ({ createdAt }: MassSend) => dayOf(createdAt * 1000);
  const onDay = jobs.filter((job) => dayOfJob(job) === today(world));
  if (account.type === "subscription") {
    if (onDay.length >= WEIXIN_QUOTAS.massSendsSubscriptionAccount.amount) refuse(45028);
    return;
  }
  if (!toAll) return;
  const inMonth = jobs.filter((job) => job.toAll && dayOfJob(job).startsWith(thisMonth(world)));
  if (onDay.filter((job) => job.toAll).length >= WEIXIN_QUOTAS.massSendsToAllPerDay.amount) refuse(45028);
  if (inMonth.length >= WEIXIN_QUOTAS.massSendsToAllPerMonth.amount) refuse(45028);
}
