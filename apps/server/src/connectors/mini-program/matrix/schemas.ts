import { z } from "zod";
import { figures } from "../visits/schemas.ts";
import { roleNames } from "./rules.ts";

export const role = z.enum(roleNames);

export const matrixAnswer = z.object({
  orderHours: z.int(),
  roles: z.array(z.object({ role, name: z.string(), job: z.string() })),
  programs: z.array(
    z.object({
      accountId: z.uuid(),
      appId: z.string(),
      name: z.string(),
      enabled: z.boolean(),
      role: role.nullable(),
      version: z.int().describe("Of its role; 0 = none yet"),
      people: z.int().describe("Everybody who ever signed in to it"),
      registered: z.int().describe("Of them, who authorised their phone"),
      withUnionid: z.int().describe("Of them, who have a UnionID and are known in the others by themselves"),
      shared: z.int().describe("Of them, who use another of these mini programs too"),
      phones: z.int().describe("Phone authorisations in the period"),
      ...figures,
    }),
  ),
  people: z.int().describe("Different people over all of them"),
  several: z.int().describe("Of them, who use more than one"),
  pairs: z
    .array(z.object({ a: z.string(), b: z.string(), people: z.int() }))
    .describe("People whom two mini programs (appid) share"),
  jumps: z.array(z.object({ fromAppId: z.string(), toAppId: z.string(), visits: z.int(), users: z.int() })),
  advice: z.array(z.object({ kind: z.string(), text: z.string() })),
});
