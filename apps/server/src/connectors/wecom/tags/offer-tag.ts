import { WECOM_QUOTAS, type WecomCorpTagGroup } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { loadTag } from "../../../customers/index.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { inTransaction } from "../transaction.ts";
import type { WecomApi } from "../wecom-api.ts";
import { readTags } from "./read-tags.ts";

/** The name is taken in its group: somebody else made it, or we did and the answer was lost. */
const taken = 40071;

/**
 * Opens one of our tags in WeCom; from then on it is exchanged both ways.
 * @throws Refusal `not_found`, `tag_exchanged`, `wecom_tags_full`; WechatRefusal
 */
export async function offerTag(platform: Platform, api: WecomApi, actor: Actor, tagNo: number): Promise<void> {
  const corpId = api.account.accountId;
  const tag = await loadTag(platform.db, tagNo);
  const { rows } = await sql<{ known: boolean; count: number }>`
    select coalesce(bool_or(tag_no = ${tagNo}), false) as known, count(*)::int as count from wecom_tag where corp_id = ${corpId} and deleted_at is null`.execute(
    platform.db,
  );
  if (rows[0]?.known) throw conflict("tag_exchanged", `「${tag.name}」已经和企业微信互通`);
  if ((rows[0]?.count ?? 0) >= WECOM_QUOTAS.corpTags.amount)
    throw conflict(
      "wecom_tags_full",
      `企业微信最多 ${WECOM_QUOTAS.corpTags.amount} 个客户标签，已经满了`,
      "请先在企业微信里删除不用的标签",
    );
  try {
    await api.post<{ tag_group: WecomCorpTagGroup }>(
      "/cgi-bin/externalcontact/add_corp_tag",
      { group_name: tag.groupName.slice(0, 30), tag: [{ name: tag.name.slice(0, 30) }] },
      { repeatable: false },
    );
  } catch (error) {
    // What the call came to is read, not guessed.
    if (!(error instanceof WechatRefusal) || (error.errcode !== taken && !error.uncertain)) throw error;
  }
  await readTags(platform, api);
  await inTransaction(platform, (tx) =>
    audit(tx, actor, { action: "wecom_tag.offered", subject: { kind: "tag", id: String(tagNo) }, detail: { corpId } }),
  );
}
