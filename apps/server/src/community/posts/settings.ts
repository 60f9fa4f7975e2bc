import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

export const welcomeSchema = z.object({
  enabled: z.boolean(),
  text: z.string().trim().min(4, "请填写欢迎语").max(600),
  withinMinutes: z
    .int()
    .min(5)
    .max(240)
    .describe("After that a welcome is none any more; one text for everybody who joined in the time"),
});

/** The text that greets newcomers where a helper or the keeper puts it into the group. */
export const welcomeSetting = defineSetting({
  key: "community.welcome",
  schema: welcomeSchema,
  initial: { enabled: false, text: "欢迎新朋友！群里每周有专属福利，购物咨询可以直接找群主。", withinMinutes: 30 },
});
