import path from "node:path";
import { sql } from "kysely";
import { createAccount } from "../connectors/wechat/index.ts";
import { systemActor } from "../kernel/audit/audit.ts";
import { projectRoot } from "../kernel/package-root.ts";
import type { Platform } from "../kernel/platform.ts";
import { adminKey } from "../testing/admin-key.ts";
import { until } from "../testing/event-load.ts";
import { type RunningFeilun, runFeilun } from "../testing/running-feilun.ts";
import { type RunningSandbox, runSandbox } from "../testing/running-sandbox.ts";
import type { Drill, DrillContext, DrillResult } from "./drill.ts";
import { withPlatform } from "./with-platform.ts";

/** What the issue asks for; `--customers=N --members=N` make it smaller or larger. */
const usual = { customers: 100_000, members: 2_000, groups: 200, limitSeconds: 600 };

interface RunAnswer {
  readonly id: number;
  readonly state: string;
  readonly phase: string;
  readonly customersDone: number;
  readonly takes: number;
  readonly perSecond: number | null;
  readonly differences: readonly { readonly kind: string; readonly count: number }[];
  readonly failure: string | null;
}

/** Kills the server with -9 in the middle of the first sync of a whole company; the run goes on from its place. */
export const wecomSyncDrill: Drill = {
  name: "wecom-sync",
  promise:
    "100,000 customers of 2,000 staff are taken over from WeCom in under 10 minutes within its limits, although the server is killed with -9 in the middle; a second reading finds no difference",
  async run({ dataDir, port, say, options }: DrillContext): Promise<DrillResult> {
    const size = {
      customers: Number(options.customers ?? usual.customers),
      members: Number(options.members ?? usual.members),
    };
    const sandbox = await runSandbox(path.join(projectRoot, "apps", "sandbox", "dist", "sandbox.js"));
    let feilun: RunningFeilun = await runFeilun(dataDir, port);
    try {
      await sandbox.act("wecom.bulk_populate", { stores: 100, groups: usual.groups, ...size });
      const world = await sandbox.look<{ corpId: string; follows: number; groups: number }>("/world");
      const apiKey = await withPlatform(dataDir, (platform) => connect(platform, sandbox, feilun.baseUrl));
      const ask = async (method: string, at: string, body?: object) => {
        const response = await fetch(`${feilun.baseUrl}/api/v1${at}`, {
          method,
          headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
          ...(body && { body: JSON.stringify(body) }),
        });
        if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${await response.text()}`);
        return (await response.json()) as RunAnswer;
      };
      const over = async (id: number) => {
        let last = 0;
        for (const deadline = Date.now() + 1_800_000; Date.now() < deadline; ) {
          const run = await ask("GET", `/wecom/sync-runs/${id}`);
          if (["done", "failed", "cancelled"].includes(run.state)) return run;
          if (Date.now() - last > 10_000) {
            last = Date.now();
            say(`  ${run.phase}: ${run.customersDone} customers, ${Math.round(run.perSecond ?? 0)} per second`);
          }
          await new Promise((resolve) => setTimeout(resolve, 250));
        }
        throw new Error("the sync did not end");
      };

      const began = Date.now();
      const { id } = await ask("POST", "/wecom/sync-runs", { corpId: world.corpId });
      await until(
        async () => (await ask("GET", `/wecom/sync-runs/${id}`)).customersDone > world.follows / 3,
        900_000,
        "a third of the customers",
      );
      const atKill = (await ask("GET", `/wecom/sync-runs/${id}`)).customersDone;
      say(`  kill -9 the server after ${atKill} of ${world.follows} relations`);
      await feilun.kill();
      feilun = await runFeilun(dataDir, port);
      const first = await over(id);
      const seconds = (Date.now() - began) / 1000;
      const again = Date.now();
      const second = await over(
        (await ask("POST", "/wecom/sync-runs", { corpId: world.corpId, kind: "reconcile" })).id,
      );
      const secondsAgain = (Date.now() - again) / 1000;
      const found = await withPlatform(dataDir, counts);
      const differences = second.differences.reduce((sum, { count }) => sum + count, 0);
      return {
        held:
          first.state === "done" &&
          second.state === "done" &&
          differences === 0 &&
          found.relations === world.follows &&
          found.told === world.follows &&
          found.members === size.customers &&
          found.groups === world.groups &&
          found.overLimit === 0 &&
          seconds < usual.limitSeconds,
        figures: {
          customers: size.customers,
          staff: size.members,
          seconds: Math.round(seconds),
          atKill,
          takes: first.takes,
          differences,
          secondsOfReconciling: Math.round(secondsAgain),
          ...found,
          ...(first.failure && { failure: first.failure }),
        },
      };
    } finally {
      await feilun.stop();
      await sandbox.stop();
    }
  },
};

async function connect(platform: Platform, sandbox: RunningSandbox, baseUrl: string): Promise<string> {
  const app = await sandbox.act<{ corpId: string; agentId: string; secret: string }>("wecom.create_app");
  await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("drill"), {
      platform: "wecom",
      accountId: app.corpId,
      agentId: app.agentId,
      name: "演练企业",
      baseUrl: sandbox.wecom,
      secrets: { secret: app.secret },
    }),
  );
  // Every member becomes staff, so that customers get their guide on the way.
  await sql`
    insert into setting (key, value, version, updated_by)
    values ('wecom.directory', '{"departmentMarks": ["code", "name"], "strangers": "create", "roleCode": "guide", "leavers": "confirm"}', 1, 'drill')`.execute(
    platform.db,
  );
  return adminKey(platform, baseUrl);
}

async function counts(platform: Platform) {
  const { rows } = await sql<Record<"relations" | "told" | "members" | "guided" | "groups" | "overLimit", number>>`
    select (select count(*)::int from wecom_follow where state = 'active') as relations,
      (select count(*)::int from event_log where type = 'contact.added') as told,
      (select count(*)::int from member where status = 'active') as members,
      (select count(*)::int from member where guide_id is not null) as guided,
      (select count(*)::int from customer_group where dismissed_at is null) as groups,
      (select coalesce(sum(times), 0)::int from wechat_refusal where errcode in (45009, 45033)) as "overLimit"`.execute(
    platform.db,
  );
  return rows[0] ?? { relations: 0, told: 0, members: 0, guided: 0, groups: 0, overLimit: 0 };
}
