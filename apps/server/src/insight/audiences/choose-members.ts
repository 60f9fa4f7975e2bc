import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { belongs, type Candidates, candidates, leftOutBecause, type Steps } from "./candidates.ts";
import type { LeftOutReason } from "./rules.ts";
import { audienceSetting } from "./settings.ts";
import { type Audience, dropFile, lockAudience } from "./store.ts";

/**
 * Freezes who belongs to the audience, from where it stood: each step counts and writes with its place in one transaction, so that a step
 * is done once however often the work is begun. At the end the audience is refused, waits for a second person, or goes on.
 */
export async function chooseMembers(
  platform: Platform,
  audience: Audience,
  steps: Steps,
  signal: AbortSignal,
): Promise<void> {
  let place = audience.place;
  for await (const step of candidates(platform, audience, steps)) {
    signal.throwIfAborted();
    if (!(await chooseStep(platform, audience.id, place, step))) return;
    place = step.place;
  }
  await finishChoosing(platform, audience.id, place);
}

async function chooseStep(platform: Platform, id: string, place: number, step: Candidates): Promise<boolean> {
  return platform.db.transaction().execute(async (tx) => {
    const audience = await lockAudience(tx, id);
    if (audience?.state !== "choosing" || audience.place !== place) return false;
    const { value: settings } = await readSetting(tx, audienceSetting);
    const { rows } = await sql<{ reason: LeftOutReason | null; held: boolean; members: number }>`
      with found as materialized (
        select m.member_no, ${leftOutBecause(platform, audience, settings.adultAge)} as reason,
          (hashint8extended(m.member_no, ${audience.seed}::bigint) % 10000 + 10000) % 10000 < ${audience.holdoutBp}::int as held
        from member m where ${belongs(platform, audience)} and ${step.condition}),
      kept as (
        insert into audience_member (audience_id, origin_no, member_no, part)
        select ${id}::uuid, member_no, member_no, case when held then 'held_out' else 'chosen' end from found where reason is null)
      select reason, held, count(*)::int as members from found group by 1, 2`.execute(tx);
    const leftOut: Partial<Record<LeftOutReason, number>> = { ...audience.leftOut };
    let [chosen, heldOut] = [audience.chosen, audience.heldOut];
    for (const { reason, held, members } of rows) {
      if (reason !== null) leftOut[reason] = (leftOut[reason] ?? 0) + members;
      else if (held) heldOut += members;
      else chosen += members;
    }
    await sql`update audience set place = ${step.place}, chosen = ${chosen}, held_out = ${heldOut}, left_out = ${JSON.stringify(leftOut)}::jsonb
      where id = ${id}`.execute(tx);
    return true;
  });
}

async function finishChoosing(platform: Platform, id: string, place: number): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const audience = await lockAudience(tx, id);
    if (audience?.state !== "choosing" || audience.place !== place) return;
    const { value: settings } = await readSetting(tx, audienceSetting);
    if (audience.chosen < settings.minMembers) {
      await dropFile(tx, id, true);
      const note = `只有 ${audience.chosen} 位客户可以导出，少于 ${settings.minMembers} 位容易认出个人：请放宽条件`;
      await sql`update audience set state = 'refused', note = ${note} where id = ${id}`.execute(tx);
      return;
    }
    const state = audience.chosen > settings.approvalAbove ? "waiting" : "writing";
    await sql`update audience set state = ${state}, place = 0 where id = ${id}`.execute(tx);
  });
}
