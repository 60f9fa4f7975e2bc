import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import { number, type Part, uuid } from "./world.testing.ts";

const southernAdAccount = { name: "南方广告号", accountKey: "990001", baseUrl: "http://ads.example.com" };

/** Codes, scan scenes, item codes, the workbench, ads, touchpoints and drainage plans of the south. */
export async function engagementPart({ db, chain, asAdmin, admin, server }: Ground): Promise<Part> {
  const southernStore = chain.stores.S1.no;
  const liveCode = await asAdmin<{ id: string; slug: string }>("POST", "/live-codes", {
    kind: "store",
    name: "南方台卡",
    storeNo: southernStore,
  });
  await asAdmin("POST", "/live-codes/series", {
    series: "全国批次",
    kind: "store",
    unitId: chain.hq.id,
    name: "{门店}码",
  });
  await sql`insert into setting (key, value, version, updated_by)
    values ('instance.public_address', '{"url": "https://crm.example.com"}', 1, 'test') on conflict do nothing`.execute(
    db,
  );

  const scanScene = await asAdmin<{ id: string; no: number }>("POST", "/scan-scenes", {
    ...{ kind: "missing", unitId: chain.stores.S1.id, placements: ["shelf"], title: "南方缺货登记" },
  });
  const {
    rows: [sceneCode],
  } = await sql<{ id: string }>`select code_id as id from scan_scene_code where scene_no = ${scanScene.no}`.execute(db);
  const {
    rows: [scanWant],
  } = await sql<{ id: string }>`insert into scan_want (scene_no, store_no, placement, product, asked_at, changed_at)
    values (${scanScene.no}, ${southernStore}, 'shelf', '南方想要的商品', now(), now()) returning id`.execute(db);

  const southernService = {
    ...{ name: "南方验光", minutes: 30, places: ["store"] },
    fields: [{ key: "left", label: "左眼", unit: "度", kind: "number" }],
  };
  const service = await asAdmin<{ id: string; no: number }>("POST", "/services", {
    ...southernService,
    unitId: chain.south.id,
  });
  const {
    rows: [serviceVisit],
  } = await sql<{ id: string }>`
    insert into service_visit (service_no, store_no, place, made_by, starts_at, ends_at, state, price_fen, created_at, changed_at, changed_by)
    values (${service.no}, ${chain.stores.S2.no}, 'store', 'guide', now(), now() + interval '30 minutes', 'booked', 0, now(), now(), '南方导购')
    returning id`.execute(db);

  const workbenchFunction = { kind: "web", name: "南方功能", address: "https://south.example.com" };
  await sql`insert into product (sku, name) values ('ITEM-1', '瓶装水') on conflict do nothing`.execute(db);
  const itemBatch = await asAdmin<{ id: string }>("POST", "/item-code-batches", {
    ...{ name: "南方瓶身码", sku: "ITEM-1", unitId: chain.south.id, codeId: liveCode.id, codes: 3 },
  });
  const { items: workbenchFunctions } = await asAdmin<{ items: { id: string }[] }>("POST", "/workbench/functions", {
    ...workbenchFunction,
    unitId: chain.south.id,
  });
  const adPlan = await asAdmin<{ id: string }>("POST", "/ad-plans", {
    name: "南方投放",
    kind: "moments",
    chain: "friend",
    startsOn: "2026-06-01",
    endsOn: "2026-06-30",
    unitId: chain.south.id,
  });
  const adAccount = await asAdmin<{ id: string }>("POST", "/ad-accounts", {
    ...southernAdAccount,
    unitId: chain.south.id,
  });
  const upload = new FormData();
  upload.set("file", new Blob(["日期,计划名称,花费\n2026-06-01,南方投放,1\n"]), "south-ads.csv");
  const uploaded = await fetch(`${server.url}/api/v1/imports/files`, {
    ...{ method: "POST", body: upload },
    headers: { cookie: admin.cookie },
  });
  const { id: adReportFile } = (await uploaded.json()) as { id: string };
  const touchpoint = await asAdmin<{ id: string }>("POST", "/touchpoints", {
    name: "南方触点",
    kind: "mini_entry",
    landing: "mini_program",
    means: "scene",
    unitId: chain.south.id,
  });
  const drainagePlan = await asAdmin<{ id: string }>("POST", "/drainage-plans", {
    name: "南方引流",
    startsOn: "2026-06-01",
    endsOn: "2026-06-30",
    unitId: chain.south.id,
    chain: "scan_purchase",
  });

  const outsideAccount = await asAdmin<{ id: string }>("POST", "/outside-accounts", {
    ...{ name: "南方公域号", platform: "douyin", unitId: chain.south.id },
  });
  const outsideWave = { name: "南方种草", words: ["词"], startsOn: "2026-06-01", endsOn: "2026-06-30" };
  const wave = await asAdmin<{ id: string }>("POST", "/outside-waves", { ...outsideWave, unitId: chain.south.id });
  const outside = { form: "note", title: "南方公域内容", plannedOn: "2026-06-01" };
  const [placement, plannedByMistake] = [
    await asAdmin<{ id: string }>("POST", "/outside-placements", {
      ...{ ...outside, accountId: outsideAccount.id, waveId: wave.id },
    }),
    await asAdmin<{ id: string }>("POST", "/outside-placements", { ...outside, accountId: outsideAccount.id }),
  ];

  return {
    things: {
      ":codeId": uuid(liveCode.id),
      ":itemBatchId": uuid(itemBatch.id),
      ":scanSceneId": uuid(scanScene.id),
      ":scanWantId": uuid(scanWant?.id ?? ""),
      "/services/:serviceId :serviceId": uuid(service.id),
      "/services/:serviceId/stores/:storeNo :serviceId": uuid(service.id),
      "/services/:serviceId/stores/:storeNo/slots :serviceId": uuid(service.id),
      // Headquarters closes the other southern store on its walk: there nothing can be booked any more.
      "/services/:serviceId/stores/:storeNo/slots :storeNo": number(chain.stores.S2.no),
      ":visitId": uuid(serviceVisit?.id ?? ""),
      "/scan-scenes/codes/:codeId/hung :codeId": uuid(sceneCode?.id ?? ""),
      ":adPlanId": uuid(adPlan.id),
      ":adAccountId": uuid(adAccount.id),
      ":functionId": uuid(workbenchFunctions[0]?.id ?? ""),
      ":touchpointId": uuid(touchpoint.id),
      ":drainagePlanId": uuid(drainagePlan.id),
      ":outsideAccountId": uuid(outsideAccount.id),
      ":outsideWaveId": uuid(wave.id),
      ":outsidePlacementId": uuid(placement.id),
      "DELETE /outside-placements/:outsidePlacementId :outsidePlacementId": uuid(plannedByMistake.id),
    },
    bodies: {
      "PUT /workbench/functions/:functionId": { ...workbenchFunction, unitId: chain.north.id, version: 1 },
      "PUT /live-codes/:codeId": { version: 1, name: "改名码" },
      "PUT /live-codes/guides/:staffId/duty": { onDuty: true },
      "PUT /scan-scenes/:scanSceneId": { version: 1, title: "改" },
      "POST /scan-scenes/codes/:codeId/hung": { hung: true },
      "POST /scan-wants/:scanWantId/state": { version: 1, state: "gone" },
      "PUT /services/:serviceId": { version: 1, ...southernService },
      "PUT /services/:serviceId/stores/:storeNo": { offered: true },
      "POST /service-visits/:visitId/state": { version: 1, state: "cancelled" },
      "POST /service-visits/:visitId/time": { version: 1, startsAt: "2026-06-20T10:00:00+08:00" },
      "POST /service-visits/:visitId/record": { version: 1 },
      "POST /service-visits/:visitId/care": { version: 1, what: "reminded" },
      "POST /item-code-batches/:itemBatchId/state": { stopped: true, version: 1 },
      "POST /item-code-batches/:itemBatchId/codes": { lines: "YM-0001-AAAA" },
      "POST /live-codes/:codeId/pause": { paused: false },
      "PUT /touchpoints/:touchpointId": {
        name: "改名触点",
        kind: "mini_entry",
        landing: "mini_program",
        means: "scene",
        version: 1,
      },
      "POST /touchpoints/:touchpointId/state": { to: "active", version: 1 },
      "PUT /touchpoints/:touchpointId/spends": { lines: [{ day: "2026-06-01", amountFen: 100 }] },
      "PUT /drainage-plans/:drainagePlanId": {
        name: "改名引流",
        startsOn: "2026-06-01",
        endsOn: "2026-06-30",
        steps: [{ kind: "outdoor" }],
        version: 1,
      },
      "POST /drainage-plans/:drainagePlanId/archive": { archived: true },
      "PUT /ad-plans/:adPlanId": {
        name: "改名投放",
        kind: "feed",
        chain: "account",
        startsOn: "2026-06-01",
        endsOn: "2026-06-30",
        version: 1,
      },
      "PUT /ad-plans/:adPlanId/spends": { lines: [{ day: "2026-06-01", amountFen: 100 }] },
      "POST /ad-plans/:adPlanId/archive": { archived: true },
      "PUT /ad-accounts/:adAccountId": { ...southernAdAccount, version: 1 },
      "PUT /ad-accounts/:adAccountId/plans": { plans: [] },
      "POST /ad-accounts/:adAccountId/report": { fileId: adReportFile },
      "POST /ad-accounts/:adAccountId/report/preview": { fileId: adReportFile },
      "PUT /outside-accounts/:outsideAccountId": { name: "改名公域号", version: 1 },
      "PUT /outside-waves/:outsideWaveId": { ...outsideWave, version: 1 },
      "PUT /outside-waves/:outsideWaveId/searches": { platform: "指数", csv: "2026-06-01,词,1" },
      "PUT /outside-placements/:outsidePlacementId": { ...outside, version: 1 },
      "POST /outside-placements/:outsidePlacementId/publish": { version: 1 },
      "POST /outside-placements/:outsidePlacementId/end": { ended: true },
      "PUT /outside-placements/:outsidePlacementId/costs": {
        kind: "boost",
        lines: [{ day: "2026-06-01", amountFen: 1 }],
      },
      "PUT /outside-placements/:outsidePlacementId/figures": { lines: [{ day: "2026-06-01", views: 1 }] },
    },
    queries: {
      "GET /attribution/figures": { dimension: "seller", from: "2026-06-01", to: "2026-07-01" },
      "GET /attribution/export": { dimension: "seller", from: "2026-06-01", to: "2026-07-01" },
      "GET /attribution/models": { dimension: "seller", from: "2026-06-01", to: "2026-07-01" },
      "GET /attribution/orders": {
        dimension: "store",
        subjectKind: "store",
        subject: String(chain.stores.N1.no),
        from: "2026-06-01",
        to: "2026-07-01",
      },
      "GET /moments/mix": { accountId: randomUUID() },
      "GET /content-schedule": { from: "2026-06-01", to: "2026-07-01" },
      "GET /outbound/choices": { channel: "wecom_mass" },
      "GET /live-codes/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /live-codes/:codeId/statistics": { from: "2026-06-01", to: "2026-07-01" },
      "GET /scan-pages/:slug/products": { q: "大衣" },
      "GET /live-codes/posters": { series: "全国批次" },
    },
    naming: [
      {
        request: "POST /outside-accounts",
        thing: ":unitId",
        body: (unitId) => ({ name: "越界公域号", platform: "douyin", unitId }),
      },
      { request: "POST /outside-waves", thing: ":unitId", body: (unitId) => ({ ...outsideWave, unitId }) },
      {
        request: "POST /outside-placements",
        thing: ":outsideAccountId",
        body: (accountId) => ({ ...outside, accountId }),
      },
      { request: "POST /live-codes", thing: ":unitId", body: (unitId) => ({ kind: "place", name: "越界码", unitId }) },
      {
        request: "POST /live-codes",
        thing: ":storeNo",
        body: (storeNo) => ({ kind: "store", name: "越界码", storeNo }),
      },
      {
        request: "POST /live-codes",
        thing: ":staffId",
        body: (staffId) => ({ kind: "staff", name: "越界码", guides: [{ staffId }] }),
      },
      { request: "POST /services", thing: ":unitId", body: (unitId) => ({ ...southernService, unitId }) },
      { request: "POST /services/codes", thing: ":unitId", body: (unitId) => ({ unitId }) },
      {
        request: "POST /service-visits",
        thing: ":storeNo",
        body: (storeNo) => ({
          serviceId: service.id,
          storeNo,
          startsAt: "2026-06-20T10:00:00+08:00",
          phone: "13800000001",
        }),
      },
      {
        request: "POST /service-visits/walk-ins",
        thing: ":storeNo",
        body: (storeNo) => ({ serviceId: service.id, storeNo, phone: "13800000001" }),
      },
      {
        request: "POST /scan-scenes",
        thing: ":unitId",
        body: (unitId) => ({ kind: "wifi", title: "越界场景", placements: ["door"], unitId }),
      },
      {
        request: "POST /live-codes/series",
        thing: ":unitId",
        body: (unitId) => ({ series: "越界批次", kind: "store", unitId }),
      },
    ],
  };
}
