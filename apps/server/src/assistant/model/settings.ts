import { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { defineSetting, readSetting } from "../../kernel/settings.ts";
import type { ModelAddress } from "./port.ts";

/** Where the language model is, and how much of it a day may use (IN-19). Off until an address and a key are there. */
export const modelSetting = defineSetting({
  key: "assistant.model",
  schema: z.object({
    baseUrl: z.string().max(500),
    model: z.string().max(100),
    keySealed: z.string().nullable(),
    timeoutSeconds: z.int().min(5).max(120),
    dailyTokens: z.int().min(0).max(1_000_000_000),
    keepDays: z.int().min(0).max(365),
  }),
  initial: { baseUrl: "", model: "", keySealed: null, timeoutSeconds: 30, dailyTokens: 200_000, keepDays: 90 },
});

export type ModelSettings = z.output<typeof modelSetting.schema>;

export const isConfigured = ({ baseUrl, model, keySealed }: ModelSettings) =>
  baseUrl !== "" && model !== "" && keySealed !== null;

/** Null until it is configured. */
export async function modelAddress(
  platform: Pick<Platform, "cipher">,
  db: Db | Tx,
): Promise<(ModelAddress & Pick<ModelSettings, "dailyTokens">) | null> {
  const { value } = await readSetting(db, modelSetting);
  if (!isConfigured(value) || value.keySealed === null) return null;
  const { baseUrl, model, timeoutSeconds, dailyTokens, keySealed } = value;
  return { baseUrl, model, timeoutSeconds, dailyTokens, key: platform.cipher.open(keySealed) };
}
