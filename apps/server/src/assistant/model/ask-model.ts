import { sql } from "kysely";
import type { z } from "zod";
import { conflict } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { reserveTokens, settleTokens } from "./budget.ts";
import { type LanguageModel, type ModelAnswer, type ModelQuestion, ModelRefusal } from "./port.ts";
import { type ModelPurpose, modelAddress } from "./settings.ts";

export interface Asking<Schema extends z.ZodType> {
  /** What it is for: calls are counted and limited by it. */
  readonly purpose: ModelPurpose;
  readonly actor: Actor;
  /** Whose facts are asked about. */
  readonly memberNo?: number;
  readonly question: ModelQuestion;
  /** The shape of the answer, as JSON. */
  readonly schema: Schema;
  readonly signal: AbortSignal;
}

/** Upper bound of a Chinese text's tokens: reserved before the call, corrected after it. */
const tokensOf = (text: string) => text.length;

/**
 * Asks the model and reads its answer as JSON; an answer of another shape is sent back once with what is wrong. Every call is on record with what
 * it cost; the day's tokens, and the purpose's, are reserved before the call, so that calls side by side keep the limits.
 *
 * @throws Refusal model_not_configured, model_budget_spent, model_refused (with cause and remedy)
 */
export async function askModel<Schema extends z.ZodType>(
  platform: Platform,
  model: LanguageModel,
  asking: Asking<Schema>,
): Promise<{ readonly value: z.output<Schema>; readonly model: string }> {
  const address = await modelAddress(platform, platform.db);
  if (!address)
    throw conflict("model_not_configured", "还没有接入大模型", "请管理员在「大模型」页填写接口地址、模型和密钥");
  let { question } = asking;
  for (let turn = 0; ; turn++) {
    const answer = await call(platform, model, address, asking, question);
    const read = readJson(answer.text, asking.schema);
    if (read.ok) return { value: read.value, model: address.model };
    if (turn > 0) throw conflict("model_refused", "大模型两次都没有按要求回答", "请换一个模型，或稍后再试");
    question = {
      ...question,
      user: `${question.user}\n\n你上次的回答不符合要求：${read.problem}。请只输出符合要求的 JSON。`,
    };
  }
}

async function call(
  platform: Platform,
  model: LanguageModel,
  address: NonNullable<Awaited<ReturnType<typeof modelAddress>>>,
  { purpose, actor, memberNo, signal }: Asking<z.ZodType>,
  question: ModelQuestion,
): Promise<ModelAnswer> {
  const most = tokensOf(question.system) + tokensOf(question.user) + question.maxTokens;
  const reserved = await reserveTokens(platform, purpose, most, address);
  const begun = performance.now();
  const note = (answer: ModelAnswer | null, cause: string | null) =>
    record(platform, {
      purpose,
      model: address.model,
      by: actor.name,
      memberNo: memberNo ?? null,
      answer,
      cause,
      tookMs: Math.round(performance.now() - begun),
      exchange: JSON.stringify({ question, answer: answer?.text ?? null }),
    });
  try {
    const answer = await model.ask(address, question, signal);
    await settleTokens(platform, reserved, answer.inputTokens + answer.outputTokens);
    await note(answer, null);
    return answer;
  } catch (error) {
    await settleTokens(platform, reserved, 0);
    if (!(error instanceof ModelRefusal)) throw error;
    await note(null, error.reason);
    throw conflict("model_refused", error.reason, error.remedy);
  }
}

interface Call {
  readonly purpose: string;
  readonly model: string;
  readonly by: string;
  readonly memberNo: number | null;
  readonly answer: ModelAnswer | null;
  readonly cause: string | null;
  readonly tookMs: number;
  readonly exchange: string;
}

async function record({ db, cipher, clock }: Platform, each: Call): Promise<void> {
  await sql`
    insert into model_call (purpose, model, at, asked_by, origin_no, member_no, outcome, cause, input_tokens, output_tokens, took_ms, exchange_sealed)
    values (${each.purpose}, ${each.model}, ${clock.now()}, ${each.by}, ${each.memberNo}, ${each.memberNo},
      ${each.answer ? "answered" : "refused"}, ${each.cause}, ${each.answer?.inputTokens ?? 0}, ${each.answer?.outputTokens ?? 0}, ${each.tookMs},
      ${cipher.seal(each.exchange)})`.execute(db);
}

type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

/** The JSON in an answer; models like to wrap it in a fence or in words. */
function readJson<Schema extends z.ZodType>(text: string, schema: Schema): Read<z.output<Schema>> {
  const body = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, problem: "不是 JSON" };
  }
  const read = schema.safeParse(json);
  if (read.success) return { ok: true, value: read.data };
  const issue = read.error.issues[0];
  return { ok: false, problem: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}` };
}
