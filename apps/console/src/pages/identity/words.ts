import { formatDay } from "../../shared/format/date.ts";
import { channelName } from "../../shared/vocabulary/channels.ts";
import { identifierKindNames } from "../members/member-api.ts";
import type { ShownChange, ShownIdentifier, ShownTie } from "./identity-api.ts";

/** `手机号 138****0000`, with the scope where a value means something only within one. */
export function identifierWords({ label, value, scope }: Pick<ShownIdentifier, "label" | "value" | "scope">): string {
  return `${label} ${value}${scope ? `（${scope}）` : ""}`;
}

/** Where a fact came from: `pos · 上海南京西路店`. */
export function placeWords({ source, storeName, channel }: Pick<ShownTie, "source" | "storeName" | "channel">): string {
  if (source === "person") return "人工指定";
  return [source, channel && channel !== source ? channelName(channel) : null, storeName].filter(Boolean).join(" · ");
}

/** Why the rules did not join two identifiers. */
export function refusalWords(reason: string | null): string {
  if (reason === null) return "按规则没有合并";
  if (reason.startsWith("limit:")) {
    const kind = identifierKindNames[reason.slice("limit:".length)] ?? reason.slice("limit:".length);
    return `合并后这个人的${kind}会超过允许的数量`;
  }
  switch (reason) {
    case "size":
      return "合并后一个人的标识会太多，像是串号";
    case "separated":
      return "有人判定过：这是不同的人";
    case "shared":
      return "其中一个标识由多人共用（如门店平板），不能说明是同一个人";
    case "person":
      return "有人判定过：这条关联是错的";
    default:
      return "按规则没有合并";
  }
}

/** One tie as a sentence: what was seen together, where, when, and what follows from it. */
export function tieWords(tie: ShownTie, a: ShownIdentifier, b: ShownIdentifier): string {
  const together = `${identifierWords(a)} 与 ${identifierWords(b)}`;
  const [first, last] = [formatDay(tie.firstAt), formatDay(tie.lastAt)];
  // The last sighting is kept to the day, so it may lie before the first one of the same day.
  const when = last <= first ? first : `${first} 至 ${last}`;
  const seen =
    tie.source === "person"
      ? `${together}：${tie.decidedBy ?? "有人"}在 ${formatDay(tie.decidedAt ?? tie.firstAt)} 认定属于同一个人`
      : `${together} 在 ${when} 一起出现（${placeWords(tie)}）`;
  switch (tie.state) {
    case "joined":
      return `${seen}，因此认作同一个人。`;
    case "redundant":
      return `${seen}，进一步印证。`;
    case "ignored":
      return `${seen}，没有采用：${refusalWords(tie.reason)}。`;
    case "refused":
    case "rejected":
      return `${seen}，没有合并：${refusalWords(tie.reason)}。`;
  }
}

const causes: Readonly<Record<string, string>> = {
  facts: "新到的数据里有共同的标识",
  approved: "人工通过",
  rejected: "人工判定关联有误",
  by_hand: "手工合并",
  separated: "人工判定为不同的人",
  separation_removed: "撤销了之前的拆分",
  settings: "合并规则调整",
};

/** What happened to the member, in a sentence. */
export function changeWords(change: ShownChange): string {
  const others = change.otherNos.map((no) => `#${no}`).join("、");
  const cause = causes[change.cause] ?? change.cause;
  return change.kind === "merge"
    ? `${others} 并入 #${change.memberNo}（${cause}）`
    : `从 #${change.memberNo} 拆出 ${others}（${cause}）`;
}
