import { sql } from "kysely";
import { z } from "zod";
import { notFound } from "../../../kernel/errors.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { findCorp } from "../corp.ts";
import { offerTag } from "./offer-tag.ts";

const corpQuery = z.object({ corpId: z.string().min(1).max(64) });
const answer = z.object({
  exchanged: z.number().int(),
  refused: z.number().int().describe("Relations whose tags WeCom refused; tried again later"),
  items: z.array(
    z.object({
      tagId: z.string(),
      groupName: z.string(),
      name: z.string(),
      tagNo: z.number().int().nullable(),
      bearers: z.number().int().describe("Relations that bear it in WeCom"),
    }),
  ),
});

/** Company tags and what they are here. */
export function wecomTagRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const list = async (corpId: string) => {
    const { rows } = await sql<z.output<typeof answer>["items"][number]>`
      select w.tag_id as "tagId", g.name as "groupName", w.name, w.tag_no as "tagNo", coalesce(b.n, 0)::int as bearers
      from wecom_tag w join wecom_tag_group g using (corp_id, group_id)
      left join (select t.id, count(*) as n from wecom_follow f, unnest(f.tag_ids) t(id) where f.corp_id = ${corpId} and f.state = 'active' group by 1) b
        on b.id = w.tag_id
      where w.corp_id = ${corpId} and w.deleted_at is null order by g.name, w.sort desc, w.name`.execute(db);
    const { rows: refused } = await sql<{ n: number }>`
      select count(*)::int as n from wecom_follow where corp_id = ${corpId} and push_errcode is not null`.execute(db);
    return { exchanged: rows.filter((row) => row.tagNo !== null).length, refused: refused[0]?.n ?? 0, items: rows };
  };
  return [
    route({
      method: "GET",
      path: "/wecom/tags",
      summary: "Company tags of WeCom and the tags that they are here",
      tag: "wecom",
      access: "tag.read",
      query: corpQuery,
      answer,
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        return list(query.corpId);
      },
    }),
    route({
      method: "POST",
      path: "/wecom/tags",
      summary: "Open one of our tags in WeCom, to be exchanged from then on",
      tag: "wecom",
      access: "tag.write",
      body: corpQuery.extend({ tagNo: z.int().min(1).max(2_147_483_647) }),
      answer,
      status: 201,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const corp = await findCorp(platform, body.corpId);
        if (!corp) throw notFound("企业微信账号");
        await offerTag(platform, corp.api, actor, body.tagNo);
        return list(body.corpId);
      },
    }),
  ];
}
