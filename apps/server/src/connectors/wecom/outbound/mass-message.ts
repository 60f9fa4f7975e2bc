import {
  MASS_SEND_STATUS,
  MASS_TASK_STATUS,
  WECOM_QUOTAS,
  type WecomAnswer,
  wecomError,
} from "@feilun/wechat-protocol";
import type {
  Collected,
  Handed,
  OutboundChannel,
  OutboundTarget,
  OutboundTask,
  Outcome,
  Search,
} from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { WecomApi } from "../wecom-api.ts";
import { apiOf, contactsOf, pages, targetsOf } from "./api.ts";
import { choosing } from "./choosing.ts";
import { massContent } from "./content.ts";
import { asHandOver, cannotCarry } from "./refused.ts";

const BASE = "/cgi-bin/externalcontact";
/** The platform's clock and ours may differ, and a paced call may leave late: both sides of the hand-over, in seconds. */
const SEARCH_AROUND = 900;

const outcomeOf: Readonly<Record<number, Outcome>> = {
  [MASS_SEND_STATUS.sent]: "sent",
  [MASS_SEND_STATUS.notFriend]: "not_friend",
  [MASS_SEND_STATUS.capReached]: "cap_reached",
};

type Kind = "single" | "group";

/** Mass messages to customers (`single`) or to customer groups: wecom-api.md §8.1. Senders confirm in their client. */
export function massMessageChannel(platform: Platform, kind: Kind): OutboundChannel {
  const quota = kind === "single" ? WECOM_QUOTAS.massMessageRecipients : WECOM_QUOTAS.massMessageGroups;
  return {
    name: kind === "single" ? "wecom_mass" : "wecom_group",
    maxTargets: quota.amount,
    ...choosing(platform),
    repetitionMinutes: 0,
    resolve: async (accountId, memberNos) =>
      kind === "single" ? contactsOf(platform, accountId, memberNos) : ([] as OutboundTarget[]),
    hand: (task, targets, signal) => hand(platform, kind, task, targets, signal),
    search: (task, targets, known, signal) => search(platform, kind, task, targets, known, signal),
    collect: (task, collected, signal) => collect(platform, kind, task, collected, signal),
    remind: async (task, signal) => steer(platform, "remind_groupmsg_send", task, signal),
    cancel: async (task, signal) => steer(platform, "cancel_groupmsg_send", task, signal),
  };
}

async function hand(
  platform: Platform,
  kind: Kind,
  task: OutboundTask,
  targets: readonly string[],
  signal: AbortSignal,
): Promise<Handed> {
  if (kind === "group" && !task.senderKey) throw cannotCarry("客户群群发要指定群主", "请选择由哪位群主发送");
  const api = await apiOf(platform, task.accountId);
  const answer = await asHandOver(
    api.post<WecomAnswer<"POST /cgi-bin/externalcontact/add_msg_template">>(
      `${BASE}/add_msg_template`,
      {
        chat_type: kind,
        ...(targets.length > 0 && { [kind === "single" ? "external_userid" : "chat_id_list"]: targets }),
        ...(task.senderKey && { sender: task.senderKey }),
        ...(kind === "single" && task.content.allowSelect && { allow_select: true }),
        ...massContent(task.content),
      },
      { repeatable: false, signal },
    ),
  );
  const failed = answer.fail_list ?? [];
  const known = await targetsOf(platform.db, api.account.accountId, failed);
  return {
    platformKey: answer.msgid,
    final: false,
    results: failed.map((key) => ({
      target: known.get(key) ?? { key, originNo: null, memberNo: null },
      outcome: "unreachable" as const,
      reason: "没有可以给他发消息的成员",
    })),
  };
}

