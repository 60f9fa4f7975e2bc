import type { FieldProblem } from "../../kernel/errors.ts";
import { columnsAt, countOf, type ExportLine, openExport, type SheetRecord, wallClockOf } from "../export-cells.ts";
import { type ImportField, type ImportMapping, importFields } from "./schemas.ts";
import type { WorkKind } from "./vocabulary.ts";

/** One work, as the platform's export has it. */
export interface ImportedWork {
  readonly line: number;
  readonly workKey: string;
  readonly title: string;
  readonly kind: WorkKind;
  readonly topics: readonly string[];
  /** Wall clock `YYYY-MM-DD HH:MM:SS` of the shop's zone. */
  readonly publishedAt: string;
  readonly counts: Readonly<Record<CountField, number | null>>;
}

const countFields = ["plays", "likes", "comments", "shares", "favourites", "follows"] as const;
type CountField = (typeof countFields)[number];

/** Headers that exports were seen to have. Nobody documents them, so others can be said by hand. */
const known: Readonly<Record<ImportField, readonly string[]>> = {
  key: ["作品ID", "视频ID", "视频id", "动态ID", "export_id", "id"],
  title: ["标题", "视频描述", "作品描述", "描述", "视频标题", "title"],
  publishedAt: ["发布时间", "发表时间", "发布日期", "publishedAt"],
  kind: ["类型", "作品类型", "kind"],
  topics: ["话题", "标签", "topics"],
  plays: ["播放量", "播放", "播放次数", "浏览量", "plays"],
  likes: ["喜欢", "喜欢量", "点赞", "点赞量", "likes"],
  comments: ["评论", "评论量", "评论数", "comments"],
  shares: ["分享", "分享量", "转发", "转发量", "shares"],
  favourites: ["收藏", "收藏量", "推荐", "推荐量", "favourites"],
  follows: ["关注", "关注量", "新增关注", "follows"],
};
const required: readonly ImportField[] = ["title", "publishedAt"];

/** Which column holds which field: as said by hand, else by its name. */
export const guessColumns = (headers: readonly string[], said: ImportMapping) => columnsAt(headers, said, known);

/** Topics in a text: `#门店好物 #新品`. */
export const topicsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/#([^\s#@，。,.!！?？]{1,40})/g)].map((match) => match[1] ?? "")),
];

/** Works of a table whose first row names its columns, and what is wrong with the others. */
export function takeWorks(
  records: readonly SheetRecord[],
  said: ImportMapping,
): { readonly works: ImportedWork[]; readonly problems: FieldProblem[] } {
  const at = guessColumns(records[0]?.cells ?? [], said);
  const missing = required.filter((field) => at[field] === undefined);
  const { lines, problems } = openExport(records, at, importFields, missing);
  const works = lines.flatMap((line) => readWork(line) ?? []);
  // A work that stands twice in the table is taken as its last line says.
  return { works: [...new Map(works.map((work) => [work.workKey, work])).values()], problems };
}

function readWork({ line, cell, refuse }: ExportLine<ImportField>): ImportedWork | null {
  const title = cell("title").slice(0, 1_000);
  const publishedAt = wallClockOf(cell("publishedAt"));
  if (title === "") refuse("title", "是空的");
  if (publishedAt === null) refuse("publishedAt", "不是时间，例如 2026-03-01 10:00");
  let readable = title !== "" && publishedAt !== null;
  const counts = Object.fromEntries(
    countFields.map((field) => {
      const count = countOf(cell(field));
      if (count === undefined) {
        refuse(field, `「${cell(field)}」不是数`);
        readable = false;
      }
      return [field, count ?? null];
    }),
  ) as Record<CountField, number | null>;
  if (!readable || publishedAt === null) return null;
  const topics =
    cell("topics") === ""
      ? topicsIn(title)
      : cell("topics")
          .split(/[\s,，、]+/)
          .map((topic) => topic.replace(/^#/, ""));
  return {
    line,
    workKey: cell("key") || `${publishedAt} ${title.slice(0, 60)}`,
    title,
    kind: /图/.test(cell("kind")) ? "pictures" : "video",
    topics: topics.filter((topic) => topic !== "").slice(0, 20),
    publishedAt,
    counts,
  };
}
