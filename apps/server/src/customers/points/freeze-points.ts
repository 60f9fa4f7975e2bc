import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { lockAccounts } from "./lots.ts";

/**
 * Freezes a member's points, or lifts it: frozen points are earned and expire as ever, and cannot be spent. A freeze stays with
 * the profile: whoever is merged with it is frozen, and free again when the merge is undone. Lifting it lifts all of a member.
 */
export async function freezePoints(
  tx: Tx,
  { clock }: Pick<Platform, "clock">,
  actor: Actor,
  { memberNo, frozen, reason }: { readonly memberNo: number; readonly frozen: boolean; readonly reason: string },
): Promise<void> {
  await lockAccounts(tx, [memberNo]);
  if (frozen) {
    await sql`update point_account set frozen_at = ${clock.now()}, frozen_by = ${actor.name}, frozen_reason = ${reason}
      where origin_no = ${memberNo} and frozen_at is null`.execute(tx);
  } else {
    await sql`update point_account set frozen_at = null, frozen_by = null, frozen_reason = null where member_no = ${memberNo}`.execute(
      tx,
    );
  }
  await audit(tx, actor, {
    action: frozen ? "points.frozen" : "points.unfrozen",
    subject: { kind: "member", id: String(memberNo) },
    detail: { reason },
  });
}
