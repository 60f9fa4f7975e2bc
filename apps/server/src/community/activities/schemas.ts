import { z } from "zod";
import { identifierKindNames } from "../../customers/index.ts";
import { prizeSchema, signInSchema } from "./rules.ts";

const instant = z.iso.datetime({ offset: true });
const common = {
  name: z.string().trim().min(1, "请填写名称").max(60),
  rulesText: z.string().trim().min(4, "请写清怎么参加、何时开奖、怎么领").max(1_000),
  groupIds: z.array(z.uuid()).min(1, "请至少选一个群").max(2_000),
  startsAt: instant,
  endsAt: instant,
};

export const activityBody = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("lottery"),
    ...common,
    rewards: z.array(prizeSchema).min(1, "请至少填写一项奖品").max(20),
  }),
  z.object({ kind: z.literal("sign_in"), ...common, rewards: signInSchema }),
]);
export type ActivityDraft = z.output<typeof activityBody>;

export const activityParams = z.object({ groupActivityId: z.uuid() });

export const activitySchema = z.object({
  id: z.uuid(),
  kind: z.enum(["lottery", "sign_in"]),
  name: z.string(),
  rulesText: z.string(),
  startsAt: instant,
  endsAt: instant,
  state: z.enum(["planned", "open", "to_draw", "over"]),
  prizes: z.array(prizeSchema),
  signIn: signInSchema.nullable(),
  seedHash: z.string().nullable().describe("SHA-256 of the seed, told before anybody took part"),
  seed: z.string().nullable().describe("Told when the draw was made"),
  drawnAt: instant.nullable(),
  createdBy: z.string(),
  groups: z.int(),
  customers: z.int().describe("Customers in its groups now"),
  people: z.int().describe("Who took part"),
  entries: z.int(),
  wins: z.int(),
  toHandOver: z.int().describe("Goods that winners have not got yet"),
});

export const activityDetailSchema = activitySchema.extend({
  byGroup: z.array(
    z.object({
      groupId: z.uuid(),
      name: z.string(),
      customers: z.int(),
      people: z.int(),
      spokeBefore: z.int().describe("Customers who spoke in the seven days before, as helpers told"),
      spokeAfter: z.int().describe("Those of the seven days from the start on"),
    }),
  ),
  bought: z.object({
    people: z.int().describe("Who took part"),
    buyers: z.int().describe("Those of them who bought within seven days of it"),
    others: z.int().describe("Members of the groups who did not take part"),
    otherBuyers: z.int().describe("Those of them who bought within seven days of the start"),
  }),
  costFen: z.int().describe("Worth of the prizes that were drawn"),
  winners: z.array(
    z.object({
      memberNo: z.int(),
      originNo: z.int(),
      name: z.string().nullable().describe("Masked"),
      prize: z.string(),
      goods: z.boolean(),
      givenAt: instant.nullable(),
    }),
  ),
});

/** What helpers tell: who takes part, from which group. */
export const entriesBody = z.object({
  items: z
    .array(
      z.object({
        chatKey: z.string().min(1).max(64).describe("The platform's id of the group"),
        personKey: z.string().min(1).max(64).optional().describe("external_userid of who takes part"),
        identifier: z
          .object({
            kind: z.enum(identifierKindNames),
            value: z.string().min(1).max(128),
            scope: z.string().max(64).optional(),
          })
          .optional()
          .describe("Another identifier of theirs, e.g. openid with the mini program's AppID"),
        at: instant.optional(),
      }),
    )
    .min(1)
    .max(500),
});
export const entryResults = {
  taken: "参加成功",
  already: "已经参加过",
  not_in_group: "不在这个群里",
  other_group: "活动不在这个群举行",
  not_open: "不在活动时间内",
  unknown: "不认识这个人",
} as const;
export type EntryResult = keyof typeof entryResults;
export const entriesAnswer = z.object({
  items: z.array(
    z.object({
      result: z.enum(Object.keys(entryResults) as [EntryResult, ...EntryResult[]]),
      words: z.string(),
      points: z.int().describe("Given for it"),
      streak: z.int(),
    }),
  ),
});
