import { constants, createDecipheriv, createHash, generateKeyPairSync, privateDecrypt } from "node:crypto";
import type { WecomArchiveRow } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addApp } from "../apps/apps.ts";
import type { WecomApp } from "../apps/state.ts";
import { chat } from "../client/friends.ts";
import { openGroup, speakInGroup } from "../client/rooms.ts";
import { Bench } from "../wecom.testing.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
let bench: Bench;
let archive: WecomApp;

beforeEach(async () => {
  bench = await Bench.open();
  archive = addApp(bench.world, {
    agentId: "2000004",
    kind: "archive",
    customerContact: false,
    callback: bench.app.callback,
  });
  const pem = publicKey.export({ type: "spki", format: "pem" });
  await bench.act("wecom.open_archive", { publicKey: pem, userids: ["LiLei"] });
});
afterEach(() => bench.close());

async function pull(seq = 0): Promise<Record<string, unknown>[]> {
  const { chatdata } = await bench.call("/sandbox/archive/get_chat_data", { seq, limit: 1000 }, archive);
  return (chatdata as WecomArchiveRow[]).map(opened);
}

function opened(row: WecomArchiveRow): Record<string, unknown> {
  // Node refuses to undo PKCS#1 v1.5 padding itself: raw RSA, then what follows 00 02 … 00.
  const padding = constants.RSA_NO_PADDING;
  const block = privateDecrypt({ key: privateKey, padding }, Buffer.from(row.encrypt_random_key, "base64"));
  const key = block.subarray(block.indexOf(0, 2) + 1);
  const sealed = Buffer.from(row.encrypt_chat_msg, "base64");
  const secret = createHash("sha256").update(key).digest();
  const decipher = createDecipheriv("aes-256-cbc", secret, sealed.subarray(0, 16));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]).toString());
}

describe("the archive's stand-in", () => {
  it("keeps talks of archived members with customers who agreed", async () => {
    const { id } = bench.customer("甲");
    chat(bench.world, "LiLei", id, "customer", "还没同意");
    await bench.act("wecom.agree_archive", { userid: "LiLei", externalUserid: id, agrees: true });
    chat(bench.world, "LiLei", id, "customer", "同意了");
    const other = bench.customer("乙", "HanMeimei");
    await bench.act("wecom.agree_archive", { userid: "HanMeimei", externalUserid: other.id, agrees: true });
    chat(bench.world, "HanMeimei", other.id, "customer", "不在存档范围");
    expect(await pull()).toMatchObject([
      { msgtype: "agree" },
      { action: "send", from: id, tolist: ["LiLei"], roomid: "", msgtype: "text", text: { content: "同意了" } },
    ]);
    expect(await pull(1)).toHaveLength(1);
    expect(await bench.told("change_external_contact.msg_audit_approved")).toHaveLength(2);
    const info = [{ userid: "LiLei", exteranalopenid: id }];
    expect(await bench.call("/cgi-bin/msgaudit/check_single_agree", { info }, archive)).toMatchObject({
      agreeinfo: [{ userid: "LiLei", exteranalopenid: id, agree_status: "Agree" }],
    });
    bench.pass(5 * 86_400);
    expect(await pull()).toEqual([]);
  });

  it("keeps groups and files, and tells at most every 15 s", async () => {
    const group = openGroup(bench.world, "LiLei", "会员群");
    speakInGroup(bench.world, group.chatId, "LiLei", "上新了");
    speakInGroup(bench.world, group.chatId, "LiLei", "快来看");
    expect(await bench.told("msgaudit_notify")).toHaveLength(1);
    bench.pass(15);
    await bench.act("clock.advance", { ms: 0 });
    expect(await bench.told("msgaudit_notify")).toHaveLength(2);
    expect(await pull()).toMatchObject([{ roomid: group.chatId, from: "LiLei" }, { roomid: group.chatId }]);
    const { id } = bench.customer("丙");
    await bench.act("wecom.agree_archive", { userid: "LiLei", externalUserid: id, agrees: true });
    const bytes = Buffer.alloc(600_000, 7);
    const image = { userid: "LiLei", externalUserid: id, from: "member", base64: bytes.toString("base64") };
    await bench.act("wecom.chat_image", image);
    const kept = (await pull(3))[0] as { image: { sdkfileid: string } };
    const chunk = (indexbuf: unknown) =>
      bench.call("/sandbox/archive/get_media_data", { sdkfileid: kept.image.sdkfileid, indexbuf }, archive);
    const first = await chunk("");
    const second = await chunk(first.outindexbuf);
    expect([first.is_finish, second.is_finish]).toEqual([0, 1]);
    const parts = [first, second].map(({ data }) => Buffer.from(String(data), "base64"));
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });

  it("asks for its own secret", async () => {
    expect(await bench.call("/sandbox/archive/get_chat_data", { seq: 0, limit: 10 })).toMatchObject({ errcode: 48002 });
    expect(await bench.call("/sandbox/archive/get_chat_data", { seq: 0, limit: 1001 }, archive)).toMatchObject({
      errcode: 301058,
    });
    expect(await bench.call("/cgi-bin/msgaudit/get_permit_user_list", {}, archive)).toMatchObject({ ids: ["LiLei"] });
  });
});
