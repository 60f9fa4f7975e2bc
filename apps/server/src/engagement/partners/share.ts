import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireStand, standOf } from "./present.ts";
import { fewest, type LedgerRow, suppressed } from "./rules.ts";
import type { PartnerPage } from "./schemas.ts";
import { type Cooperation, loadCooperation, requireCooperation, type Tx } from "./store.ts";
import { cooperationKinds, cooperationStates, measures } from "./vocabulary.ts";

export const tokenShape = /^[A-Za-z0-9_-]{32}$/;
const hashOf = (token: string) => createHash("sha256").update(token).digest();

/** Opens a read-only page for the partner; the token stands in this answer alone. */
export async function shareCooperation(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  days: number,
): Promise<{ readonly shareId: string; readonly token: string; readonly expiresAt: Date }> {
  const { no, name, brand, orgPath } = await requireCooperation(tx, actor, id);
  const token = randomBytes(24).toString("base64url");
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + days * 86_400_000);
  const { rows } = await sql<{ id: string }>`
    insert into cooperation_share (cooperation_no, token_hash, expires_at, created_at, created_by)
    values (${no}, ${hashOf(token)}, ${expiresAt}, ${now}, ${actor.name}) returning id`.execute(tx);
  await audit(tx, actor, {
    action: "cooperation.shared",
    subject: { kind: "cooperation", id },
    orgPath,
    detail: { name, brand, days },
  });
  return { shareId: rows[0]?.id ?? "", token, expiresAt };
}

/** Takes a page back at once. @throws Refusal `not_found` */
export async function revokeShare(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  shareId: string,
): Promise<void> {
  const { no, name, orgPath } = await requireCooperation(tx, actor, id);
  const { rows } = await sql`
    update cooperation_share set revoked_at = coalesce(revoked_at, ${clock.now()}), page = null
    where id = ${shareId} and cooperation_no = ${no} returning id`.execute(tx);
  if (rows.length === 0) throw notFound("这个分享页");
  await audit(tx, actor, {
    action: "cooperation.share_revoked",
    subject: { kind: "cooperation", id },
    orgPath,
    detail: { name },
  });
}

interface Open {
  readonly id: string;
  readonly no: number;
  readonly expiresAt: Date;
  readonly page: PartnerPage | null;
  readonly takenOn: string | null;
}

/**
 * What a partner reads by its address: figures of this cooperation alone, taken at the first opening of a day, so that nobody sees a
 * count move when they do something. Null when there is no such page, it expired or was taken back.
 */
export async function openShare(platform: Platform, token: string): Promise<PartnerPage | null> {
  if (!tokenShape.test(token)) return null;
  const { db, clock, config } = platform;
  const now = clock.now();
  const today = dayIn(config.timeZone, now);
  const { rows } = await sql<Open>`
    update cooperation_share set opened = opened + 1, last_opened_at = ${now}
    where token_hash = ${hashOf(token)} and revoked_at is null and expires_at > ${now}
    returning id, cooperation_no as no, expires_at as "expiresAt", page, taken_on as "takenOn"`.execute(db);
  const share = rows[0];
  if (!share) return null;
  if (share.page !== null && share.takenOn === today) return share.page;
  const cooperation = await loadCooperation(db, share.no);
  if (!cooperation) return null;
  const { ledger } = requireStand(await standOf(platform, db, [cooperation]), share.no);
  const page = pageOf(cooperation, ledger, { today, expiresOn: dayIn(config.timeZone, share.expiresAt) });
  // Of several who open it at once on a new day the first one's figures stand.
  const kept = await sql<{ page: PartnerPage }>`
    update cooperation_share set page = case when taken_on = ${today}::date then page else ${JSON.stringify(page)}::jsonb end, taken_on = ${today}
    where id = ${share.id} and revoked_at is null returning page`.execute(db);
  return kept.rows[0]?.page ?? null;
}

function pageOf(
  { name, kind, startsOn, endsOn, state }: Cooperation,
  ledger: readonly LedgerRow[],
  { today, expiresOn }: { readonly today: string; readonly expiresOn: string },
): PartnerPage {
  const buyers = ledger.find(({ measure }) => measure === "first_orders")?.toUs.used ?? null;
  return {
    ...{ name, startsOn, endsOn, expiresOn, fewest },
    kindLabel: cooperationKinds[kind].label,
    stateLabel: cooperationStates[state],
    takenOn: today,
    // What either side spent is its own affair.
    rows: ledger
      .filter(({ measure }) => measure !== "cost_fen")
      .map(({ measure, toUs, toThem }) => {
        const { label, unit, definition } = measures[measure];
        const tooFew =
          toUs.used !== null &&
          (unit === "fen"
            ? toUs.usedFrom === "counted" && toUs.used > 0 && (buyers ?? 0) < fewest
            : suppressed(toUs.used) === null);
        return {
          ...{ measure, label, unit, definition },
          toUs: tooFew ? null : toUs.used,
          toUsAgreed: toUs.agreed,
          toUsHidden: tooFew,
          toThem: toThem.used,
          toThemAgreed: toThem.agreed,
        };
      }),
  };
}
