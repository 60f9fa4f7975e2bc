import type { WeixinAnswer } from "@feilun/wechat-protocol";
import { type Kysely, sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import type { DB } from "../../../kernel/postgres/tables.generated.ts";
import { type WeixinApi, weixinApi } from "../../weixin/weixin-api.ts";
import { asked } from "../asked.ts";
import { requirePower } from "../kinds.ts";
import { ensureProfile, findOfficialAccount, natureOf } from "../profile.ts";
import { type MenuPlan, menuDiff, menuProblems, wireButtons } from "./rules.ts";

export interface MenuState {
  readonly draft: MenuPlan;
  readonly published: MenuPlan | null;
  readonly publishedAt: Date | null;
  readonly version: number;
  readonly changes: readonly string[];
}

export async function readMenu(db: Kysely<DB>, accountId: string): Promise<MenuState> {
  await ensureProfile(db, accountId);
  const { rows } = await sql<Omit<MenuState, "changes">>`
    select menu_draft as draft, menu_published as published, menu_published_at as "publishedAt", version
    from official_account_profile where wechat_account_id = ${accountId}`.execute(db);
  const state = rows[0];
  if (!state) throw new Error("the profile row is missing");
  return { ...state, changes: menuDiff(state.published, state.draft) };
}

/** Keeps what operators prepare; nothing is shown to followers yet. @throws Refusal `invalid_input`, `menu_changed` */
export async function saveMenu(
  platform: Platform,
  actor: Actor,
  accountId: string,
  plan: MenuPlan,
  version: number,
): Promise<MenuState> {
  const problems = menuProblems(plan);
  if (problems.length > 0) throw invalid(problems);
  await ensureProfile(platform.db, accountId);
  await platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      update official_account_profile set menu_draft = ${JSON.stringify(plan)}::jsonb, version = version + 1
      where wechat_account_id = ${accountId} and version = ${version} returning version`.execute(tx);
    if (rows.length === 0) throw conflict("menu_changed", "菜单刚被其他人修改过，请刷新后再改");
    // What entries are for is nothing that the platform is told.
    const { published } = await readMenu(tx, accountId);
    if (published !== null && menuDiff(published, plan).length === 0)
      await sql`update official_account_profile set menu_published = menu_draft where wechat_account_id = ${accountId}`.execute(
        tx,
      );
    await audit(tx, actor, {
      action: "official_menu.saved",
      subject: { kind: "wechat_account", id: accountId },
      detail: {},
    });
  });
  return readMenu(platform.db, accountId);
}

/**
 * Shows the prepared menu to followers: the default menu, then the conditional ones in place of those that were there. Doing it again
 * after a failure on the way comes to the same end. @throws Refusal
 */
export async function publishMenu(platform: Platform, actor: Actor, accountId: string): Promise<MenuState> {
  const account = await findOfficialAccount(platform, accountId);
  const nature = await natureOf(platform.db, accountId);
  const { draft, changes, version } = await readMenu(platform.db, accountId);
  requirePower(nature, "custom_menu");
  if (draft.conditional.length > 0) requirePower(nature, "conditional_menu");
  await asked(lay(weixinApi(platform, account), draft));
  await platform.db.transaction().execute(async (tx) => {
    await sql`
      update official_account_profile set menu_published = ${JSON.stringify(draft)}::jsonb, menu_published_at = now()
      where wechat_account_id = ${accountId}`.execute(tx);
    await audit(tx, actor, {
      action: "official_menu.published",
      subject: { kind: "wechat_account", id: accountId },
      detail: { version, changes: [...changes] },
    });
  });
  return readMenu(platform.db, accountId);
}

async function lay(api: WeixinApi, { buttons, conditional }: MenuPlan): Promise<void> {
  if (buttons.length === 0) {
    await api.get("/cgi-bin/menu/delete");
    return;
  }
  await api.post("/cgi-bin/menu/create", { button: wireButtons(buttons) });
  const there = await api.get<WeixinAnswer<"GET /cgi-bin/menu/get">>("/cgi-bin/menu/get");
  for (const { menuid } of there.conditionalmenu ?? [])
    await api.post("/cgi-bin/menu/delconditional", { menuid: String(menuid) });
  for (const set of conditional)
    await api.post("/cgi-bin/menu/addconditional", {
      button: wireButtons(set.buttons),
      matchrule: { ...(set.tagId && { tag_id: set.tagId }), ...(set.system && { client_platform_type: set.system }) },
    });
}
