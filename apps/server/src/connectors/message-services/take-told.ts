import { createHash } from "node:crypto";
import { sql } from "kysely";
import { identifierKeyOf, normaliseIdentifier } from "../../customers/index.ts";
import { takeAttempt, takeObjection, takeReceipt, takeReply } from "../../engagement/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { MessageService } from "./store.ts";
import type { Told } from "./told.ts";

/** How a service names an addressee of a message: of no use with any other message or to anybody else. */
export const refOf = (messageId: string, numberKey: string) =>
  createHash("sha256").update(`${messageId}:${numberKey}`).digest("hex").slice(0, 24);

/** The numbers of one message by the refs that the service was given. */
async function numbersByRef(tx: Tx, service: MessageService, messageId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string }>`
    select d.target_key as key from outbound o join outbound_delivery d on d.outbound_id = o.id
    where o.id = ${messageId} and o.account_id = ${service.id}`.execute(tx);
  return new Map(rows.map(({ key }) => [refOf(messageId, key), key]));
}

function numberKeyOf(platform: Platform, phone: string): string | null {
  const normal = normaliseIdentifier("phone", phone);
  return normal === null ? null : identifierKeyOf(platform, "phone", normal);
}

/** The carriers' codes that operators meet most, in words. */
const carrierWords: Readonly<Record<string, string>> = {
  UNDELIV: "无法送达（停机、关机或不在服务区）",
  EXPIRED: "超过有效期仍未送达",
  REJECTD: "被运营商拒绝",
  UNKNOWN: "运营商未说明原因",
  "MK:0001": "空号",
  "MK:0012": "用户停机",
  BLACK: "号码在运营商黑名单",
};

const reasonOf = ({ reason, code }: { reason?: string | undefined; code?: string | undefined }) =>
  reason ?? (code === undefined ? undefined : (carrierWords[code] ?? `运营商状态码 ${code}`));

/**
 * Applies what a service told, in the order in which it was told; told again it changes nothing, and what is about messages of others, or of
 * nobody, is passed over.
 *
 * @returns how many were about something known
 */
export async function takeTold(
  tx: Tx,
  platform: Platform,
  service: MessageService,
  told: readonly Told[],
): Promise<number> {
  const messages = new Map<string, Map<string, string>>();
  const numberOf = async (messageId: string, ref: string | undefined) => {
    if (ref === undefined) return undefined;
    const numbers = messages.get(messageId) ?? (await numbersByRef(tx, service, messageId));
    messages.set(messageId, numbers);
    return numbers.get(ref);
  };
  let known = 0;
  for (const each of told) if (await takeOne(tx, platform, service, each, numberOf)) known += 1;
  return known;
}

async function takeOne(
  tx: Tx,
  platform: Platform,
  service: MessageService,
  told: Told,
  numberOf: (messageId: string, ref: string | undefined) => Promise<string | undefined>,
): Promise<boolean> {
  if (told.type === "reply") {
    const numberKey = numberKeyOf(platform, told.phone);
    return numberKey !== null && takeReply(tx, { numberKey, text: told.text, at: new Date(told.at) });
  }
  if (told.type === "objection") {
    const { kind, messageId, line, ref, phone } = told;
    const named = messageId === null ? undefined : await numberOf(messageId, ref);
    const numberKey = named ?? (phone === undefined ? null : numberKeyOf(platform, phone));
    if (!numberKey) return false;
    const outboundId = named === undefined ? null : messageId;
    await takeObjection(tx, { numberKey, channel: service.kind, kind, outboundId, line, at: new Date(told.at) });
    return true;
  }
  const numberKey = await numberOf(told.messageId, told.ref);
  if (numberKey === undefined) return false;
  const outboundId = told.messageId;
  if (told.type === "receipt") {
    const reason = reasonOf(told);
    return takeReceipt(tx, {
      outboundId,
      numberKey,
      state: told.state,
      at: new Date(told.at),
      ...(reason === undefined ? {} : { reason }),
    });
  }
  const { type: _type, messageId: _message, ref: _ref, startedAt, ...attempt } = told;
  return takeAttempt(tx, platform, { ...attempt, outboundId, numberKey, startedAt: new Date(startedAt) });
}
