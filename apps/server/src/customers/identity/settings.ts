import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { type IdentifierKind, identifierKindNames } from "./kinds.ts";

const limit = z.object({
  kind: z.enum(identifierKindNames),
  /** At most so many of the kind (and scope) in one member … */
  max: z.number().int().min(1).max(1_000),
  /** … counting only those tied within any so many days; absent = ever. */
  windowDays: z.number().int().min(1).max(3_650).optional(),
});

/** The guard rails of merging; every number is an operator's to change (`setting` key `customers.identity`). */
export const identitySettingsSchema = z.object({
  /** Values that are nobody: shop phones, test accounts; compared after normalising. */
  blockedValues: z
    .array(z.object({ kind: z.enum(identifierKindNames), value: z.string().min(1).max(128) }))
    .default([]),
  limits: z.array(limit).default([
    { kind: "phone", max: 1 },
    { kind: "unionid", max: 1 },
    { kind: "openid", max: 1 },
    { kind: "external_userid", max: 1 },
    { kind: "shop_openid", max: 1 },
    { kind: "platform_id", max: 1 },
    { kind: "card", max: 3 },
    { kind: "pos_id", max: 3 },
    { kind: "erp_id", max: 3 },
    { kind: "external_id", max: 5 },
    { kind: "email", max: 5 },
    { kind: "device", max: 5, windowDays: 7 },
    { kind: "wifi_mac", max: 5, windowDays: 7 },
  ]),
  /** Identifiers in one member, a person's decisions apart. */
  maxIdentifiers: z.number().int().min(2).max(1_000).default(50),
  /** A weak identifier tied to more people than this within any window is shared, like a tablet in a store. */
  sharedWeak: z
    .object({ people: z.number().int().min(1), windowDays: z.number().int().min(1) })
    .default({ people: 3, windowDays: 30 }),
  /** Any identifier tied to more identifiers than this, ever, is shared, like a shop's own phone that nobody blocked. */
  sharedAbove: z.number().int().min(10).default(100),
});

export type IdentitySettings = z.output<typeof identitySettingsSchema>;

export const identitySettingKey = "customers.identity";

export const defaultIdentitySettings: IdentitySettings = identitySettingsSchema.parse({});

export async function loadIdentitySettings(tx: Kysely<DB>): Promise<IdentitySettings> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where key = ${identitySettingKey}`.execute(
    tx,
  );
  return rows[0] ? identitySettingsSchema.parse(rows[0].value) : defaultIdentitySettings;
}

const nobody = new Set([
  "null",
  "undefined",
  "none",
  "nil",
  "nan",
  "n/a",
  "na",
  "无",
  "未知",
  "不详",
  "匿名",
  "游客",
  "散客",
  "-",
  "--",
  "test",
  "anonymous",
  "unknown",
  "0",
  "-1",
]);
const knownTestPhones = new Set([
  "13800138000",
  "13800000000",
  "13900000000",
  "13912345678",
  "13812345678",
  "13888888888",
  "18888888888",
]);

/** True for values that stand for nobody: placeholders, all zeros, one digit repeated, and what the operator blocked. */
export function isBlocked(kind: IdentifierKind, value: string, blocked: ReadonlySet<string>): boolean {
  if (blocked.has(`${kind}:${value}`) || nobody.has(value.toLowerCase()) || /^[0\-:]+$/.test(value)) return true;
  if (kind === "phone") return knownTestPhones.has(value) || /^1\d(\d)\1{8}$/.test(value);
  // A source system numbers its customers as it likes: 11111 is a customer there, but not a card.
  return (kind === "card" || kind === "wifi_mac") && /^(\w)\1{4,}$/.test(value);
}
