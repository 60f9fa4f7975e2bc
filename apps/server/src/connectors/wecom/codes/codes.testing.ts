import { sql } from "kysely";
import { expect } from "vitest";
import { refreshCodes } from "../../../engagement/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aPerson, aSmallChain } from "../../../testing/people.ts";
import type { TestPlatform } from "../../../testing/platform.ts";
import type { TestSandbox } from "../../../testing/sandbox.ts";
import type { TestServer } from "../../../testing/server.ts";
import { createAccount, workOffCallbacks } from "../../wechat/index.ts";
import { wecomCallbacks } from "../callbacks/callbacks.ts";
import { type Corp, listCorps } from "../corp.ts";
import { directorySetting } from "../settings.ts";
import { startRun } from "../sync/start-run.ts";
import { workRun } from "../sync/work-run.ts";
import { wecomApi } from "../wecom-api.ts";
import { wecomCodeConnector } from "./code-connector.ts";

const keys = { callbackToken: "t0ken", callbackAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };
const never = new AbortController().signal;
export const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50";

/** A chain whose stores' guides and groups live in a sandboxed WeCom, in step by callbacks. */
export async function aCodeWorld(test: TestPlatform, server: TestServer, sandbox: TestSandbox) {
  const { platform } = test;
  const actor = systemActor("test");
  const chain = await aSmallChain(test);
  const operator = await aPerson(test, { roleCode: "hq_operator", unitId: chain.hq.id });
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  const account = await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, actor, {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "测试企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret, ...keys },
    }),
  );
  const corp = (await listCorps(platform))[0] as Corp;
  await sql`insert into setting (key, value, version, updated_by) values (${directorySetting.key},
    ${JSON.stringify({ ...directorySetting.initial, strangers: "create" })}, 1, 'test')`.execute(platform.db);
  const departments = [
    [2, "北一店"],
    [3, "北二店"],
    [4, "南一店"],
  ] as const;
  for (const [id, name] of departments) await sandbox.act("wecom.open_department", { id, name, parentId: 1 });
  const staff = [
    ["LiLei", "李雷", 2],
    ["HanMei", "韩梅", 2],
    ["WangWu", "王五", 3],
    ["ZhaoLiu", "赵六", 4],
  ] as const;
  for (const [userid, name, department] of staff)
    await sandbox.act("wecom.hire", { userid, name, departments: [department] });

  const connector = wecomCodeConnector(platform);
  const rows = async <Row>(query: ReturnType<typeof sql>) => (await query.execute(platform.db)).rows as Row[];
  let settled = 0;
  return {
    chain,
    operator,
    connector,
    api: wecomApi(platform, account),
    rows,
    async sync() {
      const id = await platform.db.transaction().execute((tx) => startRun(platform, tx, actor, corp, "full"));
      await workRun(platform, id, never);
    },
    listen: () =>
      sandbox.act("wecom.configure_app", {
        agentId: app.agentId,
        callback: {
          url: `${server.url}/api/v1/callbacks/wechat/${account.id}`,
          token: keys.callbackToken,
          encodingAesKey: keys.callbackAesKey,
        },
      }),
    /** Takes in everything that was written so far. */
    async refresh() {
      await test.passHorizon();
      await refreshCodes(platform, connector);
    },
    /** Waits until so many more callbacks have arrived, then works them off. */
    async work(count: number) {
      settled += count;
      for (const deadline = Date.now() + 20_000; ; ) {
        const [row] = await rows<{ n: number }>(sql`select count(*)::int as n from wechat_callback`);
        if ((row?.n ?? 0) >= settled) break;
        if (Date.now() > deadline) throw new Error(`${row?.n} of ${settled} callbacks arrived`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await workOffCallbacks(platform, [wecomCallbacks], never);
    },
    person: async (nickname: string) => (await sandbox.act<{ id: string }>("people.add", { nickname })).id,
    async staffId(name: string): Promise<string> {
      const [row] = await rows<{ id: string }>(sql`select id from staff where name = ${name}`);
      return row?.id ?? "";
    },
    /** Through the API as the operator; fails on an error. */
    async ask<Body>(method: string, path: string, body?: object): Promise<Body> {
      const answer = await server.call<Body>(method, path, { cookie: operator.cookie, body });
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer.body;
    },
    /** Opens a printed address as a phone does; `tell` asks what the page asks. */
    async open(path: string, cookies: Readonly<Record<string, string>> = {}, agent = phone) {
      const header = Object.entries(cookies)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join("; ");
      const response = await fetch(`${server.url}${path}`, {
        redirect: "manual",
        headers: { "user-agent": agent, cookie: header },
      });
      const visitor = /feilun_visitor=([^;]+)/.exec(response.headers.get("set-cookie") ?? "")?.[1] ?? "";
      const all = [header, cookies.feilun_visitor ? "" : `feilun_visitor=${visitor}`].filter(Boolean).join("; ");
      const slug = path.split(/[/?]/)[2];
      return {
        status: response.status,
        location: response.headers.get("location"),
        text: await response.text(),
        visitor,
        tell: async <Body>(what: "stores" | "show", body: object): Promise<Body> =>
          (await server.call<Body>("POST", `/code-pages/${slug}/${what}`, { cookie: all, body })).body,
      };
    },
  };
}

export interface CodeAnswer {
  readonly id: string;
  readonly slug: string;
  readonly path: string;
  readonly state: string;
  readonly version: number;
  readonly qrUrl: string | null;
  readonly ways: number;
  readonly live: number;
  readonly wayList: readonly {
    readonly storeNo: number | null;
    readonly state: string;
    readonly targets: readonly string[];
    readonly emptyBecause: string | null;
    readonly failure: string | null;
    readonly qrUrl: string | null;
    readonly drift: string | null;
  }[];
  readonly rooms: readonly {
    readonly name: string;
    readonly people: number;
    readonly full: boolean;
    readonly openedByItself: boolean;
  }[];
  readonly guides: readonly { readonly staffId: string; readonly today: number; readonly paused: boolean }[];
}

export interface ShownAnswer {
  readonly shown: {
    readonly qrUrl: string;
    readonly storeNo: number | null;
    readonly storeName: string | null;
    readonly guideName: string | null;
    readonly by: string;
  } | null;
  readonly nothing: string;
}
