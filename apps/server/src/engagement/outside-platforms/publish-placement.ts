import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { readSetting } from "../../kernel/settings.ts";
import { risksOf } from "./rules.ts";
import type { PublishDraft } from "./schemas.ts";
import { outsideRulesSetting } from "./settings.ts";
import { loadPlacement } from "./store.ts";

/**
 * Says that a placement stands on its platform. What the platform punishes goes out only with a reason, which is kept with who gave it.
 *
 * @throws Refusal `invalid_input` naming the risks, `not_found`, `outside_placement_changed`, `outside_placement_published`
 */
export async function publishPlacement(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { version, publishedAt, address, workKey, riskReason }: PublishDraft,
): Promise<void> {
  const placement = await loadPlacement(tx, actor, id);
  if (placement.state !== "planned") throw conflict("outside_placement_published", "这条内容已经登记发布了");
  const now = platform.clock.now();
  const at = publishedAt === undefined ? now : new Date(publishedAt);
  if (at > now) throw invalid([{ path: "publishedAt", message: "发布时间不能晚于现在" }]);
  const { value: rules } = await readSetting(tx, outsideRulesSetting);
  const risks = risksOf(placement, rules, dayIn(platform.config.timeZone, now)).filter(({ level }) => level !== "hint");
  if (risks.length > 0 && riskReason === "")
    throw invalid(
      [{ path: "riskReason", message: "有平台不允许的做法：改掉，或写明为什么仍要发布" }],
      `${risks.map(({ text }) => text).join("；")}。请改掉，或写明为什么仍要发布`,
    );
  if (workKey !== "") await requireFreeKey(tx, placement.accountNo, workKey);
  const taken =
    risks.length === 0
      ? null
      : JSON.stringify({
          by: actor.name,
          at: now.toISOString(),
          reason: riskReason,
          risks: risks.map(({ text }) => text),
        });
  const { rows } = await sql`
    update outside_placement set state = 'published', published_at = ${at}, address = ${address}, work_key = ${workKey || null},
      risk_taken = ${taken}::jsonb, version = version + 1
    where id = ${id} and version = ${version} and state = 'planned' returning id`.execute(tx);
  if (rows.length === 0) throw conflict("outside_placement_changed", "这条内容刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: "outside_placement.published",
    subject: { kind: "outside_placement", id },
    orgPath: placement.path,
    detail: { title: placement.title, address, risks: risks.map(({ text }) => text), riskReason },
  });
}

async function requireFreeKey(tx: Tx, accountNo: number, workKey: string): Promise<void> {
  const { rows } = await sql<{ title: string }>`
    select title from outside_placement where account_no = ${accountNo} and work_key = ${workKey}`.execute(tx);
  if (rows[0]) throw invalid([{ path: "workKey", message: `这个作品 ID 已登记在「${rows[0].title}」` }]);
}

/** Ends a placement, or takes it up again; its link and figures stay. @throws Refusal `not_found`, `outside_placement_planned` */
export async function endPlacement(tx: Tx, actor: Actor, id: string, ended: boolean): Promise<void> {
  const placement = await loadPlacement(tx, actor, id);
  if (placement.state === "planned") throw conflict("outside_placement_planned", "还没有发布，不用结束");
  if ((placement.state === "ended") === ended) return;
  await sql`update outside_placement set state = ${ended ? "ended" : "published"}, version = version + 1 where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: ended ? "outside_placement.ended" : "outside_placement.resumed",
    subject: { kind: "outside_placement", id },
    orgPath: placement.path,
    detail: { title: placement.title },
  });
}
