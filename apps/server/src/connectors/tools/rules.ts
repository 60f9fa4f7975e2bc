import { type ToolFunction, toolFunctionNames, toolFunctions } from "./vocabulary.ts";

export interface RegisteredTool {
  readonly id: string;
  readonly name: string;
  readonly provider: "official" | "self" | "vendor";
  readonly functions: readonly ToolFunction[];
  readonly dataLink: "official" | "connected" | "island";
  readonly state: "planned" | "in_use" | "ended";
  readonly owner: string;
  readonly contractEnds: string | null;
}

export interface ToolPart {
  readonly function: ToolFunction;
  readonly model: string;
  readonly choice: "official" | "self" | "vendor" | null;
  readonly years: number;
  readonly selfSetupFen: number | null;
  readonly selfYearlyFen: number | null;
  readonly vendorSetupFen: number | null;
  readonly vendorYearlyFen: number | null;
}

export const findingRules = [
  "official_first",
  "island",
  "split",
  "model_first",
  "dearer",
  "contract",
  "owner",
] as const;

export interface ToolFinding {
  readonly rule: (typeof findingRules)[number];
  readonly severity: "problem" | "advice";
  readonly function: ToolFunction | null;
  readonly toolIds: string[];
  readonly text: string;
  readonly remedy: string;
}

const contractWarningDays = 60;

/** What each way costs over the part's years; null while a figure is missing. */
export function costsOf(part: ToolPart): { readonly selfFen: number | null; readonly vendorFen: number | null } {
  const sum = (setup: number | null, yearly: number | null) =>
    setup === null || yearly === null ? null : setup + yearly * part.years;
  return {
    selfFen: sum(part.selfSetupFen, part.selfYearlyFen),
    vendorFen: sum(part.vendorSetupFen, part.vendorYearlyFen),
  };
}

/**
 * Where the tools in use go against the rules of choosing: official first, data connected, no split data, the model before the tool
 * (IN-12), the cheaper way (IN-21), and contracts and owners in view; problems first. @param today calendar day
 */
export function judgeTools(tools: readonly RegisteredTool[], parts: readonly ToolPart[], today: string): ToolFinding[] {
  const alive = tools.filter(({ state }) => state !== "ended");
  const inUse = tools.filter(({ state }) => state === "in_use");
  const found = [
    ...toolFunctionNames.flatMap((name) =>
      judgeFunction(
        name,
        alive,
        inUse,
        parts.find((part) => part.function === name),
      ),
    ),
    ...inUse.flatMap((tool) => judgeTool(tool, today)),
  ];
  return [
    ...found.filter(({ severity }) => severity === "problem"),
    ...found.filter(({ severity }) => severity === "advice"),
  ];
}

function judgeFunction(
  name: ToolFunction,
  alive: readonly RegisteredTool[],
  inUse: readonly RegisteredTool[],
  part: ToolPart | undefined,
): ToolFinding[] {
  const { label, official } = toolFunctions[name];
  const all = alive.filter(({ functions }) => functions.includes(name));
  const used = inUse.filter(({ functions }) => functions.includes(name));
  const about = (list: readonly RegisteredTool[]) => ({ function: name, toolIds: list.map(({ id }) => id) });
  const names = (list: readonly RegisteredTool[]) => list.map((tool) => `「${tool.name}」`).join("、");
  const found: ToolFinding[] = [];
  if (official !== null && used.length > 0 && used.every(({ provider }) => provider !== "official"))
    found.push({
      ...about(used),
      rule: "official_first",
      severity: "advice",
      text: `${label}只在用非官方的工具：${names(used)}`,
      remedy: `官方有 ${official}，先看它够不够用；不够再用第三方补，并写明缺什么`,
    });
  const apart = used.filter(({ dataLink }) => dataLink === "island");
  if (used.length > 1 && apart.length > 0)
    found.push({
      ...about(used),
      rule: "split",
      severity: "problem",
      text: `${label}的数据分散在几个工具里，其中 ${names(apart)} 不互通`,
      remedy: "只留一个，或让不互通的那个把数据接进来",
    });
  if (all.length > 0 && (part === undefined || part.model === ""))
    found.push({
      ...about(all),
      rule: "model_first",
      severity: "problem",
      text: `${label}已有工具，还没写清要怎么做`,
      remedy: "先写下这一环的做法（模式），再看工具合不合用",
    });
  const dearer = part && judgeCost(part, label);
  return dearer ? [...found, { ...about(used), ...dearer }] : found;
}

function judgeCost(part: ToolPart, label: string): Pick<ToolFinding, "rule" | "severity" | "text" | "remedy"> | null {
  const { selfFen, vendorFen } = costsOf(part);
  if (selfFen === null || vendorFen === null || selfFen === vendorFen) return null;
  const cheaper = selfFen < vendorFen ? "self" : "vendor";
  if (part.choice !== "self" && part.choice !== "vendor") return null;
  if (part.choice === cheaper) return null;
  const yuan = Math.round(Math.abs(selfFen - vendorFen) / 100).toLocaleString("zh-CN");
  const [chosen, other] = part.choice === "self" ? ["自主开发", "第三方服务商"] : ["第三方服务商", "自主开发"];
  return {
    rule: "dearer",
    severity: "advice",
    text: `${label}选了${chosen}，${part.years} 年比${other}多花 ${yuan} 元`,
    remedy: "确认多花的钱换来什么，写在备注里；否则改选",
  };
}

function judgeTool(tool: RegisteredTool, today: string): ToolFinding[] {
  const about = { function: null, toolIds: [tool.id] };
  const found: ToolFinding[] = [];
  if (tool.dataLink === "island")
    found.push({
      ...about,
      rule: "island",
      severity: "problem",
      text: `「${tool.name}」的数据是孤岛`,
      remedy: "让服务商用「客户对接」「事件推送」或「接口密钥」把数据接进来；接不了就换",
    });
  const left = tool.contractEnds === null ? null : (Date.parse(tool.contractEnds) - Date.parse(today)) / 86_400_000;
  if (left !== null && left <= contractWarningDays)
    found.push({
      ...about,
      rule: "contract",
      severity: left < 0 ? "problem" : "advice",
      text:
        left < 0
          ? `「${tool.name}」的合同 ${tool.contractEnds} 已到期`
          : `「${tool.name}」的合同 ${tool.contractEnds} 到期`,
      remedy: "续签前把数据导出来核对一遍；不续就先安排替代",
    });
  if (tool.owner === "")
    found.push({
      ...about,
      rule: "owner",
      severity: "advice",
      text: `「${tool.name}」没有负责人`,
      remedy: "写上由谁管账号、权限和续费",
    });
  return found;
}
