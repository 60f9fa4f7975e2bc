import type { z } from "zod";
import type { videoChannelSetting } from "./settings.ts";
import { type WorkTheme, workThemes } from "./vocabulary.ts";

type Thresholds = z.output<typeof videoChannelSetting.schema>;

export interface AccountStyle {
  readonly tone: string;
  readonly themes: readonly string[];
  readonly titleMark: string;
  readonly topics: readonly string[];
}

/** A work, as far as the four keys look at it. */
export interface JudgedWork {
  readonly title: string;
  readonly topics: readonly string[];
  readonly theme: WorkTheme | null;
  readonly coverMarked: boolean | null;
  readonly leadsTo: string | null;
  readonly isActivity: boolean;
}

export interface KeyFinding {
  readonly key: "positioning" | "style" | "content" | "frequency";
  readonly label: string;
  /** unknown: nothing to look at yet. */
  readonly state: "good" | "weak" | "unknown";
  /** What was found, each in one line; weak ones say what to do. */
  readonly findings: readonly { readonly good: boolean; readonly text: string }[];
}

const words = { positioning: "定位", style: "风格", content: "内容", frequency: "发布频率" } as const;

const percentOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100));

/** A topic as people write it: with or without `#`. */
export const topicName = (topic: string) => topic.trim().replace(/^#+|#+$/g, "");

/**
 * The four keys of a video channel by what was really published (CH-17).
 *
 * @param works those of the weeks looked at
 * @param perWeek how many works each of these complete weeks had, oldest first
 */
export function fourKeys(
  style: AccountStyle,
  works: readonly JudgedWork[],
  perWeek: readonly number[],
  set: Thresholds,
): KeyFinding[] {
  return [
    positioning(style, works, set),
    uniformStyle(style, works, set),
    content(works, set),
    frequency(perWeek, set),
  ];
}

function judged(key: KeyFinding["key"], findings: KeyFinding["findings"], known: boolean): KeyFinding {
  const state = !known ? "unknown" : findings.every(({ good }) => good) ? "good" : "weak";
  return { key, label: words[key], state, findings };
}

function positioning({ tone, themes }: AccountStyle, works: readonly JudgedWork[], set: Thresholds): KeyFinding {
  const own = works.filter(({ theme }) => theme !== null && themes.includes(theme)).length;
  const share = percentOf(own, works.length);
  return judged(
    "positioning",
    [
      tone === "" ? { good: false, text: "还没有写下账号定位：一句话说清给谁看、讲什么" } : { good: true, text: tone },
      themes.length === 0
        ? { good: false, text: "还没有选定内容主题" }
        : {
            good: share >= set.themedShare,
            text: `${works.length} 条里 ${own} 条在选定主题内（${share}%，要 ${set.themedShare}%）`,
          },
    ],
    works.length > 0,
  );
}

function uniformStyle(style: AccountStyle, works: readonly JudgedWork[], set: Thresholds): KeyFinding {
  const carries = ({ topics }: JudgedWork) => {
    const given = new Set(topics.map(topicName));
    return style.topics.every((topic) => given.has(topicName(topic)));
  };
  const line = (what: string, count: number, missing: string, isSet: boolean) => {
    const share = percentOf(count, works.length);
    return isSet
      ? {
          good: share >= set.uniformShare,
          text: `${what}：${works.length} 条里 ${count} 条（${share}%，要 ${set.uniformShare}%）`,
        }
      : { good: false, text: missing };
  };
  const marked = works.filter(({ coverMarked }) => coverMarked === true).length;
  const unseen = works.filter(({ coverMarked }) => coverMarked === null).length;
  return judged(
    "style",
    [
      line(
        `标题带「${style.titleMark}」`,
        works.filter(({ title }) => title.includes(style.titleMark)).length,
        "还没有定标题标识，例如【门店好物】",
        style.titleMark !== "",
      ),
      line("带齐固定话题", works.filter(carries).length, "还没有定固定话题", style.topics.length > 0),
      line(`封面统一带标识${unseen > 0 ? `（${unseen} 条还没看）` : ""}`, marked, "", true),
    ],
    works.length > 0,
  );
}

function content(works: readonly JudgedWork[], set: Thresholds): KeyFinding {
  const themes = new Set(works.flatMap(({ theme }) => theme ?? []));
  const leading = works.filter(({ leadsTo }) => leadsTo !== null).length;
  const share = percentOf(leading, works.length);
  const activities = works.filter(({ isActivity }) => isActivity).length;
  return judged(
    "content",
    [
      {
        good: themes.size >= 2,
        text:
          themes.size === 0
            ? "还没有标明每条讲什么"
            : `主题：${[...themes].map((theme) => workThemes[theme]).join("、")}${themes.size < 2 ? "，再换一类看看" : ""}`,
      },
      {
        good: share >= set.leadShare,
        text: `${works.length} 条里 ${leading} 条有去处（${share}%，要 ${set.leadShare}%）`,
      },
      {
        good: true,
        text: activities > 0 ? `发起过 ${activities} 次活动征集用户作品` : "还没有发起活动，重要日子可以征集用户作品",
      },
    ],
    works.length > 0,
  );
}

function frequency(perWeek: readonly number[], set: Thresholds): KeyFinding {
  const enough = perWeek.filter((count) => count >= set.perWeekFrom).length;
  const share = percentOf(enough, perWeek.length);
  const most = Math.max(0, ...perWeek);
  return judged(
    "frequency",
    [
      {
        good: share >= set.steadyShare,
        text: `最近 ${perWeek.length} 个整周发了 ${perWeek.join("、")} 条，目标每周 ${set.perWeekFrom}–${set.perWeekTo} 条`,
      },
      ...(most > set.perWeekTo * 2 ? [{ good: false, text: `有一周发了 ${most} 条，忽多忽少不如稳定` }] : []),
    ],
    perWeek.some((count) => count > 0),
  );
}
