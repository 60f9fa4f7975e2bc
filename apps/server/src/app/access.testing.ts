import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import { upsertOrders } from "../commerce/index.ts";
import { resolveMembers } from "../customers/index.ts";
import { processInbox } from "../events/index.ts";
import type { Route } from "../kernel/http/route.ts";
import { createKey } from "../organization/api-keys/keys.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../testing/people.ts";
import type { TestPlatform } from "../testing/platform.ts";
import type { TestServer } from "../testing/server.ts";

type Id = string | number;

/** A thing that a path parameter names: one that lies outside every tester's scope, and one that does not exist. */
export interface Thing {
  readonly foreign: Id;
  readonly missing: Id;
}

export interface World {
  readonly chain: SmallChain;
  readonly admin: TestPerson;
  /** A tenant of the north, where the roles of tenants are held. */
  readonly northernTenantId: string;
  /** By `METHOD /path :name`, `/path :name`, or `:name` for a parameter that means the same everywhere. */
  readonly things: Readonly<Record<string, Thing>>;
  /** Valid bodies of the routes whose path names a thing, so that the answer is about the thing and not about the body. */
  readonly bodies: Readonly<Record<string, object>>;
  /** Query parameters of routes that need some, or that show more with some. */
  readonly queries: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Requests of somebody of the north whose body names a thing of the south. */
  readonly naming: readonly { readonly request: string; readonly thing: string; readonly body: (id: Id) => object }[];
  /** Text that must not appear in an answer to somebody of the north. */
  readonly secrets: readonly string[];
}

/**
 * Parameters that name something which belongs to the whole chain and to no store (a role, a product, the name of a metric): there
 * is no foreign one. Each with its reason.
 */
const chainWide: Readonly<Record<string, string>> = {
  ":roleCode": "roles are the chain's",
  ":formatCode": "store formats are the chain's",
  ":brandId": "brands are the group's",
  ":sku": "the range is the chain's",
  ":assetCode": "data assets are the chain's",
  ":formCode": "public forms are everybody's",
  ":redPacketCampaignId": "red packet campaigns are headquarters'",
  ":couponBatchId": "batches of coupons are headquarters'",
  ":accountId": "accounts on platforms are the chain's",
  ":moveId": "a move out of personal WeChat is the chain's",
  ":slug": "pages behind printed codes are everybody's",
  ":tagNo": "the tag library is the chain's",
  ":officialAccountId": "official accounts are the chain's",
  ":replyRuleId": "official accounts are the chain's",
  ":tagId": "official accounts are the chain's",
  ":mediaId": "official accounts are the chain's",
  ":noteId": "official accounts are the chain's",
  ":publishId": "official accounts are the chain's",
  ":friendPersonNo": "only the guide on whose list somebody stands may see and call them",
  ":guideMessageId": "only who wrote it may say so",
  ":inheritanceId": "a company's members belong to the chain",
  ":frameworkId": "campaign frameworks are headquarters'",
  ":outboundId": "what goes out through platforms is the chain's",
  "/wecom/sync-runs/:runId :runId": "syncs of WeCom are the chain's",
  "/wecom/sync-runs/:runId/cancel :runId": "syncs of WeCom are the chain's",
  "/wechat-shop/sync-runs/:runId :runId": "syncs of shops are the chain's",
  "/wechat-shop/sync-runs/:runId/cancel :runId": "syncs of shops are the chain's",
  ":openid": "people of a shop are the chain's",
  ":toolId": "the register of tools is the chain's",
  ":momentKey": "posts on Moments are the chain's",
  ":contentPieceId": "content is the chain's",
  ":front": "fronts are a vocabulary",
  ":attributionRunId": "attribution is headquarters'",
  ":toolFunction": "functions of tools are a vocabulary",
  ":wayId": "ways out of a shop are the chain's",
  ":differenceId": "an account's bill covers many stores",
  "/metrics/:id/members :id": "the name of a metric",
  "/imports/templates/:id :id": "saved mappings are the chain's",
};

/** Query parameters that name a thing, as one of `things`; the walk finds them in the routes' schemas. */
export const namingQueries: Readonly<Record<string, string>> = {
  unitId: ":unitId",
  orgUnitId: ":unitId",
  storeNo: ":storeNo",
  memberNo: ":memberNo",
  staffId: ":staffId",
  guideId: ":staffId",
  actorId: ":staffId",
};

/** Routes whose path names one's own thing, which not even headquarters may touch. */
export const ownOnly: ReadonlySet<string> = new Set([
  "DELETE /me/sessions/:sessionId",
  // A notice for the south's posts, and a report that is its counterpart's to file.
  "GET /me/notices/:noticeId",
  "POST /me/notices/:noticeId/read",
  "POST /me/notices/:noticeId/confirm",
  "POST /me/notices/:noticeId/feedback",
  "PUT /projects/:projectId/meetings/:meetingId/report",
  // What stands on one's own workbench, and the codes that one may pass on.
  "GET /workbench/codes/:codeId/qr.png",
  "GET /workbench/functions/:functionId/card.png",
  "POST /workbench/functions/:functionId/open",
]);

function anEvent(type: string) {
  return {
    type,
    occurredAt: "2026-06-14T04:00:00Z",
    identifiers: [{ kind: "phone", value: "13900007777" }],
    storeCode: "S1",
    properties: { path: "/home" },
  };
}

const trafficRule = {
  criteria: ["share_code", "nearest"],
  bandMetres: 1_000,
  maxMetres: null,
  protectionDays: 90,
  attributionDays: 30,
};
const dealerTerms = {
  accepts: true,
  areaCodes: [],
  radiusMetres: null,
  dailyCap: null,
  weight: 100,
  commissionBp: 0,
};

