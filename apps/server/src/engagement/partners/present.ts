import { dayIn, daysBetween } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { inScope } from "../../organization/index.ts";
import { adviceOf } from "./advice.ts";
import { type CooperationReport, countedOf, reportCooperations } from "./report.ts";
import { type Balance, balanceOf, type LedgerRow, ledgerOf, type Term } from "./rules.ts";
import { opened } from "./save-partner.ts";
import type { Contact, CooperationFigures } from "./schemas.ts";
import {
  type Cooperation,
  listChannels,
  listCoupons,
  listEntries,
  listShares,
  loadAgreed,
  loadWays,
  type Partner,
  requireCooperation,
  type Tx,
} from "./store.ts";
import { channelForms, cooperationKinds, industries, phases } from "./vocabulary.ts";

export interface Stand {
  readonly report: CooperationReport;
  readonly terms: readonly Term[];
  readonly ledger: readonly LedgerRow[];
  readonly balance: Balance;
  readonly hasWays: boolean;
}

/** How cooperations stand: what was counted, told and agreed, for all of them at once. */
export async function standOf(
  platform: Platform,
  db: Tx,
  cooperations: readonly Cooperation[],
): Promise<ReadonlyMap<number, Stand>> {
  const nos = cooperations.map(({ no }) => no);
  const [reports, { terms, told }, ways] = [
    await reportCooperations(platform, db, cooperations),
    await loadAgreed(db, nos),
    await loadWays(db, nos),
  ];
  return new Map(
    cooperations.flatMap(({ no, measure }) => {
      const report = reports.get(no);
      if (!report) return [];
      const own = terms.get(no) ?? [];
      const has = ways.get(no) ?? { ways: false, coupons: false, theirLinks: false };
      const ledger = ledgerOf(countedOf(report.figures, has), told.get(no) ?? [], own);
      const stand = {
        report,
        terms: own,
        ledger,
        balance: balanceOf(measure, ledger),
        hasWays: has.ways || has.coupons,
      };
      return [[no, stand] as const];
    }),
  );
}

/** What a review freezes: the figures and the balance as they stand. */
export async function describeFigures(
  platform: Platform,
  tx: Tx,
  cooperation: Cooperation,
): Promise<{ readonly figures: CooperationFigures; readonly balance: Balance }> {
  const { report, balance } = requireStand(await standOf(platform, tx, [cooperation]), cooperation.no);
  return { figures: report.figures, balance };
}

export function requireStand(stands: ReadonlyMap<number, Stand>, no: number): Stand {
  const stand = stands.get(no);
  if (!stand) throw new Error(`cooperation ${no} has no figures`);
  return stand;
}

export function presentCooperation(cooperation: Cooperation, { report, balance }: Stand) {
  const { id, name, kind, partnerId, brand, state, startsOn, endsOn, unitId, unitName, verdict, done } = cooperation;
  return {
    ...{ id, name, kind, partnerId, brand, state, startsOn, endsOn, unitId, unitName, balance },
    kindLabel: cooperationKinds[kind].label,
    reviewed: verdict !== null,
    checksDone: done.length,
    checks: cooperationKinds[kind].checks.length,
    figures: report.figures,
  };
}

export const checklistOf = (kind: Cooperation["kind"]) =>
  cooperationKinds[kind].checks.map((check) => ({ ...check, phaseLabel: phases[check.phase] }));

/** One cooperation with all that stands on its page. */
export async function describeCooperation(platform: Platform, actor: Actor, id: string) {
  const { db, clock, config } = platform;
  const cooperation = await requireCooperation(db, actor, id);
  const { no, kind, measure, note, version, createdBy } = cooperation;
  const stand = requireStand(await standOf(platform, db, [cooperation]), no);
  const [channels, coupons, entries, shares] = [
    await listChannels(db, no),
    await listCoupons(db, no),
    await listEntries(db, no),
    await listShares(db, no),
  ];
  const now = clock.now();
  const ours = channels.filter(({ flow }) => flow === "to_us");
  const lastVisit = ours.flatMap(({ lastVisitAt }) => lastVisitAt ?? []).sort((a, b) => b.getTime() - a.getTime())[0];
  const done = new Map(cooperation.done.map((each) => [each.item, each]));
  return {
    ...presentCooperation(cooperation, stand),
    ...{ measure, note, version, createdBy },
    mayEdit: inScope(actor, cooperation.orgPath),
    terms: [...stand.terms],
    ledger: [...stand.ledger],
    checklist: checklistOf(kind).map((check) => {
      const tick = done.get(check.code);
      return { ...check, doneAt: tick ? new Date(tick.at).toISOString() : null, doneBy: tick?.by ?? null };
    }),
    channels: channels.map(({ slug, codeKind, lastVisitAt, ...channel }) => ({
      ...channel,
      formLabel: channelForms[channel.form].label,
      path: slug === null ? null : `/${codeKind === "link" ? "s" : "c"}/${slug}`,
      lastVisitAt: lastVisitAt?.toISOString() ?? null,
    })),
    coupons,
    entries: entries.map((entry) => ({ ...entry, recordedAt: entry.recordedAt.toISOString() })),
    shares: shares.map(({ revokedAt, expiresAt, createdAt, lastOpenedAt, ...share }) => ({
      ...share,
      expiresAt: expiresAt.toISOString(),
      createdAt: createdAt.toISOString(),
      lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
      live: revokedAt === null && expiresAt > now,
    })),
    days: [...stand.report.days],
    advice: adviceOf(cooperation, {
      figures: stand.report.figures,
      balance: stand.balance,
      ledger: stand.ledger,
      hasTerms: stand.terms.length > 0,
      hasWays: stand.hasWays,
      lastVisitDay: lastVisit ? dayIn(config.timeZone, lastVisit) : null,
      lastToldDay: entries.find(({ toldBy }) => toldBy === "them")?.day ?? null,
      today: dayIn(config.timeZone, now),
    }),
    review: reviewOf(cooperation),
  };
}

function reviewOf({ verdict, review, figures, reviewedAt, reviewedBy }: Cooperation) {
  if (verdict === null || reviewedAt === null) return null;
  const frozen = figures as { readonly figures: CooperationFigures; readonly balance: Balance };
  return { verdict, text: review ?? "", at: reviewedAt.toISOString(), by: reviewedBy ?? "", ...frozen };
}

export function presentPartner(platform: Platform, actor: Actor, partner: Partner, today: string) {
  const { contactSealed, orgPath, archivedAt, ...rest } = partner;
  const contact = opened(platform, contactSealed);
  return {
    ...rest,
    industryLabel: industries[rest.industry],
    contact: contact && maskContact(contact),
    contractEndsIn: rest.contractTo === null ? null : daysBetween(today, rest.contractTo),
    mayEdit: inScope(actor, orgPath),
    archivedAt: archivedAt?.toISOString() ?? null,
  };
}

const maskContact = ({ name, phone, title }: Contact): Contact => ({
  name: name === "" ? "" : `${name.slice(0, 1)}**`,
  phone: phone.length < 7 ? phone.replace(/./g, "*") : `${phone.slice(0, 3)}****${phone.slice(-2)}`,
  title,
});
