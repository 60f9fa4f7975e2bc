import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { askModel } from "../model/ask-model.ts";
import { spentToday } from "../model/budget.ts";
import type { LanguageModel } from "../model/port.ts";
import { type ModelSettings, modelPurposes, modelSetting } from "../model/settings.ts";
import type { Finding } from "./finding.ts";

export interface Examination {
  readonly examinedAt: Date;
  readonly examinedBy: string;
  readonly findings: readonly Finding[];
}

/** A share of a limit from which somebody should look at it. */
const nearly = 0.8;

/**
 * Looks the language model over: its address and key, whether it answers, in the shape that is asked for and in good time, and how far its budgets
 * are spent. Asks it one short question, which counts as purpose `examination`; sends no customer's data.
 */
export async function examineModel(
  platform: Platform,
  model: LanguageModel,
  actor: Actor,
  signal: AbortSignal,
): Promise<Examination> {
  const { value } = await readSetting(platform.db, modelSetting);
  const set = [addressFinding(value), keyFinding(value)];
  const ready = set.every(({ state }) => state !== "failed");
  const findings = [
    ...set,
    ...(ready ? await askFindings(platform, model, actor, value, signal) : [notAsked]),
    ...(await budgetFindings(platform, value)),
    await failuresFinding(platform),
  ];
  const examination = { examinedAt: platform.clock.now(), examinedBy: actor.name, findings };
  await platform.db.transaction().execute(async (tx) => {
    await sql`
      insert into model_examination (examined_at, examined_by, findings) values (${examination.examinedAt}, ${actor.name}, ${JSON.stringify(findings)}::jsonb)
      on conflict (sole) do update set examined_at = excluded.examined_at, examined_by = excluded.examined_by, findings = excluded.findings`.execute(
      tx,
    );
    const failed = findings.filter(({ state }) => state === "failed").map(({ check }) => check);
    await audit(tx, actor, {
      action: "assistant.examined",
      subject: { kind: "setting", id: modelSetting.key },
      detail: { failed },
    });
  });
  return examination;
}

/** What it found when it last looked; null before the first time. */
export async function lastExamination({ db }: Platform): Promise<Examination | null> {
  const { rows } = await sql<Examination>`
    select examined_at as "examinedAt", examined_by as "examinedBy", findings from model_examination`.execute(db);
  return rows[0] ?? null;
}

/** Addresses that no stranger listens in on. */
const isNear = (host: string) =>
  host === "localhost" || host === "[::1]" || /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host);

function addressFinding({ baseUrl, model }: ModelSettings): Finding {
  const about = { check: "address", name: "接口地址与模型" } as const;
  if (baseUrl === "" || model === "")
    return {
      ...about,
      state: "failed",
      detail: "还没有填写",
      cause: "没有地址和模型名称就不会启用",
      remedy: "填写大模型服务的接口地址（到 /chat/completions 之前）和模型名称",
      field: baseUrl === "" ? "baseUrl" : "model",
    };
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === "http:" && !isNear(hostname))
    return {
      ...about,
      state: "warning",
      detail: `${baseUrl} · ${model}`,
      cause: "地址没有加密，密钥和问题会明文经过网络",
      remedy: "换成 https 地址；自己部署的请放在内网，或前面加 HTTPS 代理",
      field: "baseUrl",
    };
  return { ...about, state: "ok", detail: `${baseUrl} · ${model}` };
}

function keyFinding({ keySealed }: ModelSettings): Finding {
  const about = { check: "key", name: "密钥" } as const;
  return keySealed === null
    ? {
        ...about,
        state: "failed",
        detail: "没有密钥",
        cause: "还没有填写，或换过地址：密钥不会跟着去新地址",
        remedy: "到大模型服务的控制台复制密钥，填写后保存；自己部署、不要密钥的填任意字符",
        field: "key",
      }
    : { ...about, state: "ok", detail: "已加密保存" };
}

const answer = { check: "answer", name: "应答" } as const;
const notAsked: Finding = { ...answer, state: "skipped", detail: "地址和密钥齐了才会试问" };

