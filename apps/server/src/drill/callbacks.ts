import path from "node:path";
import { sql } from "kysely";
import { createAccount } from "../connectors/wechat/index.ts";
import { systemActor } from "../kernel/audit/audit.ts";
import { projectRoot } from "../kernel/package-root.ts";
import type { Platform } from "../kernel/platform.ts";
import { until } from "../testing/event-load.ts";
import { type RunningFeilun, runFeilun } from "../testing/running-feilun.ts";
import { type RunningSandbox, runSandbox } from "../testing/running-sandbox.ts";
import type { Drill, DrillContext, DrillResult } from "./drill.ts";
import { withPlatform } from "./with-platform.ts";

/** Scans, each of another person: as many callbacks. */
const scans = 10_000;
const perAction = 500;
/** After so many scans the receiver is killed. */
const deaths = [2_000, 5_000, 8_000];
const keys = { token: "drillToken", encodingAesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA" };

/** Connects the product to the sandbox's company and gives back a live code of one member. */
async function connect(dataDir: string, sandbox: RunningSandbox, port: number): Promise<string> {
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  const account = await withPlatform(dataDir, (platform) =>
    platform.db.transaction().execute((tx) =>
      createAccount(platform, tx, systemActor("drill"), {
        platform: "wecom",
        accountId: app.corpId,
        agentId: app.agentId,
        name: "演练企业",
        baseUrl: sandbox.wecom,
        secrets: { secret: app.secret, callbackToken: keys.token, callbackAesKey: keys.encodingAesKey },
      }),
    ),
  );
  const url = `http://127.0.0.1:${port}/api/v1/callbacks/wechat/${account.id}`;
  await sandbox.act("wecom.configure_app", { agentId: app.agentId, callback: { url, ...keys } });
  await sandbox.act("wecom.hire", { userid: "guide", name: "导购", departments: [1] });
  const { access_token: token } = (await (
    await fetch(`${sandbox.wecom}/cgi-bin/gettoken?corpid=${app.corpId}&corpsecret=${app.secret}`)
  ).json()) as { access_token: string };
  const way = (await (
    await fetch(`${sandbox.wecom}/cgi-bin/externalcontact/add_contact_way?access_token=${token}`, {
      method: "POST",
      body: JSON.stringify({ type: 1, scene: 2, user: ["guide"], state: "drill" }),
    })
  ).json()) as { config_id: string };
  return way.config_id;
}

/** Kills the receiver with -9 while WeChat's callbacks come in, doubled and out of order. */
export const callbacksDrill: Drill = {
  name: "callbacks",
  promise: `${scans} callbacks, a fifth of them doubled and a tenth overtaken, the receiver killed three times: each taken and worked off once, none lost`,
  async run({ dataDir, port, say }: DrillContext): Promise<DrillResult> {
    const sandbox = await runSandbox(path.join(projectRoot, "apps", "sandbox", "dist", "sandbox.js"), {
      retryMs: 10_000,
    });
    let feilun: RunningFeilun = await runFeilun(dataDir, port);
    try {
      const code = await connect(dataDir, sandbox, port);
      await sandbox.act("faults.add", { platform: "wecom", path: "callback", what: { kind: "duplicate" }, share: 0.2 });
      await sandbox.act("faults.add", {
        platform: "wecom",
        path: "callback",
        what: { kind: "delay", ms: 1_500 },
        share: 0.125,
      });
      let reviving: Promise<void> = Promise.resolve();
      let kills = 0;
      for (let sent = perAction; sent <= scans; sent += perAction) {
        await sandbox.act("wecom.scan_many", { code, count: perAction });
        if (deaths.includes(sent)) {
          reviving = reviving.then(async () => {
            say(`  kill -9 the receiver after ${sent} scans`);
            kills += 1;
            await feilun.kill();
            feilun = await runFeilun(dataDir, port);
          });
          await reviving;
        }
        await until(async () => (await waitingIn(sandbox)) < 2 * perAction, 120_000, "delivery");
      }
      await until(async () => (await waitingIn(sandbox)) === 0, 300_000, "delivery");
      return await withPlatform(dataDir, async (platform) => {
        await until(async () => (await counts(platform)).waiting === 0, 600_000, "working off").catch((error: Error) =>
          say(`  ${error.message}`),
        );
        const found = await counts(platform);
        const welcomed = await welcomes(sandbox);
        return {
          held:
            found.taken === scans &&
            found.done === scans &&
            found.contacts === scans &&
            found.events === scans &&
            welcomed.doubled === 0,
          figures: { scans, kills, ...found, welcomed: welcomed.once, welcomedTwice: welcomed.doubled },
        };
      });
    } finally {
      await feilun.stop();
      await sandbox.stop();
    }
  },
};

async function waitingIn(sandbox: RunningSandbox): Promise<number> {
  return (await sandbox.look<{ waitingCallbacks: number }>("/world")).waitingCallbacks;
}

async function counts(platform: Platform) {
  const { rows } = await sql<{
    taken: number;
    done: number;
    waiting: number;
    parked: number;
    contacts: number;
    events: number;
  }>`
    select count(*)::int as taken, count(*) filter (where state = 'done')::int as done,
      count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'parked')::int as parked,
      (select count(*)::int from wecom_follow) as contacts,
      (select count(*)::int from event_log where type = 'contact.added') as events
    from wechat_callback`.execute(platform.db);
  return rows[0] ?? { taken: 0, done: 0, waiting: 0, parked: 0, contacts: 0, events: 0 };
}

/** Chats with one welcome message, and with more. */
async function welcomes(sandbox: RunningSandbox): Promise<{ once: number; doubled: number }> {
  const chats = (await sandbox.look<{ key: string; count: number }[]>("/chats")).filter(({ key }) =>
    key.startsWith("wecom/guide/"),
  );
  return {
    once: chats.filter(({ count }) => count === 1).length,
    doubled: chats.filter(({ count }) => count > 1).length,
  };
}
