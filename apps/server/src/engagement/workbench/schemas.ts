import { z } from "zod";
import { type FunctionKind, functionKinds } from "./functions.ts";

const kind = z.enum(Object.keys(functionKinds) as [FunctionKind, ...FunctionKind[]]);

const figures = z.object({
  friends: z.int().describe("Friends on WeCom who were added in the time and still are"),
  members: z.int().describe("Members of theirs who registered in the time"),
  orders: z.int().describe("Orders that name them"),
  amountFen: z.int().describe("What those paid, refunds not deducted"),
});
const both = { today: figures, month: figures };

export const workbenchAnswer = z.object({
  name: z.string(),
  today: z.iso.date(),
  posts: z.array(
    z.object({
      unitId: z.uuid(),
      unitName: z.string(),
      unitKind: z.string(),
      roleName: z.string(),
      leads: z.boolean(),
    }),
  ),
  figures: z.object(both),
  shared: z
    .object({ visits: z.int(), newMembers: z.int() })
    .describe("What their mini program cards brought this month"),
  publicAddress: z.string().nullable().describe("What the paths of codes stand behind; null = not entered yet"),
  codes: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kindName: z.string(),
      path: z.string(),
      arrivals: z.int().describe("People who came by it this month"),
    }),
  ),
  functions: z.array(z.object({ id: z.uuid(), kind, name: z.string(), note: z.string() })),
  team: z
    .array(z.object({ staffId: z.uuid(), name: z.string(), storeName: z.string(), ...both }))
    .describe("People of the stores that the caller leads, most sales of the month first"),
});

export const functionParams = z.object({ functionId: z.uuid() });

const page = z
  .string()
  .trim()
  .max(256)
  .regex(/^[^\s/?#][^\s?#]*$/, "小程序页面路径不以 / 开头，也不带参数，例如 pages/index/index");

const shared = {
  name: z.string().trim().min(1).max(20),
  note: z.string().trim().max(60).default(""),
  unitId: z.uuid().describe("Whose people see it"),
  roleCodes: z.array(z.string().min(1).max(64)).max(40).default([]).describe("Empty = all roles"),
  position: z.int().min(0).max(9_999).default(0),
  enabled: z.boolean().default(true),
};
const none = z.literal("").default("");

const program = { appId: z.string().min(1).max(64), page, address: none };

export const functionBody = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("web"),
    ...shared,
    address: z
      .url({ protocol: /^https$/, error: "请填写 https:// 开头的网址" })
      .max(1_000)
      .describe("`{token}` stands for the one-time identity; without it, it is added as `feilun_token`"),
    appId: none,
    page: none,
  }),
  z.object({ kind: z.literal("mini_program"), ...shared, ...program }),
  z.object({ kind: z.literal("share"), ...shared, ...program }),
]);

export const editBody = functionBody.and(z.object({ version: z.int().min(1) }));

export const functionsAnswer = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind,
      name: z.string(),
      note: z.string(),
      address: z.string(),
      appId: z.string(),
      page: z.string(),
      unitId: z.uuid(),
      unitName: z.string(),
      roleCodes: z.array(z.string()),
      position: z.int(),
      enabled: z.boolean(),
      version: z.int(),
      updatedAt: z.iso.datetime(),
      updatedBy: z.string(),
      openings: z.int().describe("Openings with an identity in thirty days"),
      people: z.int().describe("By so many people"),
    }),
  ),
  programs: z.array(z.object({ appId: z.string(), name: z.string() })).describe("Mini programs that are connected"),
});

export const openAnswer = z.object({
  url: z.string().nullable().describe("Of a web page, with the identity"),
  appId: z.string().nullable().describe("Of a mini program"),
  path: z.string().nullable().describe("Of its page, with the identity"),
  expiresInSeconds: z.int(),
});

export const toldAnswer = z.object({
  functionId: z.uuid(),
  functionName: z.string(),
  issuedAt: z.iso.datetime(),
  staff: z.object({ code: z.string(), name: z.string() }),
  posts: z.array(
    z.object({ unitCode: z.string().nullable(), unitName: z.string(), unitKind: z.string(), roleCode: z.string() }),
  ),
});
