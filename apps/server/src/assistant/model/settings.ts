import { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { defineSetting, readSetting } from "../../kernel/settings.ts";
import type { ModelAddress } from "./port.ts";

/** What the model is asked for. */
export const modelPurposes = { narrative: "AI 画像", test: "试一下", examination: "体检" } as const;
export type ModelPurpose = keyof typeof modelPurposes;
export const modelPurposeNames = Object.keys(modelPurposes) as [ModelPurpose, ...ModelPurpose[]];

/** Most tokens of a day per purpose; one that is not named has the day's alone. */
export const purposeTokens = z.partialRecord(
  z.enum(modelPurposeNames),
  z.int("请填写整数").min(0, "不能为负数").max(1_000_000_000),
);

/** Where the language model is, and how much of it a day may use (IN-19). Off until an address and a key are there. */
export const modelSetting = defineSetting({
  key: "assistant.model",
  schema: z.object({
    baseUrl: z.string().max(500),
    model: z.string().max(100),
    keySealed: z.string().nullable(),
    timeoutSeconds: z.int().min(5).max(120),
    dailyTokens: z.int().min(0).max(1_000_000_000),
    purposeTokens: purposeTokens.default({}),
    keepDays: z.int().min(0).max(365),
  }),
  initial: {
    baseUrl: "",
    model: "",
    keySealed: null,
    timeoutSeconds: 30,
    dailyTokens: 200_000,
    purposeTokens: {},
    keepDays: 90,
  },
});

export type ModelSettings = z.output<typeof modelSetting.schema>;

export const isConfigured = ({ baseUrl, model, keySealed }: ModelSettings) =>
  baseUrl !== "" && model !== "" && keySealed !== null;

/** Null until it is configured. */
export async function modelAddress(
  platform: Pick<Platform, "cipher">,
  db: Db | Tx,
): Promise<(ModelAddress & Pick<ModelSettings, "dailyTokens" | "purposeTokens">) | null> {
  const { value } = await readSetting(db, modelSetting);
  if (!isConfigured(value) || value.keySealed === null) return null;
  const { baseUrl, model, timeoutSeconds, dailyTokens, purposeTokens: ofPurposes, keySealed } = value;
  const key = platform.cipher.open(keySealed);
  return { baseUrl, model, timeoutSeconds, dailyTokens, purposeTokens: ofPurposes, key };
}
