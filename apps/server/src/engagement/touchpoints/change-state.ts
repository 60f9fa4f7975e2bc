import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import { type Actor, requirePermission } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { pauseCodes } from "../codes/pause-code.ts";
import { refusalOf } from "./rules.ts";
import { requireOwn } from "./save-touchpoint.ts";
import type { stateBody } from "./schemas.ts";
import type { Tx } from "./store.ts";

/**
 * Starts, pauses, takes up or retires a touchpoint; its codes go along by their own verb: while it is paused or retired they lead
 * nowhere. An ad or a message is stopped on its own platform.
 *
 * @throws Refusal `not_found`, `forbidden`, `touchpoint_changed`, `touchpoint_retired`, `invalid_input`
 */
export async function changeState(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { to, version }: z.output<typeof stateBody>,
): Promise<void> {
  const before = await requireOwn(tx, actor, id);
  const { state, means, codes, outbounds, adPlan } = before;
  const refusal = refusalOf(
    { state, means, codes: codes.length, outbounds: outbounds.length, hasAdPlan: adPlan !== null },
    to,
  );
  if (refusal) throw invalid([refusal]);
  if (codes.length > 0) requirePermission(actor, "code.write");
  const { rows } = await sql`
    update touchpoint set state = ${to}, state_at = ${platform.clock.now()}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("touchpoint_changed", "这个触点刚被其他人修改过，请刷新后再改");
  const codeIds = codes.map((code) => code.id);
  const changedCodes = await pauseCodes(tx, platform, actor, codeIds, to !== "active");
  await audit(tx, actor, {
    action: "touchpoint.state_changed",
    subject: { kind: "touchpoint", id },
    orgPath: before.orgPath,
    detail: { name: before.name, before: state, after: to, codes: changedCodes },
  });
}
