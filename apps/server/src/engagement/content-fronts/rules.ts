import type { FieldProblem } from "../../kernel/errors.ts";
import { type FrontCode, frontCodes, frontOf } from "./fronts.ts";

export interface VariantText {
  readonly headline: string;
  readonly body: string;
}

const chars = (text: string) => [...text].length;

/** What a front's platform would refuse. */
export function variantProblems(front: FrontCode, { headline, body }: VariantText): FieldProblem[] {
  const { label, headlineMost, bodyMost } = frontOf(front);
  const problems: FieldProblem[] = [];
  if (headlineMost !== null && headline === "")
    problems.push({ path: "headline", message: `${label}要有标题，最多 ${headlineMost} 个字` });
  if (headlineMost !== null && chars(headline) > headlineMost)
    problems.push({
      path: "headline",
      message: `${label}的标题最多 ${headlineMost} 个字，现在 ${chars(headline)} 个`,
    });
  if (chars(body) > bodyMost)
    problems.push({ path: "body", message: `${label}的正文最多 ${bodyMost} 个字，现在 ${chars(body)} 个` });
  const long = front === "subscription" ? body.split("\n").findIndex((line) => chars(line.trim()) > 20) : -1;
  if (long >= 0)
    problems.push({ path: "body", message: `第 ${long + 1} 行超过 20 个字，订阅消息每个字段最多 20 个字` });
  return problems;
}

/** What the platform takes but people would not: one sentence each, with what to do. */
export function variantAdvice(front: FrontCode, { body }: VariantText, hour: number | null): string[] {
  const { bodyGood, hours } = frontOf(front);
  const advice: string[] = [];
  if (chars(body) > bodyGood)
    advice.push(`正文 ${chars(body)} 个字，超过 ${bodyGood} 个字多数人不会看完，删到只剩一件事`);
  if (front === "sms" && !/^【[^】]+】/.test(body)) advice.push("开头加上【品牌签名】");
  if (front === "sms" && !/退订|拒收/.test(body)) advice.push("营销短信末尾写上退订方式，例如「拒收请回复R」");
  if (front === "group" && !/[?？]|群(里|友|内|专)|接龙|打卡|大家/.test(body))
    advice.push("客户群里加一句提问、接龙或群专享，让人有理由回应");
  if (front === "one_to_one" && !/您|你/.test(body))
    advice.push("一对一消息没有称呼对方，像群发；加上「您」和发给他的理由");
  if (hour !== null && !hours.some(([from, to]) => hour >= from && hour < to))
    advice.push(`计划 ${hour} 点发出，较好的时段是 ${hours.map(([from, to]) => `${from}–${to} 点`).join("、")}`);
  return advice;
}

/** Pairs of neighbouring characters; addresses, spaces and punctuation do not count. */
function shingles(text: string): ReadonlySet<string> {
  const plain = [
    ...text
      .replace(/https?:\/\/\S+/g, "")
      .replace(/[\s\p{P}\p{S}]/gu, "")
      .toLowerCase(),
  ];
  return new Set(plain.slice(1).map((each, index) => `${plain[index]}${each}`));
}

/**
 * How much two texts have in common, 0–100: Dice's coefficient of their character pairs, so that a text with a sentence added counts as the same
 * and one on the same subject in other words does not. Texts of fewer than ten pairs are not compared.
 */
export function similarity(one: string, other: string): number {
  const [a, b] = [shingles(one), shingles(other)];
  if (a.size < 10 || b.size < 10) return 0;
  const common = [...a].filter((pair) => b.has(pair)).length;
  return Math.round((200 * common) / (a.size + b.size));
}

export interface Copy {
  readonly front: FrontCode;
  readonly percent: number;
}

/** Which other fronts say nearly the same, most alike first. */
export function copiesOf(
  front: FrontCode,
  text: VariantText,
  others: readonly (VariantText & { readonly front: FrontCode })[],
  copyPercent: number,
): Copy[] {
  return others
    .filter((other) => other.front !== front)
    .map((other) => ({ front: other.front, percent: similarity(text.body, other.body) }))
    .filter(({ percent }) => percent >= copyPercent)
    .sort((a, b) => b.percent - a.percent || frontCodes.indexOf(a.front) - frontCodes.indexOf(b.front));
}

export interface FrontResult {
  readonly front: FrontCode;
  /** Whom it reached as the platform told; null = the platform does not tell. */
  readonly reached: number | null;
  readonly visitors: number;
}

export interface Comparison {
  readonly best: FrontCode;
  readonly weaker: readonly FrontCode[];
}

/**
 * The front whose readers open most, and those that differ from it beyond chance: two proportions, two-sided at 5 %. Undefined while fewer than two fronts
 * reached enough people, or nothing differs.
 */
export function compareFronts(results: readonly FrontResult[], fewestReached: number): Comparison | undefined {
  const judged = results.flatMap(({ front, reached, visitors }) =>
    reached !== null && reached >= fewestReached ? [{ front, of: reached, hits: Math.min(visitors, reached) }] : [],
  );
  const [best, ...others] = judged.sort((a, b) => b.hits / b.of - a.hits / a.of);
  if (!best) return undefined;
  const weaker = others.filter((other) => {
    const share = (best.hits + other.hits) / (best.of + other.of);
    const error = Math.sqrt(share * (1 - share) * (1 / best.of + 1 / other.of));
    return error > 0 && (best.hits / best.of - other.hits / other.of) / error >= 1.96;
  });
  return weaker.length === 0 ? undefined : { best: best.front, weaker: weaker.map(({ front }) => front) };
}
