import { sql } from "kysely";
import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { takeTagEverywhere } from "./customers/take-tags.ts";
import { directorySetting, syncSetting, welcomeSetting } from "./settings.ts";

const version = z.number().int();
const answer = z.object({
  directory: z.object({ value: directorySetting.schema, version }),
  sync: z.object({ value: syncSetting.schema, version }),
  welcome: z.object({ value: welcomeSetting.schema, version }),
});

export function wecomSettingsRoutes({ db }: Platform): Route[] {
  const read = async () => ({
    directory: await readSetting(db, directorySetting),
    sync: await readSetting(db, syncSetting),
    welcome: await readSetting(db, welcomeSetting),
  });
  return [
    route({
      method: "GET",
      path: "/wecom/settings",
      summary: "How WeCom's directory, customers and tags are taken over",
      tag: "wecom",
      access: "connection.read",
      answer,
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        return read();
      },
    }),
    route({
      method: "PATCH",
      path: "/wecom/settings",
      summary: "Change how WeCom is taken over; parts that are left out stay",
      tag: "wecom",
      access: "connection.write",
      body: answer.partial(),
      answer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        await db.transaction().execute(async (tx) => {
          const before = await readSetting(tx, syncSetting);
          if (body.directory)
            await writeSetting(tx, actor, directorySetting, body.directory.value, body.directory.version);
          if (body.sync) await writeSetting(tx, actor, syncSetting, body.sync.value, body.sync.version);
          if (body.welcome) await writeSetting(tx, actor, welcomeSetting, body.welcome.value, body.welcome.version);
          if (!body.sync?.value.tagsIn || before.value.tagsIn) return;
          // What was marked in WeCom meanwhile comes over first, or our not knowing it would look like taking it off.
          const { rows } = await sql<{ corpId: string; tagIds: string[] }>`
            select corp_id as "corpId", array_agg(tag_id) as "tagIds" from wecom_tag where deleted_at is null and tag_no is not null group by 1`.execute(
            tx,
          );
          for (const { corpId, tagIds } of rows) await takeTagEverywhere(tx, corpId, tagIds);
        });
        return read();
      },
    }),
  ];
}
