import type { LeadRule, OutsideRules, Verdict } from "./settings.ts";
import {
  type LeadWay,
  leadWays,
  type OutsidePlatform,
  outsidePlatforms,
  type PlacementForm,
  placementForms,
  platformAdvice,
} from "./vocabulary.ts";

/** Something to know before publishing: `forbidden` and `careful` ask for a reason, a `hint` does not. */
export interface Risk {
  readonly level: "forbidden" | "careful" | "hint";
  readonly text: string;
}

export interface JudgedPlacement {
  readonly platform: OutsidePlatform;
  readonly form: PlacementForm;
  readonly way: LeadWay | null;
  readonly title: string;
  readonly body: string;
}

/** Days after which rules that nobody looked over are doubted. */
const STALE_DAYS = 180;
/** What reaches people outside the platform's pages: its words are not looked over there. */
const unseenForms: readonly PlacementForm[] = ["parcel_card", "order_sms"];

const squeezed = (text: string) => text.toLowerCase().replace(/\s+/g, "");

/** A Latin word counts where no other letter or digit touches it, since `wx` stands inside others. */
function holds(text: string, word: string): boolean {
  const wanted = squeezed(word);
  if (!/^[a-z0-9]+$/.test(wanted)) return squeezed(text).includes(wanted);
  return new RegExp(`(?<![a-z0-9])${wanted}(?![a-z])`).test(text.toLowerCase());
}

/** The rule of a way on a platform; a way that nobody wrote a rule for is to be used with care. */
export function ruleOf(
  rules: OutsideRules,
  platform: OutsidePlatform,
  way: LeadWay,
): Omit<LeadRule, "platform" | "way"> {
  return (
    rules.rules.find((rule) => rule.platform === platform && rule.way === way) ?? {
      verdict: "careful",
      why: "还没有写明规则，先查平台说明",
    }
  );
}

/** What speaks against publishing a placement as it is, worst first. `today` as `YYYY-MM-DD`. */
export function risksOf(placement: JudgedPlacement, rules: OutsideRules, today: string): Risk[] {
  const { platform, form, way, title, body } = placement;
  const name = outsidePlatforms[platform];
  const risks: Risk[] = [];
  if (way === null) risks.push({ level: "hint", text: "没有引导方式：看到的人回不来，也数不出来" });
  else {
    const { verdict, why } = ruleOf(rules, platform, way);
    if (verdict !== "allowed") risks.push({ level: verdict, text: `${name}上「${leadWays[way]}」：${why}` });
  }
  if (!unseenForms.includes(form)) risks.push(...wordRisks(placement, rules));
  const { forms } = platformAdvice[platform];
  if (forms.length > 0 && !forms.includes(form))
    risks.push({
      level: "hint",
      text: `${name}更适合${forms.map((each) => placementForms[each]).join("、")}，「${placementForms[form]}」少见效`,
    });
  const age = rules.checkedOn === null ? null : daysBetween(rules.checkedOn, today);
  if ((age === null || age > STALE_DAYS) && (title !== "" || body !== ""))
    risks.push({
      level: "hint",
      text:
        age === null
          ? "平台规则还没有人核对过，以平台当时的规则为准"
          : `平台规则已 ${age} 天没有核对，以平台当时的规则为准`,
    });
  const order: Record<Risk["level"], number> = { forbidden: 0, careful: 1, hint: 2 };
  return risks.sort((a, b) => order[a.level] - order[b.level]);
}

function wordRisks({ platform, title, body }: JudgedPlacement, rules: OutsideRules): Risk[] {
  const text = `${title}\n${body}`;
  const name = outsidePlatforms[platform];
  const found = rules.words.filter(
    ({ word, platforms, verdict }) => verdict !== "allowed" && platforms.includes(platform) && holds(text, word),
  );
  const listed = (of: Verdict) => found.filter(({ verdict }) => verdict === of).map(({ word }) => `「${word}」`);
  const risks = (["forbidden", "careful"] as const).flatMap((level): Risk[] => {
    const words = listed(level);
    if (words.length === 0) return [];
    const what = level === "forbidden" ? "会被下架或处罚" : "可能过不了审";
    return [{ level, text: `文案里有${words.join("、")}，在${name}${what}` }];
  });
  return /(?<!\d)1[3-9]\d{9}(?!\d)/.test(text)
    ? [...risks, { level: "forbidden", text: `文案里有手机号，在${name}会被判站外引流` }]
    : risks;
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** What the operator should look at next, by a row of figures. */
export interface NextStep {
  readonly level: "good" | "warn" | "none";
  readonly text: string;
}

export interface JudgedFigures {
  readonly hasWay: boolean;
  readonly hasLink: boolean;
  readonly views: number | null;
  readonly costFen: number;
  readonly visitors: number;
  /** New friends, followers, group members or members: people whom the brand may reach again. */
  readonly kept: number;
  readonly buyers: number;
  readonly paysBack: boolean | null;
  /** The same for who bought here for the first time ever: what the money for strangers brought. */
  readonly paysBackNew: boolean | null;
  readonly isMature: boolean;
}

/** From how many on a count says something. */
const ENOUGH = { views: 1_000, visitors: 30 };

/** The next thing to do about a placement or a group of them. */
export function nextStep(figures: JudgedFigures): NextStep {
  const { hasWay, hasLink, views, costFen, visitors, kept, buyers, paysBack, paysBackNew, isMature } = figures;
  if (!hasWay) return { level: "warn", text: "没有引导方式，带不回人" };
  if (!hasLink) return { level: "none", text: "靠搜品牌词，看波次的搜索上升" };
  if (visitors === 0 && (views ?? 0) >= ENOUGH.views)
    return { level: "warn", text: "有人看没人来：换引导方式或把入口放显眼" };
  if (visitors >= ENOUGH.visitors && kept === 0)
    return { level: "warn", text: "有人来没人留：检查落地页，先给加好友的理由" };
  if (paysBack === true && paysBackNew === true) return { level: "good", text: "新老买家的价值都高于成本，可以加投" };
  if (paysBack === true)
    return {
      level: "none",
      text:
        paysBackNew === null
          ? "老客够本，但没带来首购：看是不是只在唤醒老客"
          : "算上老客够本，单算首购还不够：先压成本，再加投",
    };
  if (paysBack === false && isMature) return { level: "warn", text: "90 天价值低于成本，先停或谈价" };
  if (paysBack === false) return { level: "none", text: "还没回本，90 天未满，先看复购" };
  if (kept > 0 && buyers === 0) return { level: "none", text: "人留下了还没买：安排首单权益" };
  if (visitors === 0) return { level: "none", text: "还没有人来" };
  if (costFen === 0) return { level: "none", text: "没记成本，算不出值不值" };
  return { level: "none", text: "数据还少，继续看" };
}

/** By how much daily searches rose against the days before; null without days to hold against. */
export function riseOf(before: number | null, during: number | null): number | null {
  return before === null || during === null || before === 0 ? null : during / before - 1;
}
