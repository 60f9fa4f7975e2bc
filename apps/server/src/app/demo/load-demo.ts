import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import { type ImportKind, type ImportRequest, runImport } from "../../connectors/files/index.ts";
import { processInbox } from "../../events/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { createStaff, findStaffByLogin, upsertStaff } from "../../organization/index.ts";
import { deliverFeeds } from "../feeds.ts";
import { instanceSetting } from "../instance/wing.ts";
import type { Feilun } from "../platform.ts";
import { behaviourRows, eventHeader } from "./behaviour.ts";
import { createBrand } from "./brand.ts";
import { chainStaff, demoAccounts, staffSince } from "./chain-staff.ts";
import { writeCsv } from "./csv.ts";
import { bindGuides, lookBack, putTags } from "./enrich.ts";
import { writeDemoFiles } from "./files.ts";
import { demoSource } from "./source.ts";
import { workThroughWeeks } from "./work/index.ts";
import { openOffice } from "./work/office.ts";
import { foundPartners } from "./work/trade-network.ts";

/** Printed on the sign-in page of the demo; an installation of one's own has no such accounts. */
export const demoPassword = "feilun-demo-2026";

const notice =
  "演示品牌「禾光生活」：订单、商品与退款取自公开的真实数据（Online Retail，D. Chen，UCI；金额按元显示，日期平移到昨天为止，商品名逐词译出），" +
  "门店位置取自公开坐标；门店经营情况、客户姓名与电话、导购（包括每笔门店订单由谁售出）、互动行为，" +
  "以及经销商、商户、团长、积分、企业客户、线索、反馈、通知、项目组、目标、广告投放、人群包导出、门店设备与活动方案均为虚构。";

export type OnStage = (stage: string, done: number, total: number) => void;

async function importFile(
  feilun: Feilun,
  kind: ImportKind,
  file: string,
  label: string,
  onStage: OnStage,
  options: ImportRequest["options"] = {},
) {
  const report = await runImport(
    feilun.platform,
    { kind, path: file, options: { source: demoSource, ...options } },
    { onProgress: (run) => onStage(label, run.progress, 1) },
  );
  if (report.status !== "done") throw new Error(`the demo's ${kind} import ended as ${report.status}`);
  if (kind !== "orders" && report.rows.rejected > 0)
    throw new Error(`the demo's ${kind} file has ${report.rows.rejected} rows that the import refuses`);
}

async function openAccounts({ platform: { db } }: Feilun, flagship: string): Promise<void> {
  for (const account of demoAccounts(flagship)) {
    if (await findStaffByLogin(db, account.login)) continue;
    const { rows } = await sql<{ id: string }>`select id from org_unit where ${
      "code" in account.unit ? sql`code = ${account.unit.code}` : sql`name = ${account.unit.name}`
    } limit 1`.execute(db);
    const unitId = rows[0]?.id;
    if (!unitId) throw new Error(`the demo has no unit ${JSON.stringify(account.unit)}`);
    await db.transaction().execute((tx) =>
      createStaff(tx, systemActor("demo"), {
        code: account.code ?? account.login,
        name: account.name,
        login: account.login,
        password: demoPassword,
        mustChangePassword: false,
        posts: [{ unitId, roleCode: account.roleCode, kind: "regular", fromDay: staffSince }],
      }),
    );
  }
}

/** Says on the sign-in page what there is to try; from here on the demo counts as loaded. */
async function announceBrand({ platform: { db } }: Feilun, flagship: string): Promise<void> {
  const current = await readSetting(db, instanceSetting);
  const value = {
    name: "禾光生活",
    demo: {
      accounts: demoAccounts(flagship).map(({ login, role, label }) => ({
        login,
        password: demoPassword,
        role,
        label,
      })),
    },
    notice,
  };
  await db
    .transaction()
    .execute((tx) => writeSetting(tx, systemActor("demo"), instanceSetting, value, current.version));
}

/** As the minute's job does, now. */
async function attributeOrders({ platform, wings }: Feilun): Promise<void> {
  const job = wings.flatMap((wing) => wing.jobs ?? []).find(({ name }) => name === "engagement.attribute_orders");
  await job?.run({} as never, { platform, signal: new AbortController().signal, attempt: 1 });
}

/** True while there is nothing in the database that a demo could disturb, or an earlier load was cut short. */
export async function wantsDemo(feilun: Feilun): Promise<boolean> {
  const { db } = feilun.platform;
  if ((await readSetting(db, instanceSetting)).version > 0) return false;
  const { rows } = await sql<{ foreign: boolean }>`
    select exists (select from member) and not exists (select from import_run r where r.plan -> 'options' ->> 'source' = ${demoSource}) as foreign`.execute(
    db,
  );
  return rows[0]?.foreign === false;
}

/**
 * Builds the demo brand through the product's own imports. Every step is idempotent, so a load that was cut short is simply
 * done again; the brand counts as there when its accounts are open.
 */
export async function loadDemo(feilun: Feilun, onStage: OnStage): Promise<void> {
  const { platform } = feilun;
  const today = dayIn(platform.config.timeZone, platform.clock.now());
  const folder = path.join(platform.config.dataDir, "demo");
  await mkdir(folder, { recursive: true });
  onStage("准备数据", 0, 1);
  const brand = await createBrand(today);
  const files = await writeDemoFiles(brand, folder);
  await importFile(feilun, "stores", files.stores, "门店", onStage);
  onStage("员工", 0, 1);
  const flagship = brand.stores[0]?.code ?? "";
  await openAccounts(feilun, flagship);
  const office = await openOffice(platform);
  await foundPartners(office, brand);
  await importFile(feilun, "stores", files.partnerStores, "门店", onStage);
  await platform.db.transaction().execute((tx) => upsertStaff(tx, chainStaff(brand), systemActor("demo")));
  await importFile(feilun, "products", files.products, "商品", onStage);
  await importFile(feilun, "members", files.members, "客户", onStage);
  await importFile(feilun, "orders", files.orders, "订单", onStage, { refundPrefixes: ["C"], excludePrefixes: ["A"] });
  const miniProgram = { source: "mini_program", openidScope: "wxdemo" };
  await importFile(feilun, "members", files.visitors, "小程序用户", onStage, miniProgram);
  await importFile(feilun, "members", files.authorisations, "小程序手机授权", onStage, miniProgram);
  const events = path.join(folder, "行为.csv");
  await writeCsv(events, eventHeader, behaviourRows(brand, brand.lastOrderDays));
  await importFile(feilun, "events", events, "互动行为", onStage);
  onStage("导购归属", 0, 1);
  await bindGuides(platform, brand);
  onStage("同步分析库", 0, 1);
  await processInbox(platform);
  const feeds = feilun.wings.flatMap((wing) => wing.feeds ?? []);
  await deliverFeeds(platform, feeds);
  await lookBack(platform, today, (done, total) => onStage("分层与 RFM", done, total));
  await deliverFeeds(platform, feeds);
  onStage("标签", 0, 1);
  await putTags(platform, brand);
  onStage("日常经营", 0, 1);
  await workThroughWeeks(office, brand, flagship);
  await office.close();
  onStage("业绩归因", 0, 1);
  await attributeOrders(feilun);
  await deliverFeeds(platform, feeds);
  await announceBrand(feilun, flagship);
  await rm(folder, { recursive: true, force: true });
}
