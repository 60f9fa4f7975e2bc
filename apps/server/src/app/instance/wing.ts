import { z } from "zod";
import { route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { defineSetting, readSetting } from "../../kernel/settings.ts";
import type { Wing } from "../../kernel/wing.ts";

const demoAccount = z.object({ login: z.string(), password: z.string(), role: z.string(), label: z.string() });

/** Who runs this installation, and whether what it shows is the demo brand. */
export const instanceSetting = defineSetting({
  key: "app.instance",
  schema: z.object({
    name: z.string(),
    demo: z.object({ accounts: z.array(demoAccount) }).nullable(),
    notice: z.string().nullable().describe("What is real and what is made up in the data on show"),
  }),
  initial: { name: "飞轮", demo: null, notice: null },
});

export function instanceWing(platform: Platform): Wing {
  return {
    name: "instance",
    routes: [
      route({
        method: "GET",
        path: "/instance",
        summary: "Who runs this installation; known before sign-in",
        tag: "instance",
        access: "public",
        answer: instanceSetting.schema,
        handle: async () => (await readSetting(platform.db, instanceSetting)).value,
      }),
    ],
  };
}
