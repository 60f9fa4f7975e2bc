import { z } from "zod";
import { defineSetting } from "../../../kernel/settings.ts";

export const fallbacks = { last_store: "上次的门店", guide_store: "专属导购或所属的门店" } as const;

/** Who shares no position. */
export const homeSetting = defineSetting({
  key: "mini_program.home",
  schema: z.object({
    /** Which store is shown then, first to last; after them the list of stores. */
    fallbacks: z.array(z.enum(["last_store", "guide_store"])).max(2),
    /** For how many days the last store is remembered. */
    rememberDays: z.int().min(1).max(365),
  }),
  initial: { fallbacks: ["last_store", "guide_store"], rememberDays: 90 },
});
