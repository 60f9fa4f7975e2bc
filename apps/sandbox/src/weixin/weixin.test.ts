import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Sandbox } from "../sandbox.ts";
import { addPerson } from "../world/people.ts";
import { addOfficialAccount } from "./accounts/accounts.ts";
import { follow } from "./followers/follow.ts";
import { Bench } from "./weixin.testing.ts";

describe("the sandbox's weixin", () => {
  it("is the same after a restart: accounts, tokens and followers", async () => {
    const directory = await mkdtemp(path.join(tmpdir(), "sandbox-weixin-"));
    const options = { file: path.join(directory, "world"), clockSpeed: 0 };
    const first = new Sandbox(options);
    const account = addOfficialAccount(first.world, { name: "飞轮百货" });
    const { openid } = follow(first.world, account, addPerson(first.world, { nickname: "一" }));
    const before = await first.start();
    const query = `grant_type=client_credential&appid=${account.appid}&secret=${account.secret}`;
    const issued = (await (await fetch(`${before.weixin}/cgi-bin/token?${query}`)).json()) as { access_token: string };
    await first.stop();

    const second = new Sandbox(options);
    const { weixin } = await second.start();
    const listed = await fetch(`${weixin}/cgi-bin/user/get?access_token=${issued.access_token}`);
    expect(await listed.json()).toMatchObject({ total: 1, data: { openid: [openid] } });
    await second.stop();
    await rm(directory, { recursive: true });
  });

  it("meets faults on demand: refusals, doubled and lost callbacks", async () => {
    const bench = await Bench.open();
    const { person } = bench.someone("一");
    const fault = (what: object, where = "callback") =>
      bench.act("faults.add", { platform: "weixin", path: where, what, times: 1 });
    await fault({ kind: "errcode", errcode: 45009 }, "/cgi-bin/tags/*");
    expect(await bench.call("/cgi-bin/tags/get")).toMatchObject({
      errcode: 45009,
      errmsg: expect.stringContaining("rid: "),
    });
    expect(await bench.call("/cgi-bin/tags/get")).toEqual({ tags: [] });
    const say = (content: string) =>
      bench.act("weixin.say", { appid: bench.account.appid, person: person.id, message: { kind: "text", content } });
    await bench.sandbox.callbacks.drained();
    await fault({ kind: "duplicate" });
    await say("两次");
    await bench.sandbox.callbacks.drained();
    await fault({ kind: "drop" });
    await say("丢失");
    expect((await bench.told("message.text")).map(({ content }) => content)).toEqual(["两次", "两次"]);
    await bench.close();
  });

  it("names what an action lacks, in Chinese", async () => {
    const bench = await Bench.open();
    const { person } = bench.someone("一");
    expect(await bench.act("oa.follow", { appid: "wx0", person: person.id })).toEqual({ error: "没有这个账号：wx0" });
    expect(await bench.act("mini.open", { appid: bench.account.appid, person: person.id })).toEqual({
      error: `${bench.account.appid} 不是小程序`,
    });
    expect(await bench.act("weixin.scan", { person: person.id, code: "x" })).toEqual({
      error: "无法识别或已过期的码：x",
    });
    await bench.close();
  });
});
