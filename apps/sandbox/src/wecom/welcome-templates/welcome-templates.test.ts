import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addApp } from "../apps/apps.ts";
import { openGroup } from "../client/rooms.ts";
import { Bench } from "../wecom.testing.ts";

const BASE = "/cgi-bin/externalcontact/group_welcome_template";
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

describe("group welcome templates", () => {
  it("are kept, changed by their app only, and at most 100", async () => {
    const link = { title: "会员权益", url: "https://example.test" };
    const add = (more: object) => bench.call(`${BASE}/add`, more);
    const { template_id } = await add({ text: { content: "欢迎 %NICKNAME%" }, link });
    expect(await bench.call(`${BASE}/get`, { template_id })).toMatchObject({
      text: { content: "欢迎 %NICKNAME%" },
      link,
    });
    const other = addApp(bench.world);
    expect(await bench.call(`${BASE}/edit`, { template_id, link }, other)).toMatchObject({ errcode: 41058 });
    expect(await add({})).toMatchObject({ errcode: 40063 });
    expect(await add({ text: { content: "长".repeat(1001) } })).toMatchObject({ errcode: 45002 });
    for (let count = 1; count < 100; count++) await add({ text: { content: "好" } });
    expect(await add({ text: { content: "好" } })).toMatchObject({ errcode: 41055 });
    await bench.call(`${BASE}/del`, { template_id });
    expect(await add({ text: { content: "好" } })).toMatchObject({ errcode: 0 });
  });

  it("greet who comes into a group that uses them", async () => {
    const { chatId } = openGroup(bench.world, "LiLei", "会员群");
    const { template_id } = await bench.call(`${BASE}/add`, { text: { content: "欢迎 %NICKNAME%" } });
    await bench.act("wecom.choose_group_welcome", { chatId, templateId: template_id });
    const { person } = bench.customer("小明");
    await bench.act("wecom.invite_to_group", { chatId, person: person.id, invitor: "LiLei" });
    expect(bench.world.chats.get(`group/${chatId}`)).toMatchObject([
      { from: "LiLei", content: { content: "欢迎 小明" } },
    ]);
  });
});