/** Reads what was created around the hand-over by API with the same words, and tells same words apart by who is addressed. */
async function search(
  platform: Platform,
  kind: Kind,
  task: OutboundTask,
  targets: readonly string[],
  known: (platformKey: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<Search> {
  const api = await apiOf(platform, task.accountId);
  const at = Math.floor((task.handedAt?.getTime() ?? Date.now()) / 1000);
  const matches: string[] = [];
  const list = pages((cursor) =>
    asHandOver(
      api.post<WecomAnswer<"POST /cgi-bin/externalcontact/get_groupmsg_list_v2">>(
        `${BASE}/get_groupmsg_list_v2`,
        {
          chat_type: kind,
          start_time: at - SEARCH_AROUND,
          end_time: at + SEARCH_AROUND,
          filter_type: 0,
          limit: 100,
          cursor,
        },
        { signal },
      ),
    ),
  );
  for await (const page of list)
    for (const message of page.group_msg_list) {
      const sameWords = (message.text?.content ?? "") === (task.content.text ?? "");
      const sameParts = (message.attachments ?? []).length === (task.content.attachments ?? []).length;
      if (!sameWords || !sameParts || message.creator !== undefined || (await known(message.msgid))) continue;
      if (await addresses(api, kind, message.msgid, task, new Set(targets), signal)) matches.push(message.msgid);
    }
  if (matches.length === 0) return { found: "none" };
  if (matches.length === 1 && matches[0]) return { found: "one", platformKey: matches[0] };
  return { found: "unclear", reason: `平台上有 ${matches.length} 条内容与对象都相同的群发，分不清哪一条是这次提交的` };
}

/** Whether a created message is for our sender and our targets only. A group's targets show only once sent. */
async function addresses(
  api: WecomApi,
  kind: Kind,
  msgid: string,
  task: OutboundTask,
  targets: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const senders of taskPages(api, msgid, signal))
    for (const { userid } of senders.task_list) {
      if (task.senderKey && userid.toLowerCase() !== task.senderKey.toLowerCase()) return false;
      if (kind === "group" || targets.size === 0) return true;
      const [first] = [await asHandOver(sendResult(api, msgid, userid, "", signal))];
      return (first?.send_list ?? []).every(({ external_userid }) => targets.has(external_userid ?? ""));
    }
  return false;
}

const taskPages = (api: WecomApi, msgid: string, signal: AbortSignal) =>
  pages((cursor) =>
    asHandOver(
      api.post<WecomAnswer<"POST /cgi-bin/externalcontact/get_groupmsg_task">>(
        `${BASE}/get_groupmsg_task`,
        { msgid, limit: 1000, cursor },
        { signal },
      ),
    ),
  );

const sendResult = (api: WecomApi, msgid: string, userid: string, cursor: string, signal: AbortSignal) =>
  api.post<WecomAnswer<"POST /cgi-bin/externalcontact/get_groupmsg_send_result">>(
    `${BASE}/get_groupmsg_send_result`,
    { msgid, userid, limit: 1000, cursor },
    { signal },
  );

async function* collect(
  platform: Platform,
  kind: Kind,
  task: OutboundTask,
  collected: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<Collected> {
  const api = await apiOf(platform, task.accountId);
  const msgid = task.platformKey ?? "";
  for await (const page of taskPages(api, msgid, signal)) {
    const senders = page.task_list.map(({ userid, status, send_time: at }) => ({
      key: userid,
      confirmedAt: status === MASS_TASK_STATUS.sent ? new Date((at ?? Date.now() / 1000) * 1000) : null,
      collected: false,
    }));
    yield { senders, results: [] };
    for (const sender of senders.filter(({ key, confirmedAt }) => confirmedAt && !collected.has(key))) {
      for await (const answer of pages((cursor) => asHandOver(sendResult(api, msgid, sender.key, cursor, signal)))) {
        const ids = answer.send_list.flatMap((row) => row.external_userid ?? []);
        const people = kind === "single" ? await targetsOf(platform.db, api.account.accountId, ids) : new Map();
        const results = answer.send_list.flatMap((row) => {
          const outcome = outcomeOf[row.status];
          const key = row.external_userid ?? row.chat_id;
          if (!outcome || !key) return [];
          const target: OutboundTarget = people.get(key) ?? { key, originNo: null, memberNo: null };
          return [
            {
              target,
              outcome,
              senderKey: row.userid,
              ...(row.send_time ? { at: new Date(row.send_time * 1000) } : {}),
            },
          ];
        });
        yield { senders: [{ ...sender, collected: !answer.next_cursor }], results };
      }
    }
  }
}

async function steer(
  platform: Platform,
  verb: "remind_groupmsg_send" | "cancel_groupmsg_send",
  task: OutboundTask,
  signal: AbortSignal,
): Promise<void> {
  const api = await apiOf(platform, task.accountId);
  // A second reminder would be one too many; stopping twice is 41093, which is what was wanted.
  const call = asHandOver(
    api.post(`${BASE}/${verb}`, { msgid: task.platformKey }, { repeatable: verb === "cancel_groupmsg_send", signal }),
  );
  await call.catch((error: unknown) => {
    if (verb === "cancel_groupmsg_send" && (error as { errcode?: number }).errcode === wecomError(41093).code) return;
    throw error;
  });
}