async function askFindings(
  platform: Platform,
  model: LanguageModel,
  actor: Actor,
  { timeoutSeconds }: ModelSettings,
  signal: AbortSignal,
): Promise<Finding[]> {
  const begun = performance.now();
  try {
    const said = await askModel(platform, model, {
      purpose: "examination",
      actor,
      question: { system: '只输出 JSON：{"reply":"收到"}', user: "请按要求回答。", maxTokens: 60 },
      schema: z.object({ reply: z.string().min(1).max(200) }),
      signal,
    });
    const seconds = (performance.now() - begun) / 1_000;
    return [
      { ...answer, state: "ok", detail: `${said.model} 按要求的格式答了` },
      speedFinding(seconds, timeoutSeconds),
    ];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, title, detail = "" } = error.details;
    const isBudget = code === "model_budget_spent";
    return [
      {
        ...answer,
        state: isBudget ? "skipped" : "failed",
        detail: isBudget ? "用量用完，没有试问" : "没有得到可用的回答",
        cause: title,
        remedy: detail,
        field: isBudget ? "dailyTokens" : fieldOf(title),
      },
    ];
  }
}

function speedFinding(seconds: number, timeoutSeconds: number): Finding {
  const about = {
    check: "speed",
    name: "快慢",
    detail: `试问用了 ${seconds.toFixed(1)} 秒，最多等 ${timeoutSeconds} 秒`,
  };
  if (seconds <= timeoutSeconds / 2) return { ...about, state: "ok" };
  return {
    ...about,
    state: "warning",
    cause: "一句话就用了上限的一半以上，写画像时很可能等不到",
    remedy: "把最多等待的秒数调大，或换一个更快的模型",
    field: "timeoutSeconds",
  };
}

/** Where what the connector says is mended. */
function fieldOf(reason: string): Finding["field"] {
  if (reason.includes("密钥")) return "key";
  if (reason.includes("秒内没有回答")) return "timeoutSeconds";
  return /连不上|接口/.test(reason) ? "baseUrl" : "model";
}

async function budgetFindings(platform: Platform, settings: ModelSettings): Promise<Finding[]> {
  const { tokens, purposes } = await spentToday(platform, settings);
  const limited = purposes.flatMap(({ purpose, tokens: spent, limit }) =>
    limit === null ? [] : [budgetFinding(`budget_${purpose}`, `「${modelPurposes[purpose]}」今天的用量`, spent, limit)],
  );
  return [budgetFinding("budget", "今天的用量", tokens, settings.dailyTokens), ...limited];
}

function budgetFinding(check: string, name: string, spent: number, limit: number): Finding {
  const about = { check, name, detail: `${spent} / ${limit} token` };
  if (limit > 0 && spent < limit * nearly) return { ...about, state: "ok" };
  return {
    ...about,
    state: "warning",
    cause: limit === 0 ? "上限是 0，不会再问大模型" : "快用完或已用完，之后的请求会被拒绝，明天恢复",
    remedy: "确认不是异常使用后，提高上限",
    field: check === "budget" ? "dailyTokens" : "purposeTokens",
  };
}

/** Enough calls to say something by. */
const fewestCalls = 5;

async function failuresFinding({ db, clock }: Platform): Promise<Finding> {
  const { rows } = await sql<{ calls: number; refused: number; cause: string | null }>`
    select count(*)::int as calls, count(*) filter (where outcome = 'refused')::int as refused,
      mode() within group (order by cause) filter (where outcome = 'refused') as cause
    from model_call where at > ${clock.now()}::timestamptz - interval '7 days' and purpose <> 'examination'`.execute(
    db,
  );
  const { calls = 0, refused = 0, cause = null } = rows[0] ?? {};
  const about = { check: "failures", name: "近 7 天的失败", detail: `${calls} 次里失败 ${refused} 次` };
  if (calls < fewestCalls || refused / calls <= 0.1) return { ...about, state: "ok" };
  return {
    ...about,
    state: "warning",
    cause: `最多的原因：${cause ?? "没有记录"}`,
    remedy: "按「最近的失败」逐条处理；一直如此请换一个模型或服务",
    field: "model",
  };
}
