import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { commentReport, handUpSummary, remindStores, submitReport } from "./change-reports.ts";
import { describeBoard, describeStoreReport } from "./describe-reports.ts";
import {
  commentBody,
  dayQuery,
  remindAnswer,
  remindBody,
  reportBoardAnswer,
  reportSettingAnswer,
  reportSettingBody,
  storeReportAnswer,
  submitReportBody,
  summaryBody,
} from "./schemas.ts";
import { dailyReportSetting } from "./settings.ts";

const tag = "Daily reports";

/** Stores' daily reports, collected through branches (OR-08). */
export function dailyReportRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/daily-reports",
      summary: "The day of all stores below a unit on one page",
      tag,
      access: "metrics.read",
      query: dayQuery,
      answer: reportBoardAnswer,
      handle: async ({ actor, query }) => describeBoard(platform, actor, query),
    }),
    route({
      method: "GET",
      path: "/daily-reports/store",
      summary: "One store's report of a day: what was sent, or the figures to send",
      tag,
      access: "metrics.read",
      query: dayQuery,
      answer: storeReportAnswer,
      handle: async ({ actor, query }) => describeStoreReport(platform, actor, query),
    }),
    route({
      method: "PUT",
      path: "/daily-reports/store",
      summary: "Submit a store's report, or correct it with a reason",
      tag,
      access: "daily_report.submit",
      body: submitReportBody,
      answer: storeReportAnswer,
      handle: async ({ actor, body }) => {
        await submitReport(platform, actor, body);
        return describeStoreReport(platform, actor, body);
      },
    }),
    route({
      method: "POST",
      path: "/daily-reports/comments",
      summary: "Comment on a store's report",
      tag,
      access: "daily_report.review",
      body: commentBody,
      answer: storeReportAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        await commentReport(platform, actor, body);
        return describeStoreReport(platform, actor, { day: body.day, orgUnitId: body.orgUnitId });
      },
    }),
    route({
      method: "POST",
      path: "/daily-reports/reminders",
      summary: "Remind the stores below a unit whose report is missing",
      tag,
      access: "daily_report.review",
      body: remindBody,
      answer: remindAnswer,
      handle: async ({ actor, body }) => remindStores(platform, actor, body),
    }),
    route({
      method: "PUT",
      path: "/daily-reports/summary",
      summary: "Hand a branch's summary of the day up",
      tag,
      access: "daily_report.review",
      body: summaryBody,
      answer: reportBoardAnswer,
      handle: async ({ actor, body }) => {
        await handUpSummary(platform, actor, body);
        return describeBoard(platform, actor, { day: body.day, orgUnitId: body.orgUnitId });
      },
    }),
    route({
      method: "GET",
      path: "/daily-reports/settings",
      summary: "By when reports are due",
      tag,
      access: "metrics.read",
      answer: reportSettingAnswer,
      handle: async () => {
        const { value, version } = await readSetting(platform.db, dailyReportSetting);
        return { ...value, version };
      },
    }),
    route({
      method: "PUT",
      path: "/daily-reports/settings",
      summary: "Change by when reports are due, for the whole chain",
      tag,
      access: "daily_report.review",
      body: reportSettingBody,
      answer: reportSettingAnswer,
      handle: async ({ actor, body: { version: expected, ...wanted } }) => {
        requireWholeChain(actor);
        const { value, version } = await platform.db
          .transaction()
          .execute((tx) => writeSetting(tx, actor, dailyReportSetting, wanted, expected));
        return { ...value, version };
      },
    }),
  ];
}
