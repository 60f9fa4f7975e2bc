import type { WeixinAnswer, WeixinMenuButton } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { notFound } from "../../../kernel/errors.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { weixinApi } from "../../weixin/weixin-api.ts";
import { asked } from "../asked.ts";
import { findOfficialAccount } from "../profile.ts";
import { readMenu } from "./menu.ts";
import { type MenuSystem, menuFor, type PreviewedMenu, previewOf, readWire } from "./rules.ts";

export interface MenuPreview {
  /** The follower's groups; the last decides. */
  readonly tagIds: readonly number[];
  /** What the platform shows them now, as it says itself; null = no menu stands there. */
  readonly shown: PreviewedMenu | null;
  /** What they would see once the prepared menus are published, on a phone of the system asked for. */
  readonly prepared: PreviewedMenu;
  /** Which of the prepared menus that is: its place among the conditional ones; null = the one for everybody. */
  readonly preparedSet: number | null;
}

const NO_MENU = 46003;

/** What one follower sees, and what they would see (CH-06). @throws Refusal `not_found`, `platform_refused` */
export async function previewMenu(
  platform: Platform,
  accountId: string,
  openid: string,
  system: MenuSystem,
): Promise<MenuPreview> {
  const account = await findOfficialAccount(platform, accountId);
  const { rows } = await sql<{ tagIds: number[] }>`
    select tag_ids as "tagIds" from official_follower where wechat_account_id = ${accountId} and openid = ${openid} and following`.execute(
    platform.db,
  );
  const follower = rows[0];
  if (!follower) throw notFound("这位关注者");
  const { draft } = await readMenu(platform.db, accountId);
  const set = menuFor(draft, { lastTagId: follower.tagIds.at(-1), system });
  return {
    tagIds: follower.tagIds,
    shown: await shownNow(weixinApi(platform, account), openid),
    prepared: previewOf(set === null ? draft.buttons : (draft.conditional[set]?.buttons ?? [])),
    preparedSet: set,
  };
}

async function shownNow(api: ReturnType<typeof weixinApi>, openid: string): Promise<PreviewedMenu | null> {
  try {
    const { button = [] } = await api.post<Partial<WeixinAnswer<"POST /cgi-bin/menu/trymatch">>>(
      "/cgi-bin/menu/trymatch",
      { user_id: openid },
    );
    return readWire(button as readonly WeixinMenuButton[]);
  } catch (error) {
    if (error instanceof WechatRefusal && error.errcode === NO_MENU) return null;
    return asked(Promise.reject(error));
  }
}
