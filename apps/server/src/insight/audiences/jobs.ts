import { sql } from "kysely";
import { z } from "zod";
import { Refusal } from "../../kernel/errors.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { usualSteps } from "./candidates.ts";
import { chooseMembers } from "./choose-members.ts";
import { makeAudience } from "./create-audience.ts";
import { rotatePieceKeysJob } from "./rotate-keys.ts";
import { audienceSetting } from "./settings.ts";
import { dropFile, lockAudience } from "./store.ts";
import { writePieces } from "./write-pieces.ts";

const attempts = 8;

/** Takes an audience from where it stands as far as it goes without a person. */
export async function runAudience(
  platform: Platform,
  id: string,
  signal: AbortSignal,
  steps = usualSteps,
): Promise<void> {
  const audience = await platform.db.transaction().execute((tx) => lockAudience(tx, id));
  if (audience?.state === "choosing") await chooseMembers(platform, audience, steps, signal);
  await writePieces(platform, id, steps, signal);
}

async function fail(platform: Platform, id: string, note: string): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql`update audience set state = 'failed', note = ${note}
      where id = ${id} and state in ('choosing', 'writing') returning id`.execute(tx);
    if (rows.length > 0) await dropFile(tx, id, true);
  });
}

/** Files whose time is over, and lists of members that nothing is compared with any more. Returns the files taken away. */
export async function expireAudiences(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const { value: settings } = await readSetting(platform.db, audienceSetting);
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; used: boolean }>`
      update audience set state = 'expired' where state = 'ready' and expires_at <= ${now}
      returning id, downloaded_at is not null as used`.execute(tx);
    // A file that nobody took has no effect to be measured.
    for (const { id, used } of rows) await dropFile(tx, id, !used);
    await sql`delete from audience_member where audience_id in (
      select id from audience where created_at < ${now}::timestamptz - make_interval(days => ${settings.keepDays}))`.execute(
      tx,
    );
    return rows.length;
  });
}

export const audienceJobs: readonly AnyJob[] = [
  rotatePieceKeysJob,
  defineJob({
    name: makeAudience,
    payload: z.object({ audienceId: z.uuid() }),
    maxAttempts: attempts,
    async run({ audienceId }, { platform, signal, attempt }) {
      try {
        await runAudience(platform, audienceId, signal);
      } catch (error) {
        if (error instanceof Refusal) return fail(platform, audienceId, error.message);
        if (attempt >= attempts && !signal.aborted)
          await fail(platform, audienceId, "系统多次尝试仍没有完成，请重新导出或联系管理员");
        throw error;
      }
    },
  }),
  defineJob({
    name: "insight.expire_audiences",
    payload: z.object({}),
    schedule: { everyMinutes: 10 },
    async run(_payload, { platform }) {
      await expireAudiences(platform);
    },
  }),
];
