import { createHash } from "node:crypto";
import { identifierKeyOf, normaliseIdentifier } from "../../customers/index.ts";
import {
  type Attempt,
  type PhoneMessage,
  phoneMessageOf,
  type Receipt,
  takeAttempts,
  takeObjection,
  takeReceipts,
  takeReply,
} from "../../engagement/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { MessageService } from "./store.ts";
import type { Told } from "./told.ts";

/** How a service names an addressee of a message: of no use with any other message or to anybody else. */
export const refOf = (messageId: string, numberKey: string) =>
  createHash("sha256").update(`${messageId}:${numberKey}`).digest("hex").slice(0, 24);

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

type OneTold<Type extends Told["type"]> = Extract<Told, { readonly type: Type }>;

/** A message that was told of, with its numbers by the refs that the service was given. */
interface Known {
  readonly message: PhoneMessage;
  readonly numberOf: ReadonlyMap<string, string>;
}

/**
 * Applies what a service told: told again, or in another order, it comes to the same, and what is about messages of others, or of nobody, is passed
 * over. Receipts and attempts of one message are taken together.
 *
 * @returns how many were about something known
 */
export async function takeTold(
  tx: Tx,
  platform: Platform,
  service: MessageService,
  told: readonly Told[],
): Promise<number> {
  const messages = new Map<string, Known>();
  const named = told.flatMap((each) => (each.type === "reply" || each.messageId === null ? [] : each.messageId));
  // In one order, so that two callbacks about the same messages do not wait for each other.
  for (const id of [...new Set(named)].sort()) {
    const message = await phoneMessageOf(tx, service.id, id);
    if (message)
      messages.set(id, { message, numberOf: new Map([...message.people.keys()].map((key) => [refOf(id, key), key])) });
  }
  let known = 0;
  for (const [id, { message, numberOf }] of messages) {
    const receipts = told.flatMap((each) =>
      each.type === "receipt" && each.messageId === id ? receiptOf(each, numberOf) : [],
    );
    if (receipts.length > 0) await takeReceipts(tx, message, receipts);
    const attempts = told.flatMap((each) =>
      each.type === "attempt" && each.messageId === id ? attemptOf(each, numberOf) : [],
    );
    if (attempts.length > 0) await takeAttempts(tx, platform, message, attempts);
    known += receipts.length + attempts.length;
  }
  // Few beside receipts, each with consequences of its own.
  for (const each of told) {
    if (each.type === "reply" && (await takeOneReply(tx, platform, each))) known += 1;
    if (each.type === "objection" && (await takeOneObjection(tx, platform, service, each, messages))) known += 1;
  }
  return known;
}

function receiptOf(told: OneTold<"receipt">, numberOf: Known["numberOf"]): Receipt[] {
  const numberKey = numberOf.get(told.ref);
  const reason = reasonOf(told);
  if (numberKey === undefined) return [];
  return [{ numberKey, state: told.state, at: new Date(told.at), ...(reason === undefined ? {} : { reason }) }];
}

function attemptOf(told: OneTold<"attempt">, numberOf: Known["numberOf"]): Attempt[] {
  const { type: _type, messageId: _message, ref, startedAt, ...attempt } = told;
  const numberKey = numberOf.get(ref);
  return numberKey === undefined ? [] : [{ ...attempt, numberKey, startedAt: new Date(startedAt) }];
}

async function takeOneReply(tx: Tx, platform: Platform, { phone, text, at }: OneTold<"reply">): Promise<boolean> {
  const numberKey = numberKeyOf(platform, phone);
  return numberKey !== null && takeReply(tx, { numberKey, text, at: new Date(at) });
}

async function takeOneObjection(
  tx: Tx,
  platform: Platform,
  service: MessageService,
  { kind, messageId, line, ref, phone, at }: OneTold<"objection">,
  messages: ReadonlyMap<string, Known>,
): Promise<boolean> {
  const named = messageId === null ? undefined : messages.get(messageId)?.numberOf.get(ref ?? "");
  const numberKey = named ?? (phone === undefined ? null : numberKeyOf(platform, phone));
  if (!numberKey) return false;
  const outboundId = named === undefined ? null : messageId;
  await takeObjection(tx, { numberKey, channel: service.kind, kind, outboundId, line, at: new Date(at) });
  return true;
}
