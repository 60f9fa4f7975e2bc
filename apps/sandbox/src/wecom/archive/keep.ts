import { constants, createCipheriv, createHash, publicEncrypt, randomBytes } from "node:crypto";
import { WECOM_QUOTAS, type WecomArchiveMessage } from "@feilun/wechat-protocol";
import { nowOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { tellApp } from "../tell.ts";

/** A line as the archive keeps it; ids are userids and external_userids. */
export interface ArchiveLine {
  readonly from: string;
  readonly to: readonly string[];
  /** Empty for single chats. */
  readonly roomId: string;
  readonly msgtype: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Whether the customer agreed that talks with this member are kept. */
export function agreed(world: World, userid: string, externalUserid: string): boolean {
  return world.wecom.archive.consents.get(`${userid}/${externalUserid}`)?.agrees ?? false;
}

/** Keeps a line of a single chat, where the member is archived and the customer agreed. */
export function keepSingle(
  world: World,
  userid: string,
  externalUserid: string,
  from: "member" | "customer",
  msgtype: string,
  content: ArchiveLine["content"],
): void {
  if (!world.wecom.archive.permitted.has(userid) || !agreed(world, userid, externalUserid)) return;
  const [sender, receiver] = from === "member" ? [userid, externalUserid] : [externalUserid, userid];
  keep(world, { from: sender, to: [receiver], roomId: "", msgtype, content });
}

/** Keeps a line of a group in which someone is archived; a customer's only where they agreed with one of those. */
export function keepInGroup(world: World, chatId: string, from: string, content: ArchiveLine["content"]): void {
  const members = [...(world.wecom.groups.get(chatId)?.members.values() ?? [])];
  const archived = members.filter(({ id }) => world.wecom.archive.permitted.has(id));
  const external = world.wecom.customers.externals.has(from);
  if (archived.length === 0 || (external && !archived.some(({ id }) => agreed(world, id, from)))) return;
  const to = members.map(({ id }) => id).filter((id) => id !== from);
  keep(world, { from, to, roomId: chatId, msgtype: "text", content });
}

/** Seals the line and tells the archive's app, at most every 15 s. */
export function keep(world: World, line: ArchiveLine): void {
  const { archive } = world.wecom;
  const version = Math.max(...archive.publicKeys.keys());
  const publicKey = archive.publicKeys.get(version);
  if (!publicKey) return;
  const at = nowOf(world.clock);
  const message: WecomArchiveMessage = {
    msgid: `${opaqueId(world.random, "", 20)}_external`,
    action: "send",
    from: line.from,
    tolist: [...line.to],
    roomid: line.roomId,
    msgtime: at,
    msgtype: line.msgtype,
    [line.msgtype]: line.content,
  };
  const key = randomBytes(32).toString("base64");
  const sealedKey = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(key));
  archive.rows.push({
    at,
    row: {
      seq: archive.nextSeq++,
      msgid: message.msgid,
      publickey_ver: version,
      encrypt_random_key: sealedKey.toString("base64"),
      encrypt_chat_msg: sealChat(key, JSON.stringify(message)),
    },
  });
  notify(world);
}

/**
 * The stand-in for what only the native SDK's DecryptData opens: base64 of 16 bytes of IV and AES-256-CBC under the
 * SHA-256 of the random key's text. Described in the README.
 */
function sealChat(key: string, plaintext: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(key).digest(), iv);
  return Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final()]).toString("base64");
}

const GAP_MS = WECOM_QUOTAS.archiveEventGap.amount * 1000;

const scheduleNotice = onDue<Record<string, never>>("wecom.archive_notice", (world) => {
  world.wecom.archive.notifyWaits = false;
  tellArchive(world);
});

function notify(world: World): void {
  const { archive } = world.wecom;
  if (archive.notifyWaits) return;
  const next = archive.notifiedAt + GAP_MS;
  if (next <= nowOf(world.clock)) {
    tellArchive(world);
    return;
  }
  archive.notifyWaits = true;
  scheduleNotice(world, next, {});
}

function tellArchive(world: World): void {
  world.wecom.archive.notifiedAt = nowOf(world.clock);
  for (const { agentId, kind } of world.wecom.apps.values())
    if (kind === "archive") tellApp(world, agentId, "msgaudit_notify");
}
