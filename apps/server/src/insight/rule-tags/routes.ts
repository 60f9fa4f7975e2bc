import { z } from "zod";
import { loadTag } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, notFound } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { memberRefs } from "../shared/people.ts";
import { sliceFor } from "../shared/slice.ts";
import { tagRuleSchema } from "./condition.ts";
import { previewRule } from "./find-members.ts";
import { saveTagRuleBody, tagRuleAnswer, tagRulePreviewAnswer } from "./schemas.ts";
import { findTagRule, upsertTagRule } from "./store.ts";

const tag = "Tags";
const params = z.object({ tagNo: z.coerce.number().int().min(1).max(2_147_483_647) });

export function ruleTagRoutes(platform: Platform): Route[] {
  const { db } = platform;
  return [
    route({
      method: "GET",
      path: "/tags/:tagNo/rule",
      summary: "The rule of a rule tag, and its last refresh",
      tag,
      access: "tag.read",
      params,
      answer: tagRuleAnswer,
      handle: async ({ params: { tagNo } }) => {
        const rule = await findTagRule(db, tagNo);
        if (!rule) throw notFound("这个标签的规则");
        return rule;
      },
    }),
    route({
      method: "PUT",
      path: "/tags/:tagNo/rule",
      summary: "Set the rule of a rule tag; its members follow in the background",
      tag,
      access: "tag.write",
      params,
      body: saveTagRuleBody,
      answer: tagRuleAnswer,
      handle: async ({ actor, params: { tagNo }, body }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          const known = await loadTag(tx, tagNo);
          if (known.kind !== "rule")
            throw conflict("not_a_rule_tag", `「${known.name}」是人工标签，不能设置规则`, "请新建一个规则标签");
          const before = await findTagRule(tx, tagNo);
          await upsertTagRule(tx, tagNo, body.rule, body.enabled, actor.name);
          await audit(tx, actor, {
            action: "tag_rule.saved",
            subject: { kind: "tag", id: String(tagNo) },
            detail: { before: before?.rule ?? null, after: body.rule, enabled: body.enabled },
          });
          if (body.enabled) {
            await platform.jobs.enqueue(
              tx,
              "insight.refresh_rule_tags",
              { tagNo },
              { key: `insight.refresh_rule_tags.${tagNo}` },
            );
          }
          const saved = await findTagRule(tx, tagNo);
          if (!saved) throw new Error(`the rule of tag ${tagNo} vanished`);
          return saved;
        }),
    }),
    route({
      method: "POST",
      path: "/insight/tag-rules/preview",
      summary: "How many members of the caller's scope meet a rule today",
      tag,
      access: "tag.read",
      body: z.object({ rule: tagRuleSchema }),
      answer: tagRulePreviewAnswer,
      handle: async ({ actor, body }) => {
        const { sample, ...counts } = await previewRule(platform, await sliceFor(platform, actor, {}), body.rule);
        const refs = await memberRefs(platform, actor, sample);
        return { ...counts, sample: [...refs.values()] };
      },
    }),
  ];
}
