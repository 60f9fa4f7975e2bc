import { audit } from "../../kernel/audit/audit.ts";
import { conflict, forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { deadlineOf, loadFor, refuseFuture, tally } from "./describe-reports.ts";
import { measureDay } from "./figures.ts";
import { mayReport, reportableDays } from "./rules.ts";
import {
  addComment,
  findReport,
  findSummary,
  keepVersion,
  listStoreDays,
  remindMissing,
  writeReport,
  writeSummary,
} from "./store.ts";

/** A store is not reminded again within this time. */
const reminderPause = 30 * 60_000;

interface Written {
  readonly day: string;
  readonly orgUnitId: string;
  readonly happened: string;
  readonly needed: string;
  readonly version: number;
  readonly reason?: string;
}

/** Sends a store's report of a day, or corrects it with a reason; the figures are the metrics' at this moment. */
export async function submitReport(platform: Platform, actor: Actor, wanted: Written): Promise<void> {
  const store = await loadFor(platform, actor, wanted.orgUnitId, "store");
  // Whoever appoints store managers holds their permissions, but does not speak for their stores.
  if (!actor.scope.includes(store.path)) throw forbidden("日报由门店自己提交；区域和总部可以点评、汇总");
  if (!mayReport(wanted.day, today(platform)))
    throw invalid([{ path: "day", message: `只能提交今天和前 ${reportableDays} 天的日报` }]);
  if (wanted.version > 0 && !wanted.reason)
    throw invalid([{ path: "reason", message: "更正已提交的日报，请写明原因" }]);
  const [deadline, measured] = await Promise.all([
    deadlineOf(platform, wanted.day),
    measureDay(platform, await sliceFor(platform, actor, { orgUnitId: store.id }), wanted.day),
  ]);
  const figures = measured.ofStore(store.no);
  const at = platform.clock.now();
  const late = at > deadline;
  await platform.db.transaction().execute(async (tx) => {
    const version = wanted.version + 1;
    const id = await writeReport(tx, { day: wanted.day, unitId: store.id, version, late, at, by: actor.name });
    if (id === null) throw conflict("report_changed", "这份日报刚被其他人提交或更正过，请刷新后再改");
    const { happened, needed } = wanted;
    const reason = wanted.version === 0 ? null : (wanted.reason ?? null);
    await keepVersion(tx, id, { version, figures, happened, needed, reason }, at, actor.name);
    await audit(tx, actor, {
      action: version === 1 ? "daily_report.submitted" : "daily_report.corrected",
      subject: { kind: "daily_report", id: `${wanted.day}/${store.code}` },
      orgPath: store.path,
      detail: { version, figures, ...(version === 1 ? { late } : { reason }) },
    });
  });
}

/** Adds a branch's comment to a store's report. */
export async function commentReport(
  platform: Platform,
  actor: Actor,
  wanted: { readonly day: string; readonly orgUnitId: string; readonly body: string },
): Promise<void> {
  const store = await loadFor(platform, actor, wanted.orgUnitId, "store");
  await platform.db.transaction().execute(async (tx) => {
    const report = await findReport(tx, wanted.day, store.id);
    if (report === null) throw notFound(`「${store.name}」${wanted.day} 的日报`);
    await addComment(tx, report.id, wanted.body, platform.clock.now(), actor.name);
    await audit(tx, actor, {
      action: "daily_report.commented",
      subject: { kind: "daily_report", id: `${wanted.day}/${store.code}` },
      orgPath: store.path,
      detail: { body: wanted.body },
    });
  });
}

/** Asks the stores below a unit for the reports that are missing; the reminder stands on the store's report page. */
export async function remindStores(
  platform: Platform,
  actor: Actor,
  wanted: { readonly day: string; readonly orgUnitId: string },
): Promise<{ missing: number; reminded: string[] }> {
  const now = today(platform);
  refuseFuture(wanted.day, now);
  const unit = await loadFor(platform, actor, wanted.orgUnitId, "branch");
  const at = platform.clock.now();
  return platform.db.transaction().execute(async (tx) => {
    const answer = await remindMissing(
      tx,
      unit.path,
      wanted.day,
      new Date(at.getTime() - reminderPause),
      at,
      actor.name,
    );
    if (answer.reminded.length > 0)
      await audit(tx, actor, {
        action: "daily_report.reminded",
        subject: { kind: "daily_report", id: `${wanted.day}/${unit.code}` },
        orgPath: unit.path,
        detail: { stores: answer.reminded.length },
      });
    return answer;
  });
}

/** Hands a branch's summary of the day up, with how many of its stores had reported; a later one replaces it, both are kept. */
export async function handUpSummary(
  platform: Platform,
  actor: Actor,
  wanted: { readonly day: string; readonly orgUnitId: string; readonly body: string; readonly version: number },
): Promise<void> {
  refuseFuture(wanted.day, today(platform));
  const unit = await loadFor(platform, actor, wanted.orgUnitId, "branch");
  await platform.db.transaction().execute(async (tx) => {
    const before = await findSummary(tx, unit.id, wanted.day);
    const { submitted, expected } = tally(await listStoreDays(tx, unit.path, wanted.day));
    const version = wanted.version + 1;
    const written =
      (before?.version ?? 0) === wanted.version &&
      (await writeSummary(tx, wanted.day, {
        unitId: unit.id,
        version,
        body: wanted.body,
        submitted,
        expected,
        at: platform.clock.now(),
        by: actor.name,
      }));
    if (!written) throw conflict("summary_changed", "汇总刚被其他人修改过，请刷新后再改");
    await audit(tx, actor, {
      action: "daily_report.summary_handed_up",
      subject: { kind: "daily_report", id: `${wanted.day}/${unit.code}` },
      orgPath: unit.path,
      detail: { version, submitted, expected },
    });
  });
}
