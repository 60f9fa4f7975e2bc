import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

/** What holds for every audience that leaves Feilun. */
export const audienceSetting = defineSetting({
  key: "insight.audiences",
  schema: z.object({
    minMembers: z.int().min(1).max(100_000).describe("Smaller audiences are refused: a few people could be told apart"),
    approvalAbove: z.int().min(0).max(100_000_000).describe("Larger audiences need a second person"),
    keepHours: z.int().min(1).max(720).describe("How long a file can be downloaded"),
    rowsPerFile: z.int().min(1).max(50_000_000).describe("The platform's limit; more go into further files"),
    adultAge: z.int().min(0).max(21).describe("Members known to be younger are left out; 0 = nobody is"),
    measureDays: z.int().min(1).max(180).describe("Days after the first download in which purchases are compared"),
    keepDays: z.int().min(30).max(1_100).describe("How long the list of who was chosen is kept for comparison"),
  }),
  initial: {
    minMembers: 100,
    approvalAbove: 10_000,
    keepHours: 72,
    rowsPerFile: 1_000_000,
    adultAge: 18,
    measureDays: 30,
    keepDays: 400,
  },
});

export type AudienceSettings = z.output<typeof audienceSetting.schema>;
