import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "../../kernel/audit/audit.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testSandbox } from "../../testing/sandbox.ts";
import { createAccount, type WechatAccount, WechatRefusal } from "../wechat/index.ts";
import { wecomApi } from "./wecom-api.ts";

const { platform } = await testPlatform();
const sandbox = await testSandbox();
let account: WechatAccount;
const path = "/cgi-bin/department/list";
const fault = (what: object, times = 1, at = path) =>
  sandbox.act("faults.add", { platform: "wecom", path: at, what, times });

beforeAll(async () => {
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  account = await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret },
    }),
  );
});
beforeEach(() => sandbox.act("faults.clear"));

const refusals = async () =>
  (await sql<{ errcode: number }>`select errcode from wechat_refusal order by errcode`.execute(platform.db)).rows.map(
    (row) => row.errcode,
  );

describe("calls to WeCom [IN-01]", () => {
  it("asks for one token among many callers", async () => {
    const apis = Array.from({ length: 10 }, () => wecomApi(platform, account));
    const tokens = new Set(await Promise.all(apis.map((api) => api.token())));
    expect(tokens.size).toBe(1);
  });

  it("replaces a token that died early, once", async () => {
    await sandbox.act("clock.advance", { ms: 7_200_000 });
    const answer = await wecomApi(platform, account).get<{ department: unknown[] }>(path);
    expect(answer.department).toHaveLength(1);
  });

  it("repeats a busy answer, and a read whose answer was lost", async () => {
    await fault({ kind: "errcode", errcode: -1 });
    await fault({ kind: "lost_answer" });
    expect(await wecomApi(platform, account).get(path)).toMatchObject({ errcode: 0 });
    await fault({ kind: "http_status", status: 502 });
    expect(await wecomApi(platform, account).get(path)).toMatchObject({ errcode: 0 });
  });

  it("never sends twice what may have been done once", async () => {
    const to = "/cgi-bin/externalcontact/add_corp_tag";
    await fault({ kind: "lost_answer" }, 1, to);
    const call = wecomApi(platform, account).post(
      to,
      { group_name: "等级", tag: [{ name: "金卡" }] },
      { repeatable: false },
    );
    await expect(call).rejects.toMatchObject({ errcode: 0, uncertain: true });
    const groups = await wecomApi(platform, account).post<{ tag_group: unknown[] }>(
      "/cgi-bin/externalcontact/get_corp_tag_list",
      {},
    );
    expect(groups.tag_group).toHaveLength(1);
  });

  it("turns a refusal into its cause and remedy, and shows it to the operator", async () => {
    await fault({ kind: "errcode", errcode: 60020 });
    const refusal = await wecomApi(platform, account)
      .get(path)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WechatRefusal);
    expect(refusal).toMatchObject({ errcode: 60020, remedy: expect.stringContaining("IP") });
    expect(await refusals()).toContain(60020);
  });
});
