import { MINI_PROGRAM_ENTRIES, type MiniProgramEntry } from "@feilun/wechat-protocol";
import { z } from "zod";
import { defineSetting } from "../../../kernel/settings.ts";

const entryNames = Object.keys(MINI_PROGRAM_ENTRIES) as [MiniProgramEntry, ...MiniProgramEntry[]];
export const entryName = z.enum(entryNames);

/** How openings of mini programs are read (CH-18). */
export const visitSetting = defineSetting({
  key: "mini_program.visits",
  schema: z.object({
    /** Scene values that count otherwise than the platform's list says, or that it does not have. */
    scenes: z.array(z.object({ scene: z.int().min(0).max(99_999), entry: entryName })).max(200),
    /** Marks in a page's address (`mark`), for entries without a scene value of their own; a mark wins over the scene. */
    marks: z.array(z.object({ mark: z.string().trim().min(1).max(64), entry: entryName })).max(200),
    /** An order counts for the opening before it within so many hours. */
    orderHours: z.int().min(1).max(168),
  }),
  initial: {
    scenes: [],
    marks: [
      { mark: "red_packet_rain", entry: "red_packet_rain" },
      { mark: "social_coupon", entry: "social_coupon" },
      { mark: "poster", entry: "poster" },
    ],
    orderHours: 24,
  },
});

export type VisitRules = z.output<typeof visitSetting.schema>;
