import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import { type Part, uuid } from "./world.testing.ts";

/** Goals and daily reports down to the stores, and an audience of the south. */
export async function insightPart({ server, db, chain, admin, southerner, asAdmin }: Ground): Promise<Part> {
  // Goals down to the north's stores, so that somebody of the north can split theirs.
  const goal = { month: "2026-06", metric: "gmv" };
  const handDown = async (orgUnitId: string) => {
    const { parts, version } = await server
      .call<{ version: number; parts: { unitId: string }[] }>("GET", `/goals?month=2026-06&orgUnitId=${orgUnitId}`, {
        cookie: admin.cookie,
      })
      .then((answer) => answer.body);
    const shares = parts.map(({ unitId }) => ({ unitId, target: 1_000 }));
    const draft = { ...goal, orgUnitId, version, parts: shares };
    const saved = await asAdmin<{ version: number }>("PUT", "/goals/split", draft);
    await asAdmin("POST", "/goals/split/confirm", {
      ...goal,
      orgUnitId,
      version: saved.version,
      reason: "只为测试，数额随意",
    });
  };
  await asAdmin("PUT", "/goals", { ...goal, target: 9_000, version: 0 });
  await handDown(chain.hq.id);
  await handDown(chain.north.id);
  await sql`insert into daily_report (day, org_unit_id, submitted_at, submitted_by, late)
    values ('2026-06-15', ${chain.stores.S1.id}, now(), '南方员工', false)`.execute(db);
  await sql`insert into daily_report_version (report_id, version, figures, happened, saved_at, saved_by)
    select id, 1, '{"gmv":1,"orders":1,"buyers":1,"newMembers":0,"refundAmount":0}', '南方日报', now(), '南方员工' from daily_report`.execute(
    db,
  );
  const audience = await asAdmin<{ id: string }>("POST", "/audiences", {
    name: "南方人群包",
    target: "ad_platform",
    platform: "腾讯广告",
    purpose: "南方门店周年庆",
    orgUnitId: chain.south.id,
    filter: {},
    columns: [{ kind: "phone_md5" }],
  });
  // Asked for by somebody else, whom the walk's headquarters may answer.
  await sql`update audience set state = 'waiting', created_by_id = ${southerner.id} where id = ${audience.id}`.execute(
    db,
  );

  const rule = {
    version: 1,
    root: { kind: "behaviour", of: "purchase", measure: "count", range: { min: 1 } },
  };
  const segment = await asAdmin<{ id: string }>("POST", "/segments", {
    name: "南方老客",
    rule,
    orgUnitId: chain.south.id,
  });

  return {
    things: {
      ":segmentId": uuid(segment.id),
      ":audienceId": uuid(audience.id),
    },
    bodies: {
      "POST /segments": { name: "老客", rule },
      "PUT /segments/:segmentId": { name: "南方老客", rule, basedOn: 1 },
      "POST /segments/:segmentId/archive": { archived: false },
      "POST /segments/preview": { rule },
      "POST /segments/breakdown": { rule, by: "store" },
      "POST /segments/sample": { rule },
      "POST /audiences/:audienceId/decision": { approve: true },
      "POST /audiences/:audienceId/download": { reason: "交给投放同事" },
    },
    queries: {
      "GET /metrics/query": { metrics: "gmv,orders", from: "2026-06-01", to: "2026-06-16", by: "store" },
      "GET /insight/tiers/migration": { from: "2026-06-01", to: "2026-06-15" },
      "GET /insight/store-home": { orgUnitId: chain.stores.N1.id },
      "GET /insight/pools": { from: "2026-06-01", to: "2026-06-16" },
      "GET /insight/pools/quality": { from: "2026-06-01", to: "2026-06-16" },
      "GET /insight/pools/members": { inPool: "member" },
      "GET /insight/compare-groups": { from: "2026-06-01", to: "2026-06-16" },
      "GET /insight/channel-profiles": { from: "2026-06-01", to: "2026-06-16" },
      "GET /insight/tenants": { from: "2026-06-01", to: "2026-07-01" },
      "GET /goals": { month: "2026-06", metric: "gmv" },
      "GET /goals/proposal": { month: "2026-06", metric: "gmv", orgUnitId: chain.stores.N1.id },
      "GET /goals/changes": { month: "2026-06", metric: "gmv", orgUnitId: chain.stores.N1.id },
      "GET /me/goals": { month: "2026-06" },
      "GET /daily-reports": { day: "2026-06-15" },
      "GET /daily-reports/store": { day: "2026-06-15", orgUnitId: chain.stores.N1.id },
    },
    naming: [
      {
        request: "PUT /goals/split",
        thing: ":unitId",
        body: (orgUnitId) => ({ ...goal, orgUnitId, version: 1 }),
      },
      {
        request: "POST /goals/split/confirm",
        thing: ":unitId",
        body: (orgUnitId) => ({ ...goal, orgUnitId, version: 1 }),
      },
      {
        request: "POST /goals/split/reopen",
        thing: ":unitId",
        body: (orgUnitId) => ({ ...goal, orgUnitId, version: 1, reason: "换人" }),
      },
      {
        request: "PUT /daily-reports/store",
        thing: ":unitId",
        body: (orgUnitId) => ({ day: "2026-06-15", orgUnitId, happened: "一切正常", version: 0 }),
      },
      {
        request: "POST /daily-reports/comments",
        thing: ":unitId",
        body: (orgUnitId) => ({ day: "2026-06-15", orgUnitId, body: "收到" }),
      },
      {
        request: "POST /daily-reports/reminders",
        thing: ":unitId",
        body: (orgUnitId) => ({ day: "2026-06-15", orgUnitId }),
      },
      {
        request: "PUT /daily-reports/summary",
        thing: ":unitId",
        body: (orgUnitId) => ({ day: "2026-06-15", orgUnitId, body: "都正常", version: 0 }),
      },
    ],
  };
}
