import { sql } from "kysely";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type ModelPurpose, type ModelSettings, modelPurposes } from "./settings.ts";

type Limits = Pick<ModelSettings, "dailyTokens" | "purposeTokens">;

/** Tokens that were taken before a call, to be corrected by what it cost. */
export interface Reserved {
  readonly day: string;
  readonly purpose: ModelPurpose;
  readonly tokens: number;
}

/**
 * Takes tokens of the day and of the purpose before a call, both or neither, so that calls side by side keep both limits.
 *
 * @throws Refusal model_budget_spent, naming which of them is spent
 */
export async function reserveTokens(
  { db, clock, config }: Platform,
  purpose: ModelPurpose,
  tokens: number,
  limits: Limits,
): Promise<Reserved> {
  const day = dayIn(config.timeZone, clock.now());
  const left = limits.purposeTokens[purpose] ?? Number.MAX_SAFE_INTEGER;
  await db.transaction().execute(async (tx) => {
    const ofDay = await sql`
      insert into model_day as d (day, tokens) select ${day}::date, ${tokens}::bigint where ${tokens}::bigint <= ${limits.dailyTokens}::bigint
      on conflict (day) do update set tokens = d.tokens + excluded.tokens
        where d.tokens + excluded.tokens <= ${limits.dailyTokens}::bigint returning 1`.execute(tx);
    if (ofDay.rows.length === 0)
      throw conflict("model_budget_spent", "今天的大模型用量已经用完", "请明天再试，或请管理员提高每日上限");
    const ofPurpose = await sql`
      insert into model_purpose_day as d (day, purpose, tokens)
      select ${day}::date, ${purpose}, ${tokens}::bigint where ${tokens}::bigint <= ${left}::bigint
      on conflict (day, purpose) do update set tokens = d.tokens + excluded.tokens
        where d.tokens + excluded.tokens <= ${left}::bigint returning 1`.execute(tx);
    if (ofPurpose.rows.length === 0)
      throw conflict(
        "model_budget_spent",
        `今天「${modelPurposes[purpose]}」的大模型用量已经用完`,
        "请明天再试，或请管理员在「大模型」页提高这个用途的上限；其他用途不受影响",
      );
  });
  return { day, purpose, tokens };
}

/** Corrects what was taken by what the call cost; 0 where it failed. */
export async function settleTokens({ db }: Platform, { day, purpose, tokens }: Reserved, cost: number): Promise<void> {
  const more = sql`greatest(0, tokens + ${cost - tokens}::bigint)`;
  // In the order in which they are reserved: the other way round, calls side by side would wait for each other for good.
  await db.transaction().execute(async (tx) => {
    await sql`update model_day set tokens = ${more} where day = ${day}::date`.execute(tx);
    await sql`update model_purpose_day set tokens = ${more} where day = ${day}::date and purpose = ${purpose}`.execute(
      tx,
    );
  });
}

export interface Spent {
  readonly tokens: number;
  readonly purposes: readonly {
    readonly purpose: ModelPurpose;
    readonly tokens: number;
    readonly limit: number | null;
  }[];
}

/** Tokens of today, and what of them each purpose took. */
export async function spentToday({ db, clock, config }: Platform, limits: Limits): Promise<Spent> {
  const day = dayIn(config.timeZone, clock.now());
  const { rows } = await sql<{ purpose: string | null; tokens: number }>`
    select null as purpose, tokens from model_day where day = ${day}::date
    union all select purpose, tokens from model_purpose_day where day = ${day}::date`.execute(db);
  const of = (purpose: string | null) => rows.find((row) => row.purpose === purpose)?.tokens ?? 0;
  const purposes = Object.keys(modelPurposes) as ModelPurpose[];
  return {
    tokens: of(null),
    purposes: purposes.map((purpose) => ({
      purpose,
      tokens: of(purpose),
      limit: limits.purposeTokens[purpose] ?? null,
    })),
  };
}
