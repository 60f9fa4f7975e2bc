import { sql } from "kysely";
import { z } from "zod";
import {
  HandOverRefused,
  type OutboundChannel,
  type OutboundTarget,
  type OutboundTask,
  onBlockList,
  type PhoneChannel,
  phoneTouchSetting,
  templateOf,
  writeSms,
} from "../../engagement/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { callGateway, GatewayFailure } from "./gateway.ts";
import { accessOf, findService, listServices, type MessageService } from "./store.ts";
import { refOf, takeTold } from "./take-told.ts";
import { toldSchema } from "./told.ts";

const handedSchema = z.object({
  id: z.string(),
  rejected: z.array(z.object({ ref: z.string(), reason: z.string().max(200).default("服务商拒绝") })).default([]),
});
const stateSchema = z.object({ done: z.boolean(), events: z.array(toldSchema).max(10_000).default([]) });

/** The service drops a message with an id that it has seen for so long. */
const REPETITION_MINUTES = 24 * 60;

/** The newest number of each member that several people do not share; one that is to be left alone only where there is no other. */
async function resolve(
  { db, clock }: Platform,
  channel: PhoneChannel,
  memberNos: readonly number[],
): Promise<OutboundTarget[]> {
  const { rows } = await sql<OutboundTarget>`
    select distinct on (i.member_no) i.value_index::text as key, coalesce(i.origin_no, i.member_no) as "originNo", i.member_no as "memberNo"
    from identifier i where i.kind = 'phone' and not i.shared and i.member_no = any(${`{${memberNos.join(",")}}`}::int[])
    order by i.member_no, ${onBlockList(sql.ref("i.value_index"), channel, clock.now())}, i.first_seen_at desc, i.value_index`.execute(
    db,
  );
  return rows;
}

async function phonesOf({ db, cipher }: Platform, keys: readonly string[]): Promise<{ key: string; phone: string }[]> {
  const { rows } = await sql<{ key: string; sealed: string }>`
    select value_index::text as key, value_sealed as sealed from identifier
    where kind = 'phone' and value_index = any(${[...keys]}::uuid[]) order by 1`.execute(db);
  return rows.map(({ key, sealed }) => ({ key, phone: cipher.open(sealed) }));
}

function refused(error: unknown): never {
  if (!(error instanceof GatewayFailure)) throw error;
  const { status, reason, remedy } = error;
  // Without an answer, or with one that says so, it may have been done; the id makes saying it again harmless.
  const uncertain = status === 0 || status >= 500 || status === 409;
  const retry = uncertain || status === 429 || status === 401 || status === 402 || status === 403 ? "later" : "never";
  throw new HandOverRefused({ errcode: status, reason, remedy, retry, uncertain });
}

async function serviceOf({ db }: Platform, id: string): Promise<MessageService> {
  const service = await findService(db, id);
  if (service?.enabled) return service;
  const reason = service ? "这个服务已停用" : "没有接入这个服务";
  throw new HandOverRefused({
    errcode: 0,
    reason,
    remedy: "到「短信与外呼」里启用或接入",
    retry: "never",
    uncertain: false,
  });
}

async function payloadOf(platform: Platform, channel: PhoneChannel, service: MessageService, task: OutboundTask) {
  const template = await templateOf(platform.db, channel, service.id, task.content);
  const data = task.content.template?.data ?? {};
  if (channel === "sms") return { kind: "sms", template: template.code, text: writeSms(template, data), data };
  const { value } = await readSetting(platform.db, phoneTouchSetting);
  const { callingWindows: windows, redials, redialMinutes } = value;
  return { kind: "call", script: template.code, data, lines: service.lines, windows, redials, redialMinutes };
}

function phoneChannel(platform: Platform, name: PhoneChannel): OutboundChannel {
  return {
    name,
    maxTargets: 1_000,
    repetitionMinutes: REPETITION_MINUTES,
    resolve: (_, memberNos) => resolve(platform, name, memberNos),
    accounts: async () => (await listServices(platform.db, name)).filter(({ enabled }) => enabled),
    async check(accountId, content) {
      await templateOf(platform.db, name, accountId, content);
    },
    async hand(task, targets, signal) {
      const service = await serviceOf(platform, task.accountId);
      const phones = await phonesOf(platform, targets);
      const gone = targets.filter((key) => !phones.some((each) => each.key === key));
      const recipients = phones.map(({ key, phone }) => ({ ref: refOf(task.id, key), phone }));
      const keyOf = new Map(phones.map(({ key }) => [refOf(task.id, key), key]));
      const person = (key: string): OutboundTarget => ({ key, originNo: null, memberNo: null });
      const without = gone.map((key) => ({ target: person(key), outcome: "no_address" as const }));
      if (recipients.length === 0) return { platformKey: task.id, results: without, final: true };
      const payload = await payloadOf(platform, name, service, task);
      const { answer } = await callGateway(
        accessOf(platform, service),
        { method: "POST", path: "/v1/messages", body: { id: task.id, title: task.title, ...payload, recipients } },
        handedSchema,
        signal,
      ).catch(refused);
      const rejected = new Map(answer.rejected.map(({ ref, reason }) => [ref, reason]));
      return {
        platformKey: answer.id,
        final: false,
        results: [
          ...without,
          ...[...keyOf].map(([ref, key]) => {
            const reason = rejected.get(ref);
            return reason === undefined
              ? { target: person(key), outcome: name === "sms" ? ("sent" as const) : ("waiting" as const) }
              : { target: person(key), outcome: "failed" as const, reason };
          }),
        ],
      };
    },
    /** Asks for what callbacks may not have told; the receipts are taken like those of a callback. */
    async *collect(task, _collected, signal) {
      const service = await serviceOf(platform, task.accountId);
      const { answer } = await callGateway(
        accessOf(platform, service),
        { method: "GET", path: `/v1/messages/${task.id}` },
        stateSchema,
        signal,
      ).catch(refused);
      await platform.db.transaction().execute((tx) => takeTold(tx, platform, service, answer.events));
      const { rows: silent } = await sql<{ key: string }>`
        select target_key as key from outbound_delivery where outbound_id = ${task.id} and outcome = 'waiting' and ${answer.done}`.execute(
        platform.db,
      );
      yield {
        senders: [{ key: service.name, confirmedAt: null, collected: answer.done }],
        results: silent.map(({ key }) => ({
          target: { key, originNo: null, memberNo: null },
          outcome: "unreachable" as const,
          reason: "服务商没有回报结果",
        })),
      };
    },
  };
}

/** Text messages and calls, as ways out. */
export function messageServiceChannels(platform: Platform): OutboundChannel[] {
  return [phoneChannel(platform, "sms"), phoneChannel(platform, "ai_call")];
}
