import { sql } from "kysely";
import {
  assignTags,
  bindMembers,
  createGroup,
  createTag,
  refreshMembers,
  resolveMembers,
} from "../../customers/index.ts";
import { buildRfmSnapshot, evaluateTiers, refreshRuleTag, upsertTagRule } from "../../insight/index.ts";
import { addDays, instantOf } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DemoBrand } from "./brand.ts";
import { hashOf, seeded } from "./random.ts";
import { demoSource } from "./source.ts";
import { tagLibrary } from "./tag-library.ts";

const by = "演示数据";

/** Member numbers by customer number; everybody is known by now. */
async function membersByCustomer(platform: Platform, brand: DemoBrand): Promise<Map<string, number>> {
  const shoppers = [...brand.buyers.values(), ...brand.fans];
  const resolved = await platform.db.transaction().execute((tx) =>
    resolveMembers(
      tx,
      platform,
      shoppers.map((shopper) => ({
        identifiers: [{ kind: "external_id", scope: demoSource, value: shopper.customerId }],
        occurredAt: instantOf(platform.config.timeZone, shopper.registeredDay, "12:00"),
        source: demoSource,
      })),
    ),
  );
  return new Map(shoppers.map((shopper, at) => [shopper.customerId, resolved[at]?.memberNo ?? 0]));
}

/** Each customer's guide, as the store's records would have it. */
export async function bindGuides(platform: Platform, brand: DemoBrand): Promise<void> {
  const numbers = await membersByCustomer(platform, brand);
  const { rows } = await sql<{ code: string; id: string; store_no: number; store_code: string }>`
    select s.code, s.id, u.no as store_no, u.code as store_code from staff s join staff_post p on p.staff_id = s.id join org_unit u on u.id = p.org_unit_id
    where p.role_code = 'guide' and p.kind = 'regular'`.execute(platform.db);
  const guides = new Map(rows.map((row) => [row.code, row]));
  const bindings = [...brand.buyers.values(), ...brand.fans].flatMap((shopper) => {
    const memberNo = numbers.get(shopper.customerId);
    const guide = guides.get(shopper.guide);
    if (memberNo === undefined || !guide || hashOf(`bound${shopper.customerId}`) % 100 >= 82) return [];
    const boundAt = instantOf(platform.config.timeZone, shopper.registeredDay, "21:30");
    return [
      { originNo: memberNo, memberNo, guideId: guide.id, storeNo: guide.store_no, source: "import", boundAt, by },
    ];
  });
  for (let at = 0; at < bindings.length; at += 1_000) {
    const batch = bindings.slice(at, at + 1_000);
    await platform.db.transaction().execute(async (tx) => refreshMembers(tx, platform, await bindMembers(tx, batch)));
  }
}

/** The tag library, tags put on by hand, and rule tags filled by their rules. */
export async function putTags(platform: Platform, brand: DemoBrand): Promise<void> {
  const { db } = platform;
  const { rows } = await sql<{ any: boolean }>`select exists (select from tag_group) as any`.execute(db);
  if (rows[0]?.any) return;
  const numbers = [...(await membersByCustomer(platform, brand)).values()];
  const ruled: Parameters<typeof refreshRuleTag>[1][] = [];
  await db.transaction().execute(async (tx) => {
    for (const group of tagLibrary) {
      const { id } = await createGroup(tx, group);
      for (const tag of group.tags) {
        const kind = tag.rule ? "rule" : "manual";
        const { tagNo } = await createTag(tx, { groupId: id, name: tag.name, madeByKind: "company", kind, by });
        if (tag.rule) {
          const rule = { conditions: tag.rule };
          await upsertTagRule(tx, tagNo, rule, true, by);
          ruled.push({ tagNo, rule });
        }
        const share = tag.share ?? 0;
        const random = seeded(hashOf(tag.name));
        const chosen = numbers
          .filter(() => random() < share)
          .map((memberNo) => ({ originNo: memberNo, memberNo, tagNo }));
        await assignTags(tx, chosen, { source: "bulk", by });
      }
    }
  });
  for (const tag of ruled) await refreshRuleTag(platform, tag);
}

/** Scores and tiers of today, and of earlier days so that there is a history to look at. */
export async function lookBack(
  platform: Platform,
  today: string,
  onStep: (done: number, total: number) => void,
): Promise<void> {
  const days = [91, 61, 31, 14, 7, 0].map((ago) => addDays(today, -ago));
  for (const [step, day] of days.entries()) {
    onStep(step, days.length);
    const then = instantOf(platform.config.timeZone, day, "03:00");
    const past = { ...platform, clock: { now: () => then } };
    await buildRfmSnapshot(past, day);
    await evaluateTiers(past, "full");
  }
}