/** One member per list of identifiers, first seen in a store. */
async function members({ platform, clock }: TestPlatform, storeNo: number, phones: readonly string[]) {
  return platform.db.transaction().execute(async (tx) => {
    const facts = phones.map((value) => ({
      identifiers: [
        { kind: "phone" as const, value },
        { kind: "openid" as const, scope: "wx1", value: `o-${value}` },
      ],
      occurredAt: clock.now(),
      source: "pos",
      storeNo,
      channel: "store",
    }));
    return (await resolveMembers(tx, platform, facts)).map(({ originNo, memberNo }) => {
      if (originNo === null || memberNo === null) throw new Error("a member was not made");
      return { originNo, memberNo };
    });
  });
}

/** Lays the north, where the testers work, and the south, which they must not see, with one of everything in the south. */
export async function aWorld(testing: TestPlatform, server: TestServer): Promise<World> {
  const { platform } = testing;
  const { db } = platform;
  const chain = await aSmallChain(testing);
  const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  const southerner = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.S1.id });
  const asAdmin = async <Body>(method: string, path: string, body: object): Promise<Body> => {
    const answer = await server.call<Body>(method, path, { cookie: admin.cookie, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  const key = await db
    .transaction()
    .execute((tx) =>
      createKey(
        tx,
        admin.actor,
        { name: "南方接口", permissions: ["order.read"], unitId: chain.south.id },
        testing.clock.now(),
      ),
    );
  const exchangeSystem = await asAdmin<{ id: string }>("POST", "/exchange/systems", {
    name: "南方SCRM",
    scope: "south-scrm",
    unitId: chain.south.id,
  });
  const webhook = await asAdmin<{ id: string }>("POST", "/webhooks", {
    name: "南方推送",
    url: "https://south.example.com/feilun",
    eventTypes: ["order.paid"],
    unitId: chain.south.id,
  });
  const { rows: pushed } = await sql<{ id: number }>`
    insert into webhook_attempt (webhook_no, delivery_id, at, events, status, took_ms, from_xid, from_seq)
    select no, 'd1', now(), 1, 200, 5, cursor_xid, 0 from webhook where id = ${webhook.id} returning id`.execute(db);
  await sql`insert into audit_log (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, org_path)
    values ('staff', ${southerner.id}, '南方员工', 'store.edited', 'store', 'S1', ${chain.stores.S1.path}::ltree)`.execute(
    db,
  );

  const [member, one, other] = await members(testing, chain.stores.S1.no, [
    "13900007777",
    "13900008888",
    "13900009999",
  ]);
  const [northern] = await members(testing, chain.stores.N1.no, ["13800001111"]);
  if (!member || !one || !other || !northern) throw new Error("a member was not made");
  await db.transaction().execute((tx) =>
    upsertOrders(tx, platform, [
      {
        source: "pos",
        orderCode: "SOUTH-0001",
        member,
        storeNo: chain.stores.S1.no,
        channel: "store",
        businessDay: "2026-06-14",
        paidAt: new Date("2026-06-14T04:00:00Z"),
        lines: [{ sku: "SKU-1", name: "茶", quantity: 1, unitPriceLi: 12_340, amountLi: 12_340 }],
      },
    ]),
  );
  const { rows: paid } = await sql<{ id: string }>`
    insert into payment (merchant_id, order_code, way, app_id, description, state, store_no, channel, amount_fen, lines, digest, expires_at,
      next_query_at, transaction_id, paid_at, requested_by)
    values (gen_random_uuid(), 'SOUTH-PAID', 'native', 'wx1', '南方商品', 'paid', ${chain.stores.S1.no}, 'store', 1234, '[["SKU-1","茶",1,null,12340]]',
      '', now(), now(), '4200000000', now(), '南方员工') returning id`.execute(db);
  const { rows: givenBack } = await sql<{ id: string }>`
    insert into payment_refund (payment_id, request_key, amount_fen, reason, state, requested_by)
    values (${paid[0]?.id}, 'r1', 34, '南方退款', 'done', '南方员工') returning id`.execute(db);
  await asAdmin("POST", "/identity/merges", { memberNos: [one.memberNo, other.memberNo], note: "同一个人" });
  await asAdmin("POST", "/events", { events: [{ eventId: "south-1", ...anEvent("moon.landed") }] });
  await processInbox(platform);
  await testing.deliver();

  const upload = new FormData();
  upload.set("file", new Blob(["商品编码,商品名称\nSKU-1,茶\n"]), "south-products.csv");
  const uploaded = await fetch(`${server.url}/api/v1/imports/files`, {
    method: "POST",
    headers: { cookie: admin.cookie },
    body: upload,
  });
  const file = (await uploaded.json()) as { id: string };
  const { plan } = await asAdmin<{ plan: object }>("POST", `/imports/files/${file.id}/preview`, { kind: "products" });
  const run = await asAdmin<{ id: string }>("POST", "/imports", { fileId: file.id, plan });

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
  const department = await asAdmin<{ id: string; functions: { id: string }[] }>("POST", "/departments", {
    unitId: chain.south.id,
    name: "南方社群部",
    functions: [{ name: "南方活动", planned: 2 }],
  });
  const departmentFunction = department.functions[0]?.id ?? "";
  const { functions } = await asAdmin<{ functions: { members: { id: string }[] }[] }>(
    "POST",
    `/departments/${department.id}/members`,
    { functionId: departmentFunction, staffId: southerner.id, fromDay: "2026-06-15" },
  );
  const project = await asAdmin<{
    id: string;
    members: { id: string; staffId: string }[];
    meetings: { id: string }[];
  }>("POST", "/projects", {
    unitId: chain.south.id,
    name: "南方项目",
    startsOn: "2026-06-01",
    endsOn: "2026-08-31",
    rhythm: "monthly",
    rhythmDay: 10,
    metrics: ["gmv"],
    members: [
      { staffId: admin.id, part: "sponsor" },
      { staffId: southerner.id, part: "lead" },
    ],
  });
  const { milestoneList } = await asAdmin<{ milestoneList: { id: string }[] }>(
    "POST",
    `/projects/${project.id}/milestones`,
    { name: "南方里程碑", dueOn: "2026-07-01" },
  );
  const notice = await asAdmin<{ id: string }>("POST", "/notices", {
    title: "南方通知",
    body: "只给南方的店",
    unitIds: [chain.south.id],
  });
  const { rows: noticeFeedback } = await sql<{
    id: string;
  }>`insert into notice_feedback (notice_id, version, staff_id, org_unit_id, kind, body, at)
    values (${notice.id}, 1, ${southerner.id}, ${chain.stores.S1.id}, 'price', '南方反馈', now()) returning id`.execute(
    db,
  );
  const standard = await asAdmin<{ id: string }>("POST", "/standards", {
    kind: "benefit",
    title: "南方会员日",
    body: "只在南区执行",
    unitIds: [chain.south.id],
    validFrom: "2026-06-15",
  });

  // A dealer, a tenant and a leader of the south, with one customer given to the dealer.
  await asAdmin("POST", "/organization/units", { parentId: chain.south.id, kind: "dealer", name: "南方经销商" });
  await asAdmin("POST", "/tenants", {
    parentId: chain.south.id,
    name: "南方商户",
    kind: "merchant",
    contractFrom: "2026-01-01",
    contractTo: "2026-12-31",
  });
  const northernTenant = await asAdmin<{ unitId: string }>("POST", "/tenants", {
    parentId: chain.north.id,
    name: "北方商户",
    kind: "merchant",
    contractFrom: "2026-01-01",
    contractTo: "2026-12-31",
  });
  const leader = await asAdmin<{ id: string }>("POST", "/leaders", {
    memberNo: one.memberNo,
    storeNo: chain.stores.S1.no,
    pickupPoint: "南方自提点",
    level: "starter",
  });

  const adjustment = await asAdmin<{ id: string }>("POST", "/points/adjust", {
    businessKey: "south-1",
    memberNo: member.memberNo,
    points: 5_000,
    reason: "南方补偿",
  });
  // Requested by somebody else, whom the walk's headquarters may answer.
  await sql`update point_adjustment set requested_by_id = ${southerner.id} where id = ${adjustment.id}`.execute(db);
  await asAdmin("POST", "/points/adjust", {
    businessKey: "south-2",
    memberNo: member.memberNo,
    points: 10,
    reason: "南方补分",
  });
  await asAdmin("POST", "/points/spend", {
    businessKey: "south-spend",
    memberNo: member.memberNo,
    points: 5,
    channel: "store",
    document: "SOUTH-0001",
  });

  const southernStore = chain.stores.S1.no;
  const company = await asAdmin<{ id: string }>("POST", "/companies", { name: "南方企业", storeNo: southernStore });
  await asAdmin("PUT", `/companies/${company.id}/contacts`, { memberNo: member.memberNo });
  const lead = await asAdmin<{ id: string }>("POST", "/leads", {
    title: "南方线索",
    source: "visit",
    companyId: company.id,
    storeNo: southernStore,
  });
  const leadForm = await asAdmin<{ id: string }>("POST", "/lead-forms", {
    code: "south",
    title: "南方表单",
    source: "web",
    consentText: "南方收集的信息只用于联系，保存一年。",
    consentVersion: "1",
    storeNo: southernStore,
  });
  const opinion = { source: "guide", stage: "design", topic: "南方话题", sentiment: "neutral", body: "南方客户说的话" };
  const feedback = await asAdmin<{ id: string }>("POST", "/feedback", { ...opinion, memberNo: member.memberNo });
  const erasure = await asAdmin<{ id: string }>("POST", `/members/${member.memberNo}/erasure-requests`, {
    receivedVia: "store",
    note: "南方客户来店提出",
  });

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

  const workbenchFunction = { kind: "web", name: "南方功能", address: "https://south.example.com" };
  await sql`insert into product (sku, name) values ('ITEM-1', '瓶装水') on conflict do nothing`.execute(db);
  const itemBatch = await asAdmin<{ id: string }>("POST", "/item-code-batches", {
    ...{ name: "南方瓶身码", sku: "ITEM-1", unitId: chain.south.id, codeId: liveCode.id, codes: 3 },
  });
  const { items: workbenchFunctions } = await asAdmin<{ items: { id: string }[] }>("POST", "/workbench/functions", {
    ...workbenchFunction,
    unitId: chain.south.id,
  });
  await asAdmin("PUT", `/mini-program/home/rules/${chain.stores.S1.id}`, {
    ...{ scanAndGo: null, inStoreMetres: 77, homeDelivery: null },
    ...{ deliveryMetres: null, deliveryMinutes: null, deliversClosed: null, version: 0 },
  });
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

  const adPlan = await asAdmin<{ id: string }>("POST", "/ad-plans", {
    name: "南方投放",
    kind: "moments",
    chain: "friend",
    startsOn: "2026-06-01",
    endsOn: "2026-06-30",
    unitId: chain.south.id,
  });
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

  // A campaign plan that the south adapts, and a draft, which is headquarters' own.
  const planFramework = await asAdmin<{ id: string }>("POST", "/campaign-frameworks", {
    name: "月度活动",
    slots: [{ code: "main", name: "主推", openTo: ["region", "format", "store"], lockedFields: [] }],
  });
  const planDraft = {
    frameworkId: planFramework.id,
    theme: "一季一会",
    startsOn: "2026-07-01",
    endsOn: "2026-07-31",
  };
  const draftPlan = await asAdmin<{ id: string }>("POST", "/campaign-plans", { ...planDraft, name: "草稿方案" });
  const openPlan = await asAdmin<{ id: string; version: number }>("POST", "/campaign-plans", {
    ...planDraft,
    name: "七月方案",
  });
  const planLine = (unitId: string, title: string) =>
    asAdmin<{ ids: string[] }>("POST", `/campaign-plans/${openPlan.id}/lines`, {
      unitId,
      lines: [{ slot: "main", title, offer: title }],
    });
  const headLine = await planLine(chain.hq.id, "全场满减");
  await asAdmin("POST", `/campaign-plans/${openPlan.id}/state`, { to: "open", version: openPlan.version });
  const southLine = await planLine(chain.south.id, "南方特惠");
  const southOverride = await asAdmin<{ id: string }>("PUT", `/campaign-plans/${openPlan.id}/overrides`, {
    unitId: chain.south.id,
    lineId: headLine.ids[0],
    changes: { offer: "南方满减" },
    why: "南方习惯",
    version: 0,
  });

  const id = async (query: RawBuilder<{ id: Id }>): Promise<Id> => {
    const { rows } = await query.execute(db);
    if (!rows[0]) throw new Error("one of the southern things was not laid");
    return rows[0].id;
  };
  const dealer = await id(sql`select id from org_unit where name = '南方经销商'`);
  const tenant = await id(sql`select id from org_unit where name = '南方商户'`);
  const dealerStore = await asAdmin<{ storeNo: number }>("POST", "/stores", {
    parentId: dealer,
    code: "SD1",
    name: "南方经销店",
    format: "other",
    phase: "open",
    latitude: 23.1,
    longitude: 113.2,
  });
  await asAdmin("POST", "/traffic/share-codes", { code: "SOUTH-CODE", name: "南方海报", unitId: dealer });
  const allocation = await asAdmin<{ id: number }>("POST", "/traffic/allocations", {
    memberNo: member.memberNo,
    shareCode: "SOUTH-CODE",
    channel: "mini_program",
  });
  const post = await id(sql`select id from staff_post where staff_id = ${southerner.id}`);
  const session = await id(sql`select id from session where staff_id = ${southerner.id}`);
  const order = await id(sql`select id from sales_order where order_code = 'SOUTH-0001'`);
  const deadLetter = await id(sql`select event_key as id from event_dead_letter`);
  const merge = await id(sql`select id from merge_log where kind = 'merge' order by id desc limit 1`);
  const identifiers = sql<{
    id: Id;
  }>`select value_index as id from identifier where member_no = ${member.memberNo} and kind = 'openid'`;
  const identifier = await id(identifiers);
  const { rows: accounts } = await sql<{ id: string }>`
    insert into wechat_account (platform, account_id, name, base_url, secrets_sealed, updated_by)
    values ('official_account', 'wxaccess', '公众号', 'http://127.0.0.1:9', ${platform.cipher.seal('{"secret":"s"}')}, 'test') returning id`.execute(
    db,
  );
  const official = accounts[0]?.id ?? "";
  await sql`insert into official_wifi (wechat_account_id, store_no, ssid, password_sealed, code_url, updated_by)
    values (${official}, ${chain.stores.S1.no}, '南方 WiFi', ${platform.cipher.seal("p")}, 'http://weixin.qq.com/q/1', 'test')`.execute(
    db,
  );
  const video = await asAdmin<{ id: string }>("POST", "/video-accounts", {
    name: "南方视频号",
    unitId: chain.south.id,
  });
  const workAt = { title: "南方作品", publishedAt: "2026-01-05T10:00:00+08:00" };
  const work = await asAdmin<{ id: string }>("POST", "/video-works", { accountId: video.id, ...workAt });
  const searchWord = { kind: "keyword", word: "南方搜索词", unitId: chain.south.id };
  const searched = await asAdmin<{ id: string }>("POST", "/search-words", searchWord);
  const move = await asAdmin<{ id: string }>("POST", "/wechat-moves", { name: "迁移到企业微信" });
  const { rows: moving } = await sql<{ no: number }>`
    insert into wechat_move_customer (move_id, guide_id, store_no, row_key, phone_sealed, about_sealed, created_at)
    values (${move.id}, ${southerner.id}, ${chain.stores.S1.no}, '\\x01', ${platform.cipher.seal("13900007777")},
      ${platform.cipher.seal('{"name":null,"wechatId":null,"note":null}')}, now()) returning no`.execute(db);
  const { rows: groupsMoving } = await sql<{ id: string }>`
    insert into wechat_move_group (move_id, guide_id, store_no, name, people, created_at)
    values (${move.id}, ${southerner.id}, ${chain.stores.S1.no}, '南方老客群', 30, now()) returning id`.execute(db);
  const friendTask = await asAdmin<{ id: string }>("POST", "/friend-tasks", {
    name: "南方名单",
    script: "您好，我是南方门店的导购",
    orgUnitId: chain.south.id,
  });
  const { rows: friendPauses } = await sql<{ id: string }>`
    insert into friend_pause (guide_id, store_no, kind, judged, accepted, line, paused_at)
    values (${southerner.id}, ${chain.stores.S1.no}, 'pause', 10, 1, 60, now()) returning id`.execute(db);
  await sql`insert into wecom_member (corp_id, userid, name, status, serves, staff_id, matched_by)
    values ('ww-south', 'southerner', '南方员工', 1, true, ${southerner.id}, 'hand')`.execute(db);
  const uuid = (foreign: Id): Thing => ({ foreign, missing: randomUUID() });
  const number = (foreign: Id): Thing => ({ foreign, missing: 2_000_000_000 });
  const note = { note: "核对过证件" };
  return {
    chain,
    admin,
    northernTenantId: northernTenant.unitId,
    things: {
      ":unitId": uuid(chain.south.id),
      ":storeNo": number(chain.stores.S1.no),
      ":staffId": uuid(southerner.id),
      ":postId": uuid(post),
      ":keyId": uuid(key.id),
      ":systemId": uuid(exchangeSystem.id),
      ":webhookId": uuid(webhook.id),
      ":friendTaskId": uuid(friendTask.id),
      ":friendPauseId": uuid(friendPauses[0]?.id ?? ""),
      ":cardStaffId": uuid(southerner.id),
      ":moveCustomerNo": number(moving[0]?.no ?? 0),
      ":moveGroupId": uuid(groupsMoving[0]?.id ?? ""),
      "/official-accounts/:officialAccountId/wifi/:storeNo :officialAccountId": {
        foreign: official,
        missing: official,
      },
      "/official-accounts/:officialAccountId/wifi/:storeNo/code.png :officialAccountId": {
        foreign: official,
        missing: official,
      },
      ":videoAccountId": uuid(video.id),
      ":videoWorkId": uuid(work.id),
      ":searchWordId": uuid(searched.id),
      ":sessionId": uuid(session),
      ":eventKey": uuid(deadLetter),
      ":memberNo": number(member.memberNo),
      ":mergeId": number(merge),
      ":standardId": uuid(standard.id),
      ":codeId": uuid(liveCode.id),
      ":itemBatchId": uuid(itemBatch.id),
      ":scanSceneId": uuid(scanScene.id),
      ":scanWantId": uuid(scanWant?.id ?? ""),
      "/scan-scenes/codes/:codeId/hung :codeId": uuid(sceneCode?.id ?? ""),
      ":companyId": uuid(company.id),
      ":leadId": uuid(lead.id),
      ":formId": uuid(leadForm.id),
      "/feedback/:feedbackId/answer :feedbackId": uuid(feedback.id),
      "/feedback/:feedbackId/told :feedbackId": uuid(feedback.id),
      "/erasure-requests/:requestId/review :requestId": uuid(erasure.id),
      "/erasure-requests/:requestId/execute :requestId": uuid(erasure.id),
      ":departmentId": uuid(department.id),
      ":assignmentId": uuid(functions[0]?.members[0]?.id ?? ""),
      ":projectId": uuid(project.id),
      ":projectMemberId": uuid(project.members.find((each) => each.staffId === southerner.id)?.id ?? ""),
      ":milestoneId": uuid(milestoneList[0]?.id ?? ""),
      ":meetingId": uuid(project.meetings.at(-1)?.id ?? ""),
      ":noticeId": uuid(notice.id),
      ":feedbackId": uuid(noticeFeedback[0]?.id ?? ""),
      ":adPlanId": uuid(adPlan.id),
      ":functionId": uuid(workbenchFunctions[0]?.id ?? ""),
      ":touchpointId": uuid(touchpoint.id),
      ":drainagePlanId": uuid(drainagePlan.id),
      ":audienceId": uuid(audience.id),
      ":adjustmentId": uuid(adjustment.id),
      ":planId": uuid(draftPlan.id),
      "/campaign-plans/:planId/lines/:lineId :planId": { foreign: openPlan.id, missing: openPlan.id },
      "/campaign-plans/:planId/overrides/:overrideId :planId": { foreign: openPlan.id, missing: openPlan.id },
      "/campaign-plans/:planId/overrides/:overrideId/decision :planId": { foreign: openPlan.id, missing: openPlan.id },
      "/campaign-plans/:planId/stores/:storeNo :planId": { foreign: openPlan.id, missing: openPlan.id },
      ":lineId": uuid(southLine.ids[0] ?? ""),
      ":overrideId": uuid(southOverride.id),
      spendKey: { foreign: "south-spend", missing: "no such spend" },
      ":allocationId": number(allocation.id),
      ":leaderId": uuid(leader.id),
      ":shareCode": { foreign: "SOUTH-CODE", missing: "NO-SUCH-CODE" },
      "/traffic/dealers/:unitId :unitId": uuid(dealer),
      "/tenants/:unitId :unitId": uuid(tenant),
      "/tenants/:unitId/status :unitId": uuid(tenant),
      "/tenants/:unitId/invitations :unitId": uuid(tenant),
      "/tenants/:unitId/products :unitId": uuid(tenant),
      "/orders/:id :id": number(order),
      "/orders/:id/attribution :id": number(order),
      ":paymentId": uuid(paid[0]?.id ?? ""),
      ":refundId": uuid(givenBack[0]?.id ?? ""),
      "/imports/files/:id/preview :id": uuid(file.id),
      "/imports/:id :id": uuid(run.id),
      "/imports/:id/cancel :id": uuid(run.id),
      "/imports/:id/rejects.csv :id": uuid(run.id),
      identifier: uuid(identifier),
    },
    bodies: {
      "POST /payments/:paymentId/refunds": { requestKey: "walk", amountFen: 1, reason: "误付" },
      "PUT /workbench/functions/:functionId": { ...workbenchFunction, unitId: chain.north.id, version: 1 },
      "PUT /mini-program/home/rules/:unitId": {
        ...{ scanAndGo: null, inStoreMetres: 99, homeDelivery: null },
        ...{ deliveryMetres: null, deliveryMinutes: null, deliversClosed: null, version: 0 },
      },
      "PUT /live-codes/:codeId": { version: 1, name: "改名码" },
      "PUT /live-codes/guides/:staffId/duty": { onDuty: true },
      "PUT /official-accounts/:officialAccountId/wifi/:storeNo": { ssid: "guest", password: "come-in-1", version: 0 },
      "PUT /friend-tasks/:friendTaskId": { name: "改名名单", script: "您好，我是门店的导购小李" },
      "POST /friend-tasks/:friendTaskId/people": { source: { from: "members", memberNos: [member.memberNo] } },
      "POST /friend-adding/pauses/:friendPauseId/lift": { reason: "名单质量差" },
      "PUT /guide-cards/:cardStaffId/photo": { photoReal: true },
      "POST /friend-adding/people/:friendPersonNo/call": { result: "reached" },
      "PUT /video-accounts/:videoAccountId": { name: "改名视频号", unitId: chain.north.id, version: 1 },
      "PUT /video-works/:videoWorkId": { ...workAt, version: 1 },
      "PUT /video-works/:videoWorkId/lead": { lead: null },
      "PUT /search-words/:searchWordId": { ...searchWord, unitId: chain.north.id, version: 1 },
      "PUT /search-words/:searchWordId/lead": { target: null },
      "POST /wechat-move-customers/:moveCustomerNo/step": { step: "called" },
      "POST /wechat-move-customers/:moveCustomerNo/link": { memberNo: member.memberNo },
      "POST /wechat-move-groups/:moveGroupId/link": { groupKey: null },
      "PUT /scan-scenes/:scanSceneId": { version: 1, title: "改" },
      "POST /scan-scenes/codes/:codeId/hung": { hung: true },
      "POST /scan-wants/:scanWantId/state": { version: 1, state: "gone" },
      "POST /item-code-batches/:itemBatchId/state": { stopped: true, version: 1 },
      "POST /item-code-batches/:itemBatchId/codes": { lines: "YM-0001-AAAA" },
      "PUT /webhooks/:webhookId": {
        name: "改名",
        url: "https://north.example.com/feilun",
        eventTypes: ["order.paid"],
        unitId: chain.north.id,
        version: 1,
      },
      "POST /webhooks/:webhookId/replay": { attemptId: pushed[0]?.id },
      "PATCH /organization/units/:unitId": { name: "改名" },
      "POST /organization/units/:unitId/move": { parentId: chain.north.id },
      "PATCH /stores/:storeNo": { name: "改名店" },
      "POST /stores/:storeNo/phase": { to: "refit" },
      "PATCH /staff/:staffId": { name: "改名" },
      "POST /staff/:staffId/password": { password: "long enough to be taken" },
      "POST /staff/:staffId/posts": { unitId: chain.stores.N1.id, roleCode: "guide", fromDay: "2026-07-01" },
      "POST /staff/:staffId/posts/:postId/end": {},
      "PUT /events/dead-letters/:eventKey/event": anEvent("page.viewed"),
      "POST /members/:memberNo/unmask": { reason: "客户来电核对" },
      "PATCH /members/:memberNo": { remark: "老客户" },
      "POST /members/:memberNo/bindings": { storeNo: chain.stores.N1.no, reason: "搬家" },
      "POST /members/:memberNo/consents": { purpose: "marketing", granted: true, evidence: "门店纸质签字" },
      "POST /members/:memberNo/points/freeze": { frozen: true, reason: "核查" },
      "POST /points/adjustments/:adjustmentId/decision": { approve: true },
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
      "PUT /campaign-plans/:planId": { ...planDraft, version: 1, name: "改名方案", fronts: ["store"] },
      "POST /campaign-plans/:planId/state": { to: "open", version: 1 },
      "POST /campaign-plans/:planId/lines": {
        unitId: chain.north.id,
        lines: [{ slot: "main", title: "北方特惠", offer: "北方特惠" }],
      },
      "PUT /campaign-plans/:planId/overrides": {
        unitId: chain.north.id,
        lineId: headLine.ids[0],
        changes: { offer: "北方满减" },
        why: "北方习惯",
        version: 0,
      },
      "POST /campaign-plans/:planId/overrides/:overrideId/decision": { approve: true, decision: "可以" },
      "POST /audiences/:audienceId/decision": { approve: true },
      "POST /audiences/:audienceId/download": { reason: "交给投放同事" },
      "POST /members/:memberNo/split": { identifierIds: [identifier], ...note },
      "POST /imports/files/:id/preview": { kind: "products" },
      "POST /identity/merges/:mergeId/undo": note,
      "POST /identity/merges/:mergeId/redo": note,
      "PUT /departments/:departmentId": { name: "改名部", functions: [{ name: "活动", planned: 1 }], basedOn: 1 },
      "POST /departments/:departmentId/members": {
        functionId: departmentFunction,
        staffId: admin.id,
        fromDay: "2026-06-15",
      },
      "POST /departments/:departmentId/members/:assignmentId/end": { lastDay: "2026-06-20" },
      "PUT /projects/:projectId": {
        name: "改名项目",
        endsOn: "2026-08-31",
        rhythm: "weekly",
        rhythmDay: 1,
        metrics: ["gmv"],
        basedOn: 1,
      },
      "POST /projects/:projectId/members": { staffId: admin.id, part: "member" },
      "POST /projects/:projectId/milestones": { name: "新里程碑", dueOn: "2026-07-01" },
      "PUT /projects/:projectId/milestones/:milestoneId": { done: true },
      "POST /projects/:projectId/meetings/:meetingId/move": { dueOn: "2026-07-20" },
      "PUT /projects/:projectId/meetings/:meetingId/report": { remarks: "一切顺利", version: 0 },
      "POST /projects/:projectId/close": { lessons: "只为测试，没有什么经验教训" },
      "POST /notices/:noticeId/versions": {
        title: "改名通知",
        body: "新的内容",
        material: true,
        note: "改了",
        basedOn: 1,
      },
      "POST /notices/:noticeId/close": { note: "结束" },
      "POST /notices/:noticeId/feedback/:feedbackId/reply": { reply: "收到" },
      "POST /me/notices/:noticeId/read": { version: 1 },
      "POST /me/notices/:noticeId/confirm": { version: 1 },
      "POST /me/notices/:noticeId/feedback": { kind: "other", body: "不该收到" },
      "POST /standards/:standardId/versions": {
        title: "改名标准",
        body: "新的内容",
        validFrom: "2026-06-15",
        basedOn: 1,
      },
      "PUT /traffic/rules/:unitId": { ...trafficRule, version: 0 },
      "PUT /traffic/dealers/:unitId": { ...dealerTerms, version: 0 },
      "POST /traffic/allocations/:allocationId/override": { storeNo: dealerStore.storeNo, reason: "客户要求" },
      "PUT /tenants/:unitId": {
        name: "改名商户",
        kind: "brand",
        contractFrom: "2026-01-01",
        contractTo: "2026-12-31",
        version: 1,
      },
      "POST /tenants/:unitId/status": { to: "active" },
      "POST /tenants/:unitId/invitations": { code: "INV1", name: "受邀人", login: "invited" },
      "POST /tenants/:unitId/products": { add: ["SKU-9"] },
      "PUT /leaders/:leaderId": { storeNo: chain.stores.N1.no, pickupPoint: "门口", level: "starter", version: 1 },
      "POST /leaders/:leaderId/status": { to: "approved" },
      "POST /leaders/:leaderId/members": { memberNos: [northern.memberNo] },
      "POST /leaders/:leaderId/members/release": { memberNos: [northern.memberNo] },
      "POST /members/:memberNo/erasure-requests": { receivedVia: "phone", note: "本人来电" },
      "POST /erasure-requests/:requestId/review": { decision: "reject", note: "不是本人" },
      "POST /erasure-requests/:requestId/execute": { confirmation: `永久删除 ${member.memberNo}` },
      "PATCH /companies/:companyId": { name: "改名企业" },
      "PUT /companies/:companyId/contacts": { memberNo: northern.memberNo },
      "POST /leads/:leadId/move": { to: "contacted" },
      "POST /leads/:leadId/assign": { staffId: admin.id },
      "POST /feedback/:feedbackId/answer": { status: "done", answer: "已改进" },
      "POST /standards/:standardId/withdraw": { reason: "不再执行" },
      "POST /standards/:standardId/receipts": { orgUnitId: chain.stores.N1.id, version: 1 },
    },
    queries: {
      "GET /attribution/figures": { dimension: "seller", from: "2026-06-01", to: "2026-07-01" },
      "GET /attribution/models": { dimension: "seller", from: "2026-06-01", to: "2026-07-01" },
      "GET /attribution/orders": {
        dimension: "store",
        subjectKind: "store",
        subject: String(chain.stores.N1.no),
        from: "2026-06-01",
        to: "2026-07-01",
      },
      "GET /wechat-pay/follows": { from: "2026-06-01", to: "2026-06-16" },
      "GET /stores/nearest": { latitude: "23.13", longitude: "113.26", limit: "200" },
      "GET /events/reconciliation": { from: "2026-06-01", to: "2026-06-15" },
      "GET /official-accounts/:officialAccountId/guide-messages": { openid: "nobody" },
      "GET /friend-adding/report": { from: "2026-06-01", to: "2026-06-16" },
      "GET /friend-adding/service-report": { from: "2026-06-01", to: "2026-06-16" },
      "GET /mini-program/product-talks/report": { from: "2026-06-01", to: "2026-06-16" },
      "GET /outbound/choices": { channel: "wecom_mass" },
      "GET /members/:memberNo/gifts": { direction: "received" },
      "GET /metrics/query": { metrics: "gmv,orders", from: "2026-06-01", to: "2026-06-16", by: "store" },
      "GET /insight/tiers/migration": { from: "2026-06-01", to: "2026-06-15" },
      "GET /insight/store-home": { orgUnitId: chain.stores.N1.id },
      "GET /insight/pools": { from: "2026-06-01", to: "2026-06-16" },
      "GET /insight/pools/quality": { from: "2026-06-01", to: "2026-06-16" },
      "GET /insight/pools/members": { inPool: "member" },
      "GET /insight/compare-groups": { from: "2026-06-01", to: "2026-06-16" },
      "GET /insight/channel-profiles": { from: "2026-06-01", to: "2026-06-16" },
      "GET /traffic/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /traffic/settlement.csv": { from: "2026-06-01", to: "2026-07-01" },
      "GET /insight/tenants": { from: "2026-06-01", to: "2026-07-01" },
      "GET /mini-program/matrix": { from: "2026-06-01", to: "2026-07-01" },
      "GET /mini-program/entries": { from: "2026-06-01", to: "2026-07-01" },
      "GET /mini-program/home/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /mini-program/shares/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /live-codes/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /live-codes/:codeId/statistics": { from: "2026-06-01", to: "2026-07-01" },
      "GET /scan-pages/:slug/products": { q: "大衣" },
      "GET /live-codes/posters": { series: "全国批次" },
      "GET /wecom/sync-runs": { corpId: "ww0000" },
      "GET /wechat-shop/sync-runs": { accountId: randomUUID() },
      "GET /wechat-shop/shops/:accountId/sources": { from: "2026-06-01", to: "2026-06-30" },
      "GET /wechat-shop/shops/:accountId/conversion": { from: "2026-06-01", to: "2026-06-30" },
      "GET /wechat-shop/shops/:accountId/buyers": { from: "2026-06-01", to: "2026-06-30" },
      "GET /inheritance/candidates": { corpId: "ww0000", userid: "LiLei" },
      "GET /wecom/directory": { corpId: "ww0000" },
      "GET /wecom/phone-hints": { corpId: "ww0000" },
      "GET /wecom/tags": { corpId: "ww0000" },
      "GET /wecom/welcomes": { corpId: "ww0000" },
      "GET /leaders": { from: "2026-06-01", to: "2026-07-01" },
      "GET /feedback/counts": { by: "topic" },
      "GET /goals": { month: "2026-06", metric: "gmv" },
      "GET /goals/proposal": { month: "2026-06", metric: "gmv", orgUnitId: chain.stores.N1.id },
      "GET /goals/changes": { month: "2026-06", metric: "gmv", orgUnitId: chain.stores.N1.id },
      "GET /me/goals": { month: "2026-06" },
      "GET /daily-reports": { day: "2026-06-15" },
      "GET /daily-reports/store": { day: "2026-06-15", orgUnitId: chain.stores.N1.id },
    },
    naming: [
      {
        request: "POST /video-accounts",
        thing: ":unitId",
        body: (unitId) => ({ name: "越界视频号", unitId }),
      },
      { request: "POST /video-works", thing: ":videoAccountId", body: (accountId) => ({ accountId, ...workAt }) },
      {
        request: "POST /search-words",
        thing: ":unitId",
        body: (unitId) => ({ kind: "keyword", word: "越界搜索词", unitId }),
      },
      {
        request: "POST /departments",
        thing: ":unitId",
        body: (unitId) => ({ unitId, name: "新部门", functions: [{ name: "活动", planned: 1 }] }),
      },
      {
        request: "POST /notices",
        thing: ":unitId",
        body: (unitId) => ({ title: "越界通知", body: "不该发出", unitIds: [unitId] }),
      },
      { request: "POST /notices/reach", thing: ":unitId", body: (unitId) => ({ unitIds: [unitId] }) },
      {
        request: "POST /notices/reach",
        thing: ":postId",
        body: (postId) => ({ postIds: [postId] }),
      },
      {
        request: "POST /projects",
        thing: ":staffId",
        body: (staffId) => ({
          unitId: chain.north.id,
          name: "新项目",
          startsOn: "2026-06-15",
          endsOn: "2026-08-31",
          rhythm: "weekly",
          rhythmDay: 1,
          metrics: ["gmv"],
          members: [
            { staffId: admin.id, part: "sponsor" },
            { staffId, part: "lead" },
          ],
        }),
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
      {
        request: "POST /points/spend",
        thing: ":memberNo",
        body: (memberNo) => ({ memberNo, businessKey: "walk", points: 1, channel: "store" }),
      },
      {
        request: "POST /points/reverse",
        thing: "spendKey",
        body: (spendKey) => ({ spendKey, businessKey: "walk-back" }),
      },
      {
        request: "POST /points/adjust",
        thing: ":memberNo",
        body: (memberNo) => ({ memberNo, businessKey: "walk", points: 1, reason: "核查" }),
      },
      {
        request: "POST /organization/units",
        thing: ":unitId",
        body: (parentId) => ({ parentId, kind: "region", name: "新区" }),
      },
      {
        request: `POST /organization/units/${chain.stores.N1.id}/move`,
        thing: ":unitId",
        body: (parentId) => ({ parentId }),
      },
      {
        request: "POST /stores",
        thing: ":unitId",
        body: (parentId) => ({ parentId, code: "NEW", name: "新店", format: "other" }),
      },
      {
        request: `PATCH /stores/${chain.stores.N1.no}`,
        thing: ":staffId",
        body: (contactStaffId) => ({ contactStaffId }),
      },
      {
        request: "POST /staff",
        thing: ":unitId",
        body: (unitId) => ({
          code: "NEW",
          name: "新人",
          posts: [{ unitId, roleCode: "everything", fromDay: "2026-06-15" }],
        }),
      },
      {
        request: "POST /api-keys",
        thing: ":unitId",
        body: (unitId) => ({ name: "新密钥", permissions: ["order.read"], unitId }),
      },
      {
        request: `POST /members/${northern.memberNo}/bindings`,
        thing: ":staffId",
        body: (guideId) => ({ guideId, reason: "换导购" }),
      },
      {
        request: `POST /members/${northern.memberNo}/bindings`,
        thing: ":storeNo",
        body: (storeNo) => ({ storeNo, reason: "搬家" }),
      },
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
      {
        request: "POST /tenants",
        thing: ":unitId",
        body: (parentId) => ({
          parentId,
          name: "新商户",
          kind: "merchant",
          contractFrom: "2026-01-01",
          contractTo: "2026-12-31",
        }),
      },
      {
        request: "POST /traffic/share-codes",
        thing: ":unitId",
        body: (unitId) => ({ code: "NEW-CODE", name: "海报", unitId }),
      },
      {
        request: "POST /leaders",
        thing: ":memberNo",
        body: (memberNo) => ({ memberNo, storeNo: chain.stores.N1.no, pickupPoint: "门口", level: "starter" }),
      },
      {
        request: "POST /leaders",
        thing: ":storeNo",
        body: (storeNo) => ({ memberNo: northern.memberNo, storeNo, pickupPoint: "门口", level: "starter" }),
      },
      {
        request: "POST /leaders",
        thing: ":staffId",
        body: (staffId) => ({ staffId, storeNo: chain.stores.N1.no, pickupPoint: "门口", level: "starter" }),
      },
      { request: "POST /leads", thing: ":memberNo", body: (no) => ({ title: "线索", source: "visit", memberNo: no }) },
      {
        request: "POST /leads",
        thing: ":companyId",
        body: (companyId) => ({ title: "线索", source: "visit", companyId }),
      },
      {
        request: `POST /campaign-plans/${openPlan.id}/lines`,
        thing: ":unitId",
        body: (unitId) => ({ unitId, lines: [{ slot: "main", title: "越界", offer: "越界" }] }),
      },
      {
        request: `PUT /campaign-plans/${openPlan.id}/overrides`,
        thing: ":unitId",
        body: (unitId) => ({
          unitId,
          lineId: headLine.ids[0],
          changes: { offer: "越界" },
          why: "越界调整",
          version: 0,
        }),
      },
      { request: "POST /feedback", thing: ":memberNo", body: (no) => ({ ...opinion, memberNo: no }) },
      {
        request: "POST /identity/merges",
        thing: ":memberNo",
        body: (no) => ({ memberNos: [northern.memberNo, no], ...note }),
      },
      {
        request: "POST /identity/decisions",
        thing: "identifier",
        body: (a) => ({ a, b: identifier, decision: "approve", ...note }),
      },
      {
        request: "POST /identity/lookup",
        thing: ":memberNo",
        body: (no) => ({ kind: "phone", value: no === member.memberNo ? "13900007777" : "13700000000" }),
      },
    ],
    secrets: [
      ...[
        chain.south.id,
        chain.stores.S1.id,
        chain.stores.S2.id,
        southerner.id,
        key.id,
        post,
        session,
        deadLetter,
        identifier,
      ].map(String),
      ...[
        "南区",
        "南一店",
        "南二店",
        "南方",
        southerner.actor.name,
        "SOUTH-0001",
        "SOUTH-CODE",
        "south-products",
        "13900007777",
        "139****7777",
      ],
    ],
  };
}

/** Names of the parameters in a path. */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
}

/** What a route's parameter names; null when it is chain-wide; undefined when nobody has said. */
export function thingOf(world: World, route: Route, parameter: string): Thing | null | undefined {
  const keys = [`${route.method} ${route.path} :${parameter}`, `${route.path} :${parameter}`, `:${parameter}`];
  const key = keys.find((candidate) => candidate in chainWide || candidate in world.things);
  return key === undefined ? undefined : key in chainWide ? null : world.things[key];
}
