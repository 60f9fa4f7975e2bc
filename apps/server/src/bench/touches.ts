import { sql } from "kysely";
import { decideTouches } from "../engagement/index.ts";
import { systemActor } from "../kernel/audit/audit.ts";
import type { Platform } from "../kernel/platform.ts";
import type { Bench, BenchContext, BenchLine } from "./bench.ts";
import { quantile } from "./latency.ts";

const people = 1_000_000;
const rounds = 3;

/** A million people with a message this week each; a tenth had two and are full, another tenth withdrew consent. */
async function fill({ db }: Platform): Promise<void> {
  await sql`
    insert into outbound (id, business_key, channel, account_id, title, content, state, created_by)
    values ('00000000-0000-7000-8000-000000000001', 'bench', 'wecom_mass', gen_random_uuid(), 'bench', '{}', 'settled', 'bench')`.execute(
    db,
  );
  await sql`
    insert into outbound_delivery (outbound_id, target_key, origin_no, member_no, outcome, at)
    select '00000000-0000-7000-8000-000000000001', 'wm' || n, n, n, 'sent', now() from generate_series(1, ${people}::int) n`.execute(
    db,
  );
  await sql`
    insert into outbound_delivery (outbound_id, target_key, origin_no, member_no, outcome, at)
    select '00000000-0000-7000-8000-000000000001', 'again' || n, n, n, 'sent', now() from generate_series(2, ${people}::int, 10) n`.execute(
    db,
  );
  await sql`
    insert into consent_record (origin_no, member_no, purpose, channel, granted, at, source, recorded_by)
    select n, n, 'marketing', 'wecom', false, now(), 'bench', 'bench' from generate_series(1, ${people}::int, 10) n`.execute(
    db,
  );
  await sql`analyze outbound_delivery`.execute(db);
  await sql`analyze consent_record`.execute(db);
}

async function setPolicy({ db }: Platform): Promise<void> {
  const cap = { channel: "all", kind: "marketing", window: "week", counting: "rolling", quota: false };
  const value = {
    caps: [
      { ...cap, most: 2 },
      { ...cap, channel: "wecom_mass", window: "day", most: 2 },
    ],
    quiet: [],
    exempt: ["transaction"],
    windows: [],
    holdoutPercent: 5,
    holdoutSalt: "bench",
  };
  await sql`insert into setting (key, value, version, updated_by) values ('engagement.touch_policy', ${JSON.stringify(value)}::jsonb, 1,
    ${systemActor("bench").name})`.execute(db);
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return (performance.now() - begun) / 1_000;
}

/** How long the touch policy takes to decide over a million people, against reading their deliveries plainly into this process. */
export const touchesBench: Bench = {
  name: "touches",
  async run({ platform, say }: BenchContext): Promise<BenchLine[]> {
    say(`  filling ${people} deliveries`);
    await fill(platform);
    await setPolicy(platform);
    const memberNos = Array.from({ length: people }, (_, i) => i + 1);
    const touch = { channel: "wecom_mass", kind: "marketing", priority: 50, at: new Date() } as const;
    const times: number[] = [];
    const bare: number[] = [];
    let refused = 0;
    for (let round = 0; round < rounds; round += 1) {
      bare.push(
        await seconds(() => sql`select member_no, outbound_id, outcome from outbound_delivery`.execute(platform.db)),
      );
      times.push(
        await seconds(async () => {
          const decision = await platform.db
            .transaction()
            .execute((tx) => decideTouches(tx, platform, touch, memberNos));
          refused = decision.refused.size;
        }),
      );
    }
    const value = quantile(
      times.toSorted((a, b) => a - b),
      0.5,
    );
    const baseline = quantile(
      bare.toSorted((a, b) => a - b),
      0.5,
    );
    return [
      {
        name: "touches.decide_million",
        unit: "s",
        value,
        baseline: { what: "reading the same rows", value: baseline },
        ratio: baseline / value,
        target: { atMost: 20 },
        more: { people, refused },
      },
    ];
  },
};
