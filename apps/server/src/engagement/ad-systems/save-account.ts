import { sql } from "kysely";
import type { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { loadUnit, unitCondition } from "../../organization/index.ts";
import { newSlug } from "../codes/save-code.ts";
import { ownerOf } from "../outside-platforms/save-account.ts";
import { matchReport } from "./match-report.ts";
import type { AccountDraft, plansBody } from "./schemas.ts";
import { type AdAccountRow, loadAccount } from "./store.ts";

async function requireFreeKey(tx: Tx, accountKey: string, own: string | null): Promise<void> {
  const { rows } =
    await sql`select from ad_account where account_key = ${accountKey} and id is distinct from ${own}::uuid`.execute(
      tx,
    );
  if (rows.length > 0) throw invalid([{ path: "accountKey", message: "这个广告账号已经登记过" }]);
}

async function replaceActions(tx: Tx, accountNo: number, actions: AccountDraft["actions"]): Promise<void> {
  await sql`delete from ad_account_action where account_no = ${accountNo}`.execute(tx);
  await sql`insert into ad_account_action (account_no, stage, action_type) select ${accountNo}::int, stage, "actionType"
    from jsonb_to_recordset(${JSON.stringify(actions)}::jsonb) as n(stage text, "actionType" text)`.execute(tx);
}

/** The token as it is kept. One never goes to another address than it was given for. @throws Refusal `invalid_input` */
function sealToken({ cipher }: Platform, draft: AccountDraft, before: AdAccountRow | null): string | null {
  if (!draft.authenticated) return null;
  if (draft.token !== undefined) return cipher.seal(draft.token);
  if (before?.tokenSealed && new URL(before.baseUrl).host === new URL(draft.baseUrl).host) return before.tokenSealed;
  throw invalid([
    { path: "token", message: before?.tokenSealed ? "接口地址变了，请重新填写访问令牌" : "开了鉴权的账号要填访问令牌" },
  ]);
}

/** Enters an advertiser's account. @throws Refusal `invalid_input`, `not_found` */
export async function addAccount(tx: Tx, platform: Platform, actor: Actor, draft: AccountDraft): Promise<string> {
  const unit = await ownerOf(tx, actor, draft.unitId);
  await requireFreeKey(tx, draft.accountKey, null);
  const sealed = sealToken(platform, draft, null);
  const { token: _, actions, ...shown } = draft;
  const { rows } = await sql<{ id: string; no: number }>`
    insert into ad_account (name, org_unit_id, account_key, mark, base_url, authenticated, token_sealed, conv_id, wechat_app_id, click_macro,
      enabled, created_at, created_by)
    values (${draft.name}, ${unit.id}, ${draft.accountKey}, ${newSlug()}, ${draft.baseUrl}, ${draft.authenticated}, ${sealed}, ${draft.convId},
      ${draft.wechatAppId}, ${draft.clickMacro}, ${draft.enabled}, ${platform.clock.now()}, ${actor.name})
    on conflict (account_key) do nothing returning id, no`.execute(tx);
  const made = rows[0];
  if (!made) throw invalid([{ path: "accountKey", message: "这个广告账号已经登记过" }]);
  await replaceActions(tx, made.no, actions);
  await audit(tx, actor, {
    action: "ad_account.created",
    subject: { kind: "ad_account", id: made.id },
    orgPath: unit.path,
    detail: { after: { ...shown, actions } },
  });
  return made.id;
}

/** @throws Refusal `invalid_input`, `not_found`, `ad_account_changed` */
export async function editAccount(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { version, ...draft }: AccountDraft & { readonly version: number },
): Promise<void> {
  const before = await loadAccount(tx, actor, id);
  const unit =
    draft.unitId === null ? { id: before.unitId, path: before.path } : await loadUnit(tx, actor, draft.unitId);
  await requireFreeKey(tx, draft.accountKey, id);
  const sealed = sealToken(platform, draft, before);
  const { rows } = await sql`
    update ad_account set name = ${draft.name}, org_unit_id = ${unit.id}, account_key = ${draft.accountKey}, base_url = ${draft.baseUrl},
      authenticated = ${draft.authenticated}, token_sealed = ${sealed}, conv_id = ${draft.convId}, wechat_app_id = ${draft.wechatAppId},
      click_macro = ${draft.clickMacro}, enabled = ${draft.enabled}, failure = null, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(tx);
  if (rows.length === 0) throw conflict("ad_account_changed", "这个广告账号刚被其他人修改过，请刷新后再改");
  await replaceActions(tx, before.no, draft.actions);
  // What waited for a right token or address need not wait longer.
  await sql`update ad_conversion set next_try_at = ${platform.clock.now()} where account_no = ${before.no} and state = 'waiting'`.execute(
    tx,
  );
  const { token, ...shown } = draft;
  const { name, accountKey, baseUrl, authenticated, convId, wechatAppId, enabled, actions } = before;
  await audit(tx, actor, {
    action: "ad_account.changed",
    subject: { kind: "ad_account", id },
    orgPath: unit.path,
    detail: {
      before: { name, accountKey, baseUrl, authenticated, convId, wechatAppId, enabled, actions },
      after: { ...shown, tokenChanged: token !== undefined },
    },
  });
}

/** Says which plans an account pays for and by which words of its report; costs move at once. @throws Refusal */
export async function replacePlans(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  { plans }: z.output<typeof plansBody>,
): Promise<void> {
  const account = await loadAccount(tx, actor, id);
  const { rows } = await sql<{ id: string; no: number }>`
    select p.id, p.no from ad_plan p join org_unit u on u.id = p.org_unit_id
    where p.id = any(${plans.map(({ planId }) => planId)}::uuid[]) and ${unitCondition(actor, "u.path")}`.execute(tx);
  const nos = new Map(rows.map((row) => [row.id, row.no]));
  const seen = { plans: new Set<string>(), words: new Set<string>() };
  const problems = plans.flatMap(({ planId, match }, at) => {
    const isTwice = seen.plans.has(planId);
    const isTaken = seen.words.has(match);
    seen.plans.add(planId);
    seen.words.add(match);
    if (!nos.has(planId)) return [{ path: `plans.${at}.planId`, message: "没有这个投放计划，或不在你的范围内" }];
    if (isTwice) return [{ path: `plans.${at}.planId`, message: "同一个计划只能写一行" }];
    return isTaken ? [{ path: `plans.${at}.match`, message: `「${match}」已经给了另一个计划` }] : [];
  });
  if (problems.length > 0) throw invalid(problems);
  await sql`select from ad_account where no = ${account.no} for update`.execute(tx);
  await sql`delete from ad_account_plan where account_no = ${account.no}`.execute(tx);
  const wanted = plans.map(({ planId, match }) => ({ no: nos.get(planId), match }));
  await sql`insert into ad_account_plan (account_no, plan_no, match) select ${account.no}::int, no, match
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as n(no int, match text)`.execute(tx);
  // Clicks that came before the plan was entered here find their account now.
  await sql`update ad_click k set account_no = ${account.no} from ad_account_plan x
    where k.account_no is null and x.account_no = ${account.no} and x.plan_no = k.plan_no
      and not exists (select from ad_account_plan o where o.plan_no = k.plan_no and o.account_no <> x.account_no)`.execute(
    tx,
  );
  await matchReport(tx, platform, account.no, actor.name);
  await audit(tx, actor, {
    action: "ad_account.plans_matched",
    subject: { kind: "ad_account", id },
    orgPath: account.path,
    detail: { before: account.plans, after: plans },
  });
}

/** Tells refused conversions once more, after their cause was put right. Returns how many. */
export async function retryRefused(tx: Tx, { clock }: Platform, actor: Actor, id: string): Promise<number> {
  const account = await loadAccount(tx, actor, id);
  const { rows } = await sql`
    update ad_conversion d set state = 'waiting', tries = 0, next_try_at = ${clock.now()},
      action_type = coalesce((select x.action_type from ad_account_action x where x.account_no = d.account_no and x.stage = d.stage), d.action_type)
    where account_no = ${account.no} and state = 'refused' returning no`.execute(tx);
  await audit(tx, actor, {
    action: "ad_account.conversions_retried",
    subject: { kind: "ad_account", id },
    orgPath: account.path,
    detail: { conversions: rows.length },
  });
  return rows.length;
}
