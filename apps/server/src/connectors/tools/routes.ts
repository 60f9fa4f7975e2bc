import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { ownConnections } from "./own-connections.ts";
import { costsOf, findingRules, judgeTools, type ToolPart } from "./rules.ts";
import { addTool, editTool, listParts, listTools, type Part, savePart } from "./save-tools.ts";
import { toolFunctionNames, toolFunctions } from "./vocabulary.ts";

const functionName = z.enum(toolFunctionNames);
const money = z.int().min(0).max(1_000_000_000_000).nullable().default(null);
const provider = z.enum(["official", "self", "vendor"]);

const toolBody = z.object({
  name: z.string().trim().min(1).max(60),
  vendor: z.string().trim().max(60).default(""),
  provider,
  functions: z.array(functionName).min(1, "至少选一项功能").max(12),
  dataLink: z.enum(["official", "connected", "island"]),
  state: z.enum(["planned", "in_use", "ended"]),
  owner: z.string().trim().max(40).default(""),
  contractEnds: z.iso.date().nullable().default(null),
  yearlyFen: money,
  note: z.string().trim().max(500).default(""),
});
const toolSchema = toolBody.extend({ id: z.uuid(), version: z.int() });

const partBody = z.object({
  model: z.string().trim().max(500).default(""),
  choice: provider.nullable().default(null),
  years: z.int().min(1).max(10).default(3),
  selfSetupFen: money,
  selfYearlyFen: money,
  vendorSetupFen: money,
  vendorYearlyFen: money,
  note: z.string().trim().max(500).default(""),
});
const partSchema = partBody.extend({
  function: functionName,
  label: z.string(),
  official: z.string().nullable().describe("What the platform itself offers for it"),
  selfFen: z.int().nullable().describe("Over the years; null while a figure is missing"),
  vendorFen: z.int().nullable(),
  version: z.int().describe("0 = nobody has said anything yet"),
});

const findingSchema = z.object({
  rule: z.enum(findingRules),
  severity: z.enum(["problem", "advice"]),
  function: functionName.nullable(),
  toolIds: z.array(z.uuid()),
  text: z.string(),
  remedy: z.string(),
});

const connectionSchema = z.object({
  kind: z.enum(["account", "key", "webhook", "exchange"]),
  id: z.string(),
  name: z.string(),
  what: z.string(),
  health: z.enum(["good", "troubled", "off", "unused"]),
  says: z.string(),
  lastAt: z.iso.datetime().nullable(),
});

const untouched: Omit<Part, "function"> = {
  ...{ model: "", choice: null, years: 3, selfSetupFen: null, selfYearlyFen: null },
  ...{ vendorSetupFen: null, vendorYearlyFen: null, note: "", version: 0 },
};

function everyPart(parts: readonly Part[]) {
  return toolFunctionNames.map((name) => {
    const part = parts.find((each) => each.function === name) ?? { ...untouched, function: name };
    return { ...part, ...costsOf(part as ToolPart), ...toolFunctions[name] };
  });
}

/** 工具矩阵: the tools in use by function, what speaks against them, and Feilun's own connections. */
export function toolRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;
  const write = { tag: "tools", access: "tool.write" } as const;
  return [
    route({
      method: "GET",
      path: "/tools",
      summary: "The register of tools with findings, the functions with their costs, and Feilun's own connections",
      tag: "tools",
      access: "tool.read",
      answer: z.object({
        tools: z.array(toolSchema),
        parts: z.array(partSchema),
        findings: z.array(findingSchema),
        connections: z.array(connectionSchema),
      }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const [tools, parts, connections] = [await listTools(db), await listParts(db), await ownConnections(platform)];
        return {
          tools: tools.map((tool) => ({ ...tool, functions: [...tool.functions] })),
          parts: everyPart(parts),
          findings: judgeTools(tools, parts, dayIn(config.timeZone, clock.now())),
          connections: connections.map((each) => ({ ...each, lastAt: each.lastAt?.toISOString() ?? null })),
        };
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/tools",
      summary: "Register a tool",
      body: toolBody,
      answer: z.object({ id: z.uuid() }),
      status: 201,
      handle: async ({ actor, body }) => ({
        id: await db.transaction().execute((tx) => addTool(platform, tx, actor, body)),
      }),
    }),
    route({
      ...write,
      method: "PUT",
      path: "/tools/:toolId",
      summary: "Change a tool",
      params: z.object({ toolId: z.uuid() }),
      body: toolBody.extend({ version: z.int() }),
      answer: z.object({}),
      handle: async ({ actor, params: { toolId }, body: { version, ...tool } }) => {
        await db.transaction().execute((tx) => editTool(tx, actor, toolId, tool, version));
        return {};
      },
    }),
    route({
      ...write,
      method: "PUT",
      path: "/tool-parts/:toolFunction",
      summary: "Say what a function is for, who makes it, and what either way costs",
      params: z.object({ toolFunction: functionName }),
      body: partBody.extend({ version: z.int() }),
      answer: z.object({}),
      handle: async ({ actor, params: { toolFunction }, body: { version, ...part } }) => {
        await db.transaction().execute((tx) => savePart(platform, tx, actor, toolFunction, part, version));
        return {};
      },
    }),
  ];
}
