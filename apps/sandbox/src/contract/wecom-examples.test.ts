import { parseXml, textOf } from "@feilun/wechat-protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dismissMember } from "../wecom/client/directory.ts";
import { chat } from "../wecom/client/friends.ts";
import { enterKf, sayToKf } from "../wecom/client/kf.ts";
import { confirmMassMessage } from "../wecom/client/mass-messages.ts";
import { openGroup } from "../wecom/client/rooms.ts";
import { addMember } from "../wecom/contacts/members.ts";
import { enterFollow } from "../wecom/customers/relations.ts";
import { tellTagEvent } from "../wecom/tell.ts";
import { Bench, pngOf } from "../wecom/wecom.testing.ts";
import { addPerson } from "../world/people.ts";
import type { World } from "../world/world.ts";
import { departures } from "./shape.ts";
import { WECOM_CALLBACK_EXAMPLES, WECOM_EXAMPLES } from "./wecom-examples.ts";

let bench: Bench;
/** What the examples call by one name and this world by another. */
const names = new Map<string, string>();

beforeAll(async () => {
  bench = await Bench.open();
  const { world } = bench;
  for (const userid of ["u1", "u2", "u3"]) addMember(world, { userid, name: userid, departments: [1] });
  world.wecom.contacts.departments.set(2, { id: 2, name: "D", nameEn: "", parentId: 1, order: 0, leaders: [] });
  const tag = { id: "etT1", name: "Gold", order: 0, createdAt: bench.now };
  world.wecom.tags.set("etG1", {
    id: "etG1",
    name: "Level",
    order: 0,
    createdAt: bench.now,
    tags: new Map([["etT1", tag]]),
  });
  befriend(world, "wmA", "u1");
  befriend(world, "wmB", "u3");
  chat(world, "u1", "wmA", "customer", "Hi");
  chat(world, "u1", "wmA", "member", "Hello");
  dismissMember(world, "u3");
  const group = openGroup(world, "u1", "Club 1");
  names.set("wrG1", group.chatId);
  group.admins.push("u2");
  group.members.set("wmA", {
    id: "wmA",
    type: 2,
    joinedAt: bench.now,
    joinScene: 3,
    invitor: undefined,
    state: "g_01",
  });
  names.set("1699977600", String(bench.now));
  bench.pass(86_400);
  const welcome = { userid: "u2", externalUserid: "wmA", expiresAt: bench.now + 20, used: false };
  world.wecom.customers.welcomeCodes.set("WC1", welcome);
  names.set("m1", String((await bench.upload("/cgi-bin/media/upload?type=image", pngOf(9, 9), "a.png")).media_id));
  const forMoments = "/cgi-bin/media/upload_attachment?media_type=image&attachment_type=1";
  names.set("m2", String((await bench.upload(forMoments, pngOf(9, 9), "a.png")).media_id));
  const kf = await bench.call("/cgi-bin/kf/account/add", { name: "S", media_id: names.get("m1") });
  names.set("wk1", String(kf.open_kfid));
  const way = await bench.call("/cgi-bin/kf/add_contact_way", { open_kfid: kf.open_kfid, scene: "s1" });
  const person = world.people.get("p-wmA");
  if (!person) throw new Error("wmA is nobody");
  enterKf(world, person, `${way.url}&scene_param=p`);
  sayToKf(world, person, String(kf.open_kfid), "Hi");
});
afterAll(() => bench.close());

function befriend(world: World, id: string, userid: string): void {
  const person = addPerson(world, { id: `p-${id}`, nickname: "Li" });
  world.wecom.customers.externals.set(id, { externalUserid: id, personId: person.id, type: 1 });
  world.wecom.customers.externalByPerson.set(person.id, id);
  enterFollow(world, {
    userid,
    externalUserid: id,
    addWay: 1,
    state: "ch_01",
    operUserid: id,
    remark: "VIP",
    tags: new Set(["etT1"]),
  });
}

/** The request in this world's names. */
function translated(value: string): string {
  let text = value;
  for (const [theirs, ours] of names) text = text.replaceAll(new RegExp(`\\b${theirs}\\b`, "g"), ours);
  return text;
}

describe("recorded calls of WeCom", () => {
  it.each(WECOM_EXAMPLES)("$endpoint answers in the recorded shape", async ({ endpoint, request, answer, also }) => {
    const path = translated(endpoint.slice(endpoint.indexOf(" ") + 1));
    if (path.includes("groupmsg")) confirmOnce();
    const got = await bench.call(path, request && JSON.parse(translated(JSON.stringify(request))));
    for (const [field, theirs] of [
      ["msgid", "msg01"],
      ["jobid", "job1"],
    ] as const)
      if (typeof got[field] === "string" && !names.has(theirs)) names.set(theirs, got[field]);
    if (got.jobid !== undefined) bench.pass(5);
    expect(departures(answer, got, also)).toEqual([]);
  });

  function confirmOnce(): void {
    bench.pass(5);
    const msgid = names.get("msg01") ?? "";
    const task = bench.world.wecom.massMessages.messages.get(msgid)?.tasks.get("u1");
    if (task?.sentAt === undefined) confirmMassMessage(bench.world, msgid, "u1");
  }

  it("sends callbacks of the recorded elements", async () => {
    const { world } = bench;
    const chatId = names.get("wrG1") ?? "";
    await bench.act("wecom.invite_to_group", { chatId, person: "p-wmB", invitor: "u1" });
    tellTagEvent(world, "etT1", "tag", "create");
    await bench.sandbox.callbacks.drained();
    const sent = world.callbacks.attempts.map(({ plaintext }) => parseXml(plaintext));
    for (const [kind, elements] of Object.entries(WECOM_CALLBACK_EXAMPLES)) {
      const [event, changeType] = kind.split(".");
      const found = sent.find(
        (xml) => textOf(xml, "Event") === event && (!changeType || textOf(xml, "ChangeType") === changeType),
      );
      expect(Object.keys(found ?? {}).sort(), kind).toEqual([...elements].sort());
    }
  });
});

describe("the comparison itself", () => {
  it("names what is missing, of another type, unknown or empty", () => {
    const recorded = { a: 1, list: [{ id: "x" }], more: { b: "" } };
    expect(departures(recorded, { a: "1", list: [{ id: 1, extra: 2 }], more: {}, other: 1 })).toEqual([
      "a is string, recorded as number",
      "list.id is number, recorded as string",
      "list.extra is not documented",
      "more.b is missing",
      "other is not documented",
    ]);
    expect(departures(recorded, { a: 1, list: [], more: { b: "" } })).toEqual(["list is empty: nothing was compared"]);
    expect(departures(recorded, { a: 1, list: [{ id: "" }], more: { b: "" }, other: 1 }, ["other"])).toEqual([]);
  });
});
