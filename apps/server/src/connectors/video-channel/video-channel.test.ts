import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { testServer } from "../../testing/server.ts";
import { createAccount } from "../wechat/index.ts";
import { syncVideoChannel } from "./sync.ts";

const testing = await testPlatform({ now: new Date().toISOString() });
const { platform, clock } = testing;
const { db } = platform;
const server = await testServer(testing);
const sandbox = await testSandbox();
const signal = new AbortController().signal;
interface Connected {
  readonly profile: { readonly fans: number; readonly gained: number | null; readonly nickname: string } | null;
  readonly lives: { readonly viewers: number; readonly newFollowers: number }[];
  readonly notices: { readonly description: string }[];
}
let operator: TestPerson;
let accountId: string;
let appid: string;

const connected = async () => {
  const { body } = await server.call<{ items: Connected[] }>("GET", "/connected-video-channels", {
    cookie: operator.cookie,
  });
  return body.items[0];
};

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  operator = await aPerson(testing, { roleCode: "hq_operator", unitId: chain.hq.id });
  const made = await sandbox.act<{ appid: string; secret: string }>("weixin.add_video_channel", { name: "好物视频号" });
  appid = made.appid;
  const account = await db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "video_channel",
      accountId: appid,
      name: "好物视频号",
      baseUrl: sandbox.weixin,
      secrets: { secret: made.secret },
    }),
  );
  accountId = account.id;
});

describe("a connected video channel [IN-04]", () => {
  it("tells its fans, all its live shows over several pages, and what is announced; reading again changes nothing [IN-04]", async () => {
    expect(await connected()).toMatchObject({ profile: null, lives: [] });
    await sandbox.act("video.gain_fans", { appid, fans: 1_000 });
    for (let number = 1; number <= 12; number++)
      await sandbox.act("video.hold_live", { appid, seconds: 600 + number, viewers: number * 10, newFans: 1 });
    await sandbox.act("video.announce_live", { appid, description: "周年庆专场", startsInSeconds: 86_400 });
    await syncVideoChannel(platform, accountId, signal);
    await syncVideoChannel(platform, accountId, signal);
    const seen = await connected();
    expect(seen?.profile).toMatchObject({ nickname: "好物视频号", fans: 1_012, gained: null });
    expect([seen?.lives.length, seen?.lives.reduce((sum, { viewers }) => sum + viewers, 0)]).toEqual([12, 780]);
    expect(seen?.notices).toMatchObject([{ description: "周年庆专场" }]);

    clock.advance({ hours: 25 });
    await sql`update session set last_seen_at = ${clock.now()}`.execute(db);
    await sandbox.act("video.gain_fans", { appid, fans: 88 });
    await syncVideoChannel(platform, accountId, signal);
    expect((await connected())?.profile).toMatchObject({ fans: 1_100, gained: 88 });
  });

  it("says why nothing was read when the platform refuses [IN-04]", async () => {
    await sandbox.act("faults.add", {
      platform: "weixin",
      path: "/channels/finderlive/get_finder_attr_by_appid",
      what: { kind: "errcode", errcode: 48001 },
      times: 1,
    });
    await expect(syncVideoChannel(platform, accountId, signal)).rejects.toThrow();
    expect((await connected())?.profile).toMatchObject({ fans: 1_100, failure: expect.stringContaining("；") });
  });
});
