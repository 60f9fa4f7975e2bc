import { z } from "zod";
import type { Permission } from "../../kernel/http/permission.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, type Setting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "./rules.ts";

interface Words {
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Permission;
}

/** A setting with the version that it was read in, as routes take and answer it. */
function versioned<Schema extends z.ZodType>(schema: Schema) {
  return z.object({ value: schema, version: z.int().min(0) });
}

/** The route that reads a setting. */
export function readSettingRoute<Schema extends z.ZodType>(
  { db }: Pick<Platform, "db">,
  setting: Setting<Schema>,
  words: Words,
): Route {
  return route({
    ...words,
    method: "GET",
    answer: versioned(setting.schema),
    handle: async () => (await readSetting(db, setting)) as never,
  });
}

/** The route by which who sees the whole chain changes a setting, over the version that they saw. */
export function changeSettingRoute<Schema extends z.ZodType>(
  { db }: Pick<Platform, "db">,
  setting: Setting<Schema>,
  words: Words,
): Route {
  const schema = versioned(setting.schema);
  return route({
    ...words,
    method: "PUT",
    body: schema,
    answer: schema,
    handle: async ({ actor, body }) => {
      requireWholeChain(actor);
      const { value, version } = body as { value: z.output<Schema>; version: number };
      return (await db.transaction().execute((tx) => writeSetting(tx, actor, setting, value, version))) as never;
    },
  });
}
