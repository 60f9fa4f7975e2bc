import { z } from "zod";
import { addDays, dayIn } from "../../kernel/calendar.ts";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { exportPreviewSchema, previewExport } from "../export-cells.ts";
import type { ReadSheet } from "../video-channel/import-works.ts";
import { describeAccount } from "./account-routes.ts";
import {
  columnsOf,
  importBody,
  importFieldCodes,
  importFields,
  importReport,
  MOST_ROWS,
  readReport,
} from "./import-report.ts";
import { replacePlans } from "./save-account.ts";
import { accountParams, accountSchema, plansBody, reportQuery, reportRow } from "./schemas.ts";
import { listReport, loadAccount } from "./store.ts";

const tag = "ad systems";

/** What the platform reports of costs and exposure, from its own export: no report interface is documented (wechat-api.md §6). */
export function adReportRoutes(platform: Platform, readSheet: ReadSheet): Route[] {
  const { db, clock, config } = platform;
  const today = () => dayIn(config.timeZone, clock.now());
  return [
    route({
      method: "PUT",
      path: "/ad-accounts/:adAccountId/plans",
      summary: "Which plans the account pays for, and by which words of its report; costs of the plans follow at once",
      tag,
      access: "ad_plan.write",
      params: accountParams,
      body: plansBody,
      answer: accountSchema,
      handle: async ({ actor, params: { adAccountId }, body }) => {
        await db.transaction().execute((tx) => replacePlans(tx, platform, actor, adAccountId, body));
        return describeAccount(platform, actor, adAccountId);
      },
    }),
    route({
      method: "GET",
      path: "/ad-accounts/:adAccountId/report",
      summary: "The platform's report by ad with the plan that takes its cost; what nobody takes first",
      tag,
      access: "ad_plan.read",
      params: accountParams,
      query: reportQuery,
      answer: z.object({ from: z.string(), to: z.string(), items: z.array(reportRow) }),
      handle: async ({ actor, params, query }) => {
        const account = await loadAccount(db, actor, params.adAccountId);
        const to = query.to ?? today();
        const from = query.from ?? addDays(to, -29);
        if (from > to) throw invalid([{ path: "to", message: "结束日期不能早于开始日期" }]);
        return { from, to, items: await listReport(db, account.no, from, to) };
      },
    }),
    route({
      method: "POST",
      path: "/ad-accounts/:adAccountId/report/preview",
      summary: "What an uploaded export holds and how its columns are read; writes nothing",
      tag,
      access: "ad_plan.write",
      params: accountParams,
      body: importBody,
      answer: exportPreviewSchema(importFieldCodes),
      handle: async ({ actor, params, body }) => {
        await loadAccount(db, actor, params.adAccountId);
        const records = await readSheet(actor, body.fileId, MOST_ROWS + 2);
        const { lines, problems } = readReport(records, body.columns, today());
        const at = columnsOf(records[0]?.cells ?? [], body.columns);
        return previewExport(records, at, importFields, { works: lines.length, problems });
      },
    }),
    route({
      method: "POST",
      path: "/ad-accounts/:adAccountId/report",
      summary: "Take the account's own export (POST /imports/files), all or nothing; days that were there are replaced",
      tag,
      access: "ad_plan.write",
      params: accountParams,
      body: importBody,
      answer: z.object({ days: z.int(), ads: z.int(), costFen: z.number(), openCostFen: z.number() }),
      handle: async ({ actor, params, body }) => {
        await loadAccount(db, actor, params.adAccountId);
        const records = await readSheet(actor, body.fileId, MOST_ROWS + 2);
        return db
          .transaction()
          .execute((tx) => importReport(tx, platform, actor, params.adAccountId, body.columns, records));
      },
    }),
  ];
}
