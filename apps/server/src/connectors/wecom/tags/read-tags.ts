import type { WecomCorpTagGroup } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { inTransaction } from "../transaction.ts";
import type { WecomApi } from "../wecom-api.ts";
import { recordTags, type TagChanges } from "./record-tags.ts";

/** Reads the company's customer tags in full (one call, at most 10,000 of them) and takes them over. */
export async function readTags(platform: Platform, api: WecomApi, signal?: AbortSignal): Promise<TagChanges> {
  const { tag_group: groups } = await api.post<{ tag_group: WecomCorpTagGroup[] }>(
    "/cgi-bin/externalcontact/get_corp_tag_list",
    {},
    { signal },
  );
  return inTransaction(platform, (tx) => recordTags(tx, api.account.accountId, groups));
}

/** Tags of rule groups (规则组) stand in no list that an app may read: asked for once, then left alone. */
const foreign = new Set<string>();

/** Reads the tags anew when somebody bears one that we have not heard of. */
export async function refreshUnknownTags(
  platform: Platform,
  api: WecomApi,
  tagIds: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const asked = [...new Set(tagIds)].filter((id) => !foreign.has(id));
  const missing = async () =>
    (
      await sql<{ id: string }>`
        select u.id from unnest(${asked}::text[]) u(id)
        where not exists (select from wecom_tag t where t.corp_id = ${api.account.accountId} and t.tag_id = u.id and t.deleted_at is null)`.execute(
        platform.db,
      )
    ).rows;
  if (asked.length === 0 || (await missing()).length === 0) return;
  await readTags(platform, api, signal);
  for (const { id } of await missing()) foreign.add(id);
}
