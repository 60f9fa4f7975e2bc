import { WEIXIN_QUOTAS, type WeixinAnswer } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { asked } from "../asked.ts";
import { officialParams } from "../schemas.ts";
import { createGroup, deleteGroup, editGroup, tagApi } from "./change-groups.ts";
import { settleGroupJob, tagFollowers } from "./settle.ts";
import { listGroups } from "./store.ts";

const tag = "official-account";
const read = "official_account.read";
const write = "official_account.write";
/** 1 and 2 are the platform's own groups; they cannot be changed (45058). */
const groupParams = officialParams.extend({ tagId: z.coerce.number().int().min(3) });
const groupBody = z.object({
  name: z.string().trim().min(1, "请填写分组名称").max(WEIXIN_QUOTAS.tagName.amount),
  followsTagNo: z.int().nullable().default(null).describe("A tag of ours whose members belong to the group"),
});
const groupSchema = z.object({
  tagId: z.int(),
  name: z.string(),
  isOwn: z.boolean().describe("False = the platform's own, which cannot be changed"),
  count: z.int().describe("Followers as the platform counts them"),
  followers: z.int().describe("Followers as we know them"),
  followsTagNo: z.int().nullable(),
  followsTagName: z.string().nullable(),
  unsettled: z.int().describe("Followers who are not yet where the tag says"),
  settledAt: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
  version: z.int(),
});

/** 关注者分组: whom an official account's own menus are for (IN-02). */
export function officialGroupRoutes(platform: Platform): Route[] {
  const { db } = platform;

  async function groups(accountId: string): Promise<z.input<typeof groupSchema>[]> {
    const api = await tagApi(platform, accountId);
    const { tags } = await asked(api.get<WeixinAnswer<"GET /cgi-bin/tags/get">>("/cgi-bin/tags/get"));
    const known = await listGroups(
      db,
      accountId,
      tags.map(({ id }) => id),
    );
    return tags.map(({ id, name, count }) => {
      const row = known.get(id);
      return {
        tagId: id,
        name,
        isOwn: id > 2,
        count,
        followers: row?.followers ?? 0,
        followsTagNo: row?.followsTagNo ?? null,
        followsTagName: row?.followsTagName ?? null,
        unsettled: row?.unsettled ?? 0,
        settledAt: row?.settledAt?.toISOString() ?? null,
        failure: row?.failure ?? null,
        version: row?.version ?? 0,
      };
    });
  }

  async function oneGroup(accountId: string, tagId: number) {
    const group = (await groups(accountId)).find((each) => each.tagId === tagId);
    if (!group) throw notFound("这个关注者分组");
    return group;
  }

  return [
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/groups",
      summary: "Groups of followers as the platform has them, with the tag of ours that each follows",
      tag,
      access: read,
      params: officialParams,
      answer: z.object({ items: z.array(groupSchema), most: z.int() }),
      handle: async ({ actor, params: { officialAccountId } }) => {
        requireWholeChain(actor);
        return { items: await groups(officialAccountId), most: WEIXIN_QUOTAS.tags.amount };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/groups",
      summary: "Make a group of followers",
      tag,
      access: write,
      params: officialParams,
      body: groupBody,
      status: 201,
      answer: groupSchema,
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        return oneGroup(id, await createGroup(platform, actor, id, body));
      },
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/groups/:tagId",
      summary: "Rename a group, or have it follow another tag",
      tag,
      access: write,
      params: groupParams,
      body: groupBody.extend({ version: z.int().min(0) }),
      answer: groupSchema,
      handle: async ({ actor, params: { officialAccountId: id, tagId }, body }) => {
        requireWholeChain(actor);
        await editGroup(platform, actor, id, tagId, body);
        return oneGroup(id, tagId);
      },
    }),
    route({
      method: "DELETE",
      path: "/official-accounts/:officialAccountId/groups/:tagId",
      summary: "Delete a group; its followers stay",
      tag,
      access: write,
      params: groupParams,
      status: 204,
      answer: z.undefined(),
      handle: async ({ actor, params: { officialAccountId: id, tagId } }) => {
        requireWholeChain(actor);
        await deleteGroup(platform, actor, id, tagId);
        return undefined;
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/groups/:tagId/followers",
      summary: "Put followers into a group, or out of it",
      tag,
      access: write,
      params: groupParams,
      body: z.object({ openids: z.array(z.string().min(1).max(64)).min(1).max(1000), inside: z.boolean() }),
      answer: z.object({ changed: z.int(), refused: z.array(z.string()) }),
      handle: async ({ actor, params: { officialAccountId: id, tagId }, body: { openids, inside } }) => {
        requireWholeChain(actor);
        const group = await oneGroup(id, tagId);
        if (group.followsTagNo !== null)
          throw conflict(
            "group_follows_tag",
            `这个分组跟随标签「${group.followsTagName}」，请改客户的标签，会自动更新`,
          );
        const unique = [...new Set(openids)];
        const refused = await asked(tagFollowers(platform, await tagApi(platform, id), tagId, unique, inside));
        await db.transaction().execute((tx) =>
          audit(tx, actor, {
            action: "official_group.followers_changed",
            subject: { kind: "wechat_account", id },
            detail: { tagId, inside, followers: unique.length - refused.length },
          }),
        );
        return { changed: unique.length - refused.length, refused };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/groups/:tagId/settle",
      summary: "Make a group equal to its tag now, in the background",
      tag,
      access: write,
      params: groupParams,
      status: 202,
      answer: groupSchema,
      handle: async ({ actor, params: { officialAccountId: id, tagId } }) => {
        requireWholeChain(actor);
        const group = await oneGroup(id, tagId);
        await db.transaction().execute(async (tx) => {
          await sql`update official_group set failure = null where wechat_account_id = ${id} and tag_id = ${tagId}`.execute(
            tx,
          );
          await platform.jobs.enqueue(
            tx,
            settleGroupJob,
            { accountId: id, tagId },
            { key: `${settleGroupJob}:${id}:${tagId}` },
          );
        });
        return group;
      },
    }),
  ];
}
