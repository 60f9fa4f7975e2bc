import { createHash } from "node:crypto";
import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { askModel } from "../model/ask-model.ts";
import type { LanguageModel } from "../model/port.ts";
import { type Fact, gatherFacts } from "./facts.ts";
import { keepGrounded, narrativePrompt, narrativeSchema, narrativeSystem, type Sentence } from "./rules.ts";

export interface Narrative {
  readonly facts: readonly Fact[];
  readonly factsHash: string;
  readonly sentences: readonly Sentence[];
  /** Sentences that rested on no fact and were left out. */
  readonly dropped: number;
  readonly model: string;
  readonly writtenAt: Date;
  readonly writtenBy: string;
  readonly verdict: "right" | "wrong" | null;
  readonly verdictBy: string | null;
}

const MAX_ANSWER_TOKENS = 900;

export function hashOf(facts: readonly Fact[]): string {
  // The first fact is today's date: a day that passes changes nothing of what is known.
  return createHash("sha256")
    .update(JSON.stringify(facts.slice(1)))
    .digest("hex")
    .slice(0, 32);
}

export async function findNarrative(db: Db | Tx, memberNo: number): Promise<Narrative | undefined> {
  const { rows } = await sql<Narrative>`
    select facts, facts_hash as "factsHash", sentences, dropped, model, written_at as "writtenAt", written_by as "writtenBy", verdict,
      verdict_by as "verdictBy"
    from member_narrative where member_no = ${memberNo} order by written_at desc limit 1`.execute(db);
  return rows[0];
}

/**
 * Has the model write what kind of customer a member is, unless nothing changed since the last time.
 *
 * @throws Refusal not_found, narrative_groundless, and those of `askModel`
 */
export async function writeNarrative(
  platform: Platform,
  model: LanguageModel,
  actor: Actor,
  memberNo: number,
  signal: AbortSignal,
): Promise<void> {
  const facts = await gatherFacts(platform, actor, memberNo);
  const before = await findNarrative(platform.db, memberNo);
  if (before?.factsHash === hashOf(facts)) return;
  const answer = await askModel(platform, model, {
    purpose: "narrative",
    actor,
    memberNo,
    question: { system: narrativeSystem, user: narrativePrompt(facts), maxTokens: MAX_ANSWER_TOKENS },
    schema: narrativeSchema,
    signal,
  });
  const { kept, dropped } = keepGrounded(answer.value.sentences, facts);
  if (kept.length === 0)
    throw conflict(
      "narrative_groundless",
      "大模型写的每句话都没有事实依据，没有采用",
      "请换一个模型，或等客户有更多行为后再试",
    );
  await platform.db.transaction().execute(async (tx) => {
    await sql`
      insert into member_narrative (origin_no, member_no, facts, facts_hash, sentences, dropped, model, written_at, written_by)
      values (${memberNo}, ${memberNo}, ${JSON.stringify(facts)}::jsonb, ${hashOf(facts)}, ${JSON.stringify(kept)}::jsonb, ${dropped}, ${answer.model},
        ${platform.clock.now()}, ${actor.name})
      on conflict (origin_no) do update set member_no = excluded.member_no, facts = excluded.facts, facts_hash = excluded.facts_hash,
        sentences = excluded.sentences, dropped = excluded.dropped, model = excluded.model, written_at = excluded.written_at,
        written_by = excluded.written_by, verdict = null, verdict_by = null`.execute(tx);
    await audit(tx, actor, {
      action: "narrative.written",
      subject: { kind: "member", id: String(memberNo) },
      detail: { model: answer.model, facts: facts.length, kept: kept.length, dropped },
    });
  });
}

/** A colleague says whether it is right. @throws Refusal not_found */
export async function judgeNarrative(
  tx: Tx,
  actor: Actor,
  memberNo: number,
  verdict: "right" | "wrong",
): Promise<void> {
  const { rows } = await sql`
    update member_narrative set verdict = ${verdict}, verdict_by = ${actor.name} where member_no = ${memberNo} returning 1`.execute(
    tx,
  );
  if (rows.length === 0) throw notFound("这位客户的 AI 画像");
  await audit(tx, actor, {
    action: "narrative.judged",
    subject: { kind: "member", id: String(memberNo) },
    detail: { verdict },
  });
}
