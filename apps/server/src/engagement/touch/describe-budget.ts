import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { readSetting } from "../../kernel/settings.ts";
import { countTouches } from "./facts.ts";
import { touchPolicySetting } from "./policy.ts";
import { isHeldOut } from "./rules.ts";
import type { budgetSchema } from "./schemas.ts";
import { lastTouches } from "./store.ts";

/** Each cap with what is used of it by one member now, and the last ten messages meant for them. */
export async function describeBudget(
  db: Kysely<DB>,
  { config, clock }: Pick<Platform, "config" | "clock">,
  memberNo: number,
): Promise<z.input<typeof budgetSchema>> {
  const { value: policy } = await readSetting(db, touchPolicySetting);
  const now = { at: clock.now(), priority: 100 };
  const counted = (await countTouches(db, [memberNo], policy.caps, now, config.timeZone, { fullOnly: false })).get(
    memberNo,
  );
  const touches = await lastTouches(db, memberNo, 10);
  return {
    heldOut: isHeldOut(memberNo, policy),
    caps: policy.caps.map((cap, i) => {
      const { taken = 0, stronger = 0, weaker = 0 } = counted?.[i] ?? {};
      return { ...cap, used: taken + stronger + weaker };
    }),
    touches: touches.map(({ at, ...touch }) => ({ ...touch, at: at.toISOString() })),
  };
}
