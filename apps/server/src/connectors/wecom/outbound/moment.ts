import {
  MOMENT_JOB_STATUS,
  MOMENT_PUBLISH_STATUS,
  WECOM_QUOTAS,
  type WecomAnswer,
  wecomError,
} from "@feilun/wechat-protocol";
import {
  type Collected,
  HandOverRefused,
  type OutboundChannel,
  type OutboundTask,
  type Search,
} from "../../../engagement/index.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { apiOf, pages, targetsOf } from "./api.ts";
import { choosing } from "./choosing.ts";
import { momentContent } from "./content.ts";
import { asHandOver } from "./refused.ts";

const BASE = "/cgi-bin/externalcontact";
const SEARCH_AROUND = 900;
/** A creation is asynchronous: until it has ended, its job stands for it. */
const JOB = "job:";

/** Moments of the company, published by each member: wecom-api.md §8.2. Who sees them is known only afterwards. */
export function momentChannel(platform: Platform): OutboundChannel {
  return {
    name: "wecom_moment",
    maxTargets: WECOM_QUOTAS.massMessageRecipients.amount,
    ...choosing(platform),
    repetitionMinutes: 0,
    resolve: async () => [],
    async hand(task, _targets, signal) {
      const api = await apiOf(platform, task.accountId);
      const { senders, tagIds } = task.content.moment ?? {};
      const range = {
        ...(senders?.length && { sender_list: { user_list: senders } }),
        ...(tagIds?.length && { external_contact_list: { tag_list: tagIds } }),
      };
      const { jobid } = await asHandOver(
        api.post<WecomAnswer<"POST /cgi-bin/externalcontact/add_moment_task">>(
          `${BASE}/add_moment_task`,
          { ...momentContent(task.content), ...(Object.keys(range).length > 0 && { visible_range: range }) },
          { repeatable: false, signal },
        ),
      );
      return { platformKey: `${JOB}${jobid}`, results: [], final: false };
    },
    search: (task, _targets, known, signal) => search(platform, task, known, signal),
    collect: (task, collected, signal) => collect(platform, task, collected, signal),
    async cancel(task, signal) {
      const api = await apiOf(platform, task.accountId);
      if (task.platformKey?.startsWith(JOB)) throw stillCreating();
      await asHandOver(api.post(`${BASE}/cancel_moment_task`, { moment_id: task.platformKey }, { signal }));
    },
  };
}

const stillCreating = () =>
  new HandOverRefused({
    errcode: 0,
    reason: "朋友圈任务还在创建",
    remedy: "稍后会自动继续，请过几分钟再试",
    retry: "later",
    uncertain: false,
  });

async function search(
  platform: Platform,
  task: OutboundTask,
  known: (platformKey: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<Search> {
  const api = await apiOf(platform, task.accountId);
  const at = Math.floor((task.handedAt?.getTime() ?? Date.now()) / 1000);
  const matches: string[] = [];
  const list = pages((cursor) =>
    asHandOver(
      api.post<WecomAnswer<"POST /cgi-bin/externalcontact/get_moment_list">>(
        `${BASE}/get_moment_list`,
        { start_time: at - SEARCH_AROUND, end_time: at + SEARCH_AROUND, filter_type: 0, limit: 20, cursor },
        { signal },
      ),
    ),
  );
  for await (const page of list)
    for (const moment of page.moment_list)
      if (
        moment.creator === undefined &&
        (moment.text?.content ?? "") === (task.content.text ?? "") &&
        !(await known(moment.moment_id))
      )
        matches.push(moment.moment_id);
  if (matches.length === 0) return { found: "none" };
  if (matches.length === 1 && matches[0]) return { found: "one", platformKey: matches[0] };
  return { found: "unclear", reason: `平台上有 ${matches.length} 条内容相同的朋友圈，分不清哪一条是这次提交的` };
}

async function* collect(
  platform: Platform,
  task: OutboundTask,
  collected: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<Collected> {
  const api = await apiOf(platform, task.accountId);
  let momentId = task.platformKey ?? "";
  if (momentId.startsWith(JOB)) {
    const job = await asHandOver(
      api.get<WecomAnswer<"GET /cgi-bin/externalcontact/get_moment_task_result">>(
        `${BASE}/get_moment_task_result`,
        { jobid: momentId.slice(JOB.length) },
        signal,
      ),
    );
    if (job.status !== MOMENT_JOB_STATUS.done) throw stillCreating();
    if (!job.result?.moment_id) {
      const { cause, remedy } = wecomError(job.result?.errcode ?? -1);
      const errcode = job.result?.errcode ?? -1;
      yield { senders: [], results: [], refused: { errcode, reason: cause, remedy } };
      return;
    }
    momentId = job.result.moment_id;
    yield { senders: [], results: [], platformKey: momentId };
  }
  const tasks = pages((cursor) =>
    asHandOver(
      api.post<WecomAnswer<"POST /cgi-bin/externalcontact/get_moment_task">>(
        `${BASE}/get_moment_task`,
        { moment_id: momentId, limit: 1000, cursor },
        { signal },
      ),
    ),
  );
  for await (const page of tasks) {
    const senders = page.task_list.map(({ userid, publish_status: status }) => ({
      key: userid,
      confirmedAt: status === MOMENT_PUBLISH_STATUS.published ? new Date() : null,
      collected: false,
    }));
    yield { senders, results: [] };
    for (const sender of senders.filter(({ key, confirmedAt }) => confirmedAt && !collected.has(key))) {
      const audience = pages((cursor) =>
        asHandOver(
          api.post<WecomAnswer<"POST /cgi-bin/externalcontact/get_moment_send_result">>(
            `${BASE}/get_moment_send_result`,
            { moment_id: momentId, userid: sender.key, limit: 5000, cursor },
            { signal },
          ),
        ),
      );
      for await (const answer of audience) {
        const ids = answer.customer_list.map((row) => row.external_userid);
        const people = await targetsOf(platform.db, api.account.accountId, ids);
        yield {
          senders: [{ ...sender, collected: !answer.next_cursor }],
          results: ids.map((key) => ({
            target: people.get(key) ?? { key, originNo: null, memberNo: null },
            outcome: "sent" as const,
            senderKey: sender.key,
          })),
        };
      }
    }
  }
}
