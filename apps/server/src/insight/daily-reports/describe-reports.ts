import type { z } from "zod";
import { instantOf } from "../../kernel/calendar.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { loadUnit } from "../../organization/index.ts";
import { sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { unitOrTop } from "../shared/unit-or-top.ts";
import { measureDay } from "./figures.ts";
import { stateOf, topAndBottom } from "./rules.ts";
import type { reportBoardAnswer, storeReportAnswer } from "./schemas.ts";
import { dailyReportSetting } from "./settings.ts";
import {
  findReport,
  findSummary,
  listBranches,
  listComments,
  listReminders,
  listStoreDays,
  listVersions,
  type StoreDay,
  type Summary,
} from "./store.ts";

/** The moment by which reports of a day are due. */
export async function deadlineOf(platform: Platform, day: string): Promise<Date> {
  const { value } = await readSetting(platform.db, dailyReportSetting);
  return instantOf(platform.config.timeZone, day, value.deadline);
}

export function refuseFuture(day: string, now: string): void {
  if (day > now) throw invalid([{ path: "day", message: `${day} 还没有到，请选择今天或之前的日期` }]);
}

/**
 * One store's report of a day: what was sent, or the figures to send.
 *
 * @throws Refusal `choose_store` when the unit is not a store
 */
export async function describeStoreReport(
  platform: Platform,
  actor: Actor,
  wanted: { readonly day?: string; readonly orgUnitId?: string },
): Promise<z.input<typeof storeReportAnswer>> {
  const { db } = platform;
  const now = today(platform);
  const day = wanted.day ?? now;
  refuseFuture(day, now);
  const unit = await unitOrTop(db, actor, wanted.orgUnitId);
  if (unit.kind !== "store") throw conflict("choose_store", "日报按门店填写，请先选择一家门店");
  const [report, deadline, reminders] = await Promise.all([
    findReport(db, day, unit.id),
    deadlineOf(platform, day),
    listReminders(db, day, unit.id),
  ]);
  const figures =
    report?.figures ??
    (await measureDay(platform, await sliceFor(platform, actor, { orgUnitId: unit.id }), day)).ofStore(unit.no);
  const [versions, comments] =
    report === null ? [[], []] : await Promise.all([listVersions(db, report.id), listComments(db, report.id)]);
  return {
    store: { id: unit.id, name: unit.name },
    day,
    today: now,
    deadline: deadline.toISOString(),
    state: stateOf(report, deadline, platform.clock.now()),
    version: report?.version ?? 0,
    figures,
    happened: report?.happened ?? "",
    needed: report?.needed ?? "",
    submittedAt: report?.submittedAt.toISOString() ?? null,
    submittedBy: report?.submittedBy ?? null,
    versions: versions.map(({ savedAt, savedBy, ...version }) => ({
      ...version,
      at: savedAt.toISOString(),
      by: savedBy,
    })),
    comments: comments.map(presentNote),
    reminders: reminders.map(presentNote),
  };
}

/** The day of all stores below a unit on one page: who has reported, the figures, best and worst, remarks, branches' summaries. */
export async function describeBoard(
  platform: Platform,
  actor: Actor,
  wanted: { readonly day?: string; readonly orgUnitId?: string },
): Promise<z.input<typeof reportBoardAnswer>> {
  const { db } = platform;
  const now = today(platform);
  const day = wanted.day ?? now;
  refuseFuture(day, now);
  const unit = await unitOrTop(db, actor, wanted.orgUnitId);
  const slice = await sliceFor(platform, actor, { orgUnitId: unit.id });
  const [stores, branches, summary, deadline, measured] = await Promise.all([
    listStoreDays(db, unit.path, day),
    listBranches(db, unit.id, day),
    findSummary(db, unit.id, day),
    deadlineOf(platform, day),
    measureDay(platform, slice, day),
  ]);
  const moment = platform.clock.now();
  const rows = stores.map((store) => ({
    unitId: store.unitId,
    name: store.name,
    parentName: store.parentName,
    state: stateOf(store.report, deadline, moment),
    figures: store.report?.figures ?? measured.ofStore(store.no),
    happened: store.report?.happened ?? "",
    needed: store.report?.needed ?? "",
    corrected: (store.report?.version ?? 1) > 1,
    submittedAt: store.report?.submittedAt.toISOString() ?? null,
    comments: store.comments,
    remindedAt: store.remindedAt?.toISOString() ?? null,
  }));
  const { top, bottom } = topAndBottom(rows);
  return {
    unit: { id: unit.id, name: unit.name, kind: unit.kind },
    day,
    today: now,
    deadline: deadline.toISOString(),
    ...tally(stores),
    figures: measured.total,
    stores: rows,
    top: top.map((row) => row.unitId),
    bottom: bottom.map((row) => row.unitId),
    branches: branches.map((branch) => ({
      unitId: branch.unitId,
      name: branch.name,
      ...tally(stores.filter((store) => store.path.startsWith(`${branch.path}.`))),
      summary: presentSummary(branch.summary),
    })),
    summary: presentSummary(summary),
  };
}

/** How many of these stores have reported. */
export function tally(stores: readonly StoreDay[]) {
  const sent = stores.flatMap((store) => store.report ?? []);
  return {
    expected: stores.length,
    submitted: sent.length,
    late: sent.filter((report) => report.late).length,
    rate: stores.length === 0 ? null : sent.length / stores.length,
  };
}

/** Loads a unit for a change, and refuses a store where a branch is meant, or the other way round. */
export async function loadFor(
  platform: Platform,
  actor: Actor,
  unitId: string,
  kind: "store" | "branch",
): ReturnType<typeof loadUnit> {
  const unit = await loadUnit(platform.db, actor, unitId);
  if ((unit.kind === "store") !== (kind === "store"))
    throw conflict(
      kind === "store" ? "choose_store" : "choose_branch",
      kind === "store" ? "日报按门店填写，请先选择一家门店" : "汇总由区域或经销商上报，请先选择区域",
    );
  return unit;
}

function presentNote<Note extends { readonly at: Date }>(note: Note) {
  return { ...note, at: note.at.toISOString() };
}

function presentSummary(summary: Summary | null) {
  return summary === null ? null : { ...summary, at: summary.at.toISOString() };
}
