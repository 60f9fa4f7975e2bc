import { WEIXIN_QUOTAS, type WeixinMenuButton } from "@feilun/wechat-protocol";
import { z } from "zod";
import type { FieldProblem } from "../../../kernel/errors.ts";
import { purposeCodes } from "../purposes/rules.ts";

const leaf = {
  name: z.string().trim().min(1),
  type: z
    .enum([
      "click",
      "view",
      "miniprogram",
      "scancode_push",
      "scancode_waitmsg",
      "media_id",
      "article_id",
      "location_select",
    ])
    .optional(),
  key: z.string().optional(),
  url: z.string().optional(),
  mediaId: z.string().optional(),
  articleId: z.string().optional(),
  appId: z.string().optional(),
  page: z.string().optional(),
  purpose: z.enum(purposeCodes).optional().describe("What the entry is for; stays here (CH-13)"),
};
const subButton = z.object(leaf);
export const menuButtonSchema = z.object({ ...leaf, children: z.array(subButton).optional() });

/** A set of menus: the one for everybody, and those for a tag or a phone's system (CH-06). */
export const menuPlanSchema = z.object({
  buttons: z.array(menuButtonSchema),
  conditional: z.array(
    z.object({
      buttons: z.array(menuButtonSchema),
      tagId: z.string().optional(),
      system: z.enum(["1", "2", "3"]).optional().describe("1 iOS, 2 Android, 3 other"),
    }),
  ),
});
export type MenuPlan = z.infer<typeof menuPlanSchema>;
type MenuButton = z.infer<typeof menuButtonSchema>;
/** client_platform_type: 1 iOS, 2 Android, 3 other. */
export type MenuSystem = "1" | "2" | "3";

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const { menuButtons, menuSubButtons, menuName, menuSubName, menuKey, menuUrl, conditionalMenuDomains } = WEIXIN_QUOTAS;

/** What each type cannot do without: wechat-api.md §1.9. */
const needed: Readonly<Record<string, readonly (keyof MenuButton)[]>> = {
  click: ["key"],
  view: ["url"],
  miniprogram: ["appId", "page", "url"],
  scancode_push: ["key"],
  scancode_waitmsg: ["key"],
  location_select: ["key"],
  media_id: ["mediaId"],
  article_id: ["articleId"],
};
const fieldNames: Readonly<Record<string, string>> = {
  key: "菜单标识",
  url: "网页地址",
  appId: "小程序 AppID",
  page: "小程序页面",
  mediaId: "素材",
  articleId: "文章",
};

/** Everything that the platform would refuse, with the place. */
export function menuProblems(plan: MenuPlan): FieldProblem[] {
  const problems = [
    ...setProblems(plan.buttons, "buttons"),
    ...plan.conditional.flatMap((set, i) => [
      ...setProblems(set.buttons, `conditional.${i}.buttons`),
      ...(set.tagId || set.system ? [] : [{ path: `conditional.${i}`, message: "个性化菜单要选择标签或手机系统" }]),
    ]),
  ];
  if (plan.conditional.length > 0 && plan.buttons.length === 0)
    problems.push({ path: "buttons", message: "有个性化菜单时必须先有默认菜单" });
  const domains = new Set(plan.conditional.flatMap((set) => domainsOf(set.buttons)));
  if (domains.size > conditionalMenuDomains.amount)
    problems.push({
      path: "conditional",
      message: `所有个性化菜单的链接最多指向 ${conditionalMenuDomains.amount} 个域名`,
    });
  return problems;
}

function setProblems(buttons: readonly MenuButton[], path: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (buttons.length > menuButtons.amount) problems.push({ path, message: `一级菜单最多 ${menuButtons.amount} 个` });
  buttons.forEach((button, i) => {
    const at = `${path}.${i}`;
    if (bytes(button.name) > menuName.amount)
      problems.push({ path: `${at}.name`, message: `一级菜单名最多 ${menuName.amount} 字节（约 5 个汉字）` });
    if (!button.children?.length) problems.push(...leafProblems(button, at));
    else if (button.children.length > menuSubButtons.amount)
      problems.push({ path: `${at}.children`, message: `二级菜单最多 ${menuSubButtons.amount} 个` });
    button.children?.forEach((child, j) => {
      if (bytes(child.name) > menuSubName.amount)
        problems.push({
          path: `${at}.children.${j}.name`,
          message: `二级菜单名最多 ${menuSubName.amount} 字节（约 20 个汉字）`,
        });
      problems.push(...leafProblems(child, `${at}.children.${j}`));
    });
  });
  return problems;
}

function leafProblems(button: MenuButton, path: string): FieldProblem[] {
  if (!button.type) return [{ path: `${path}.type`, message: "请选择点击后做什么" }];
  const missing = (needed[button.type] ?? []).filter((field) => !button[field]);
  return [
    ...missing.map((field) => ({ path: `${path}.${field}`, message: `请填写${fieldNames[field] ?? field}` })),
    ...(bytes(button.key ?? "") > menuKey.amount
      ? [{ path: `${path}.key`, message: `菜单标识最多 ${menuKey.amount} 字节` }]
      : []),
    ...(bytes(button.url ?? "") > menuUrl.amount
      ? [{ path: `${path}.url`, message: `网页地址最多 ${menuUrl.amount} 字节` }]
      : []),
  ];
}

function domainsOf(buttons: readonly MenuButton[]): string[] {
  return buttons.flatMap(({ url, children = [] }) =>
    [url, ...children.map((child) => child.url)].flatMap((link) =>
      link && URL.canParse(link) ? [new URL(link).hostname] : [],
    ),
  );
}

/** Which set a follower sees: the last that fits, by the last of their tags; null = the one for everybody (wechat-api.md §1.9). */
export function menuFor(
  { conditional }: MenuPlan,
  { lastTagId, system }: { readonly lastTagId: number | undefined; readonly system: MenuSystem },
): number | null {
  const at = conditional.findLastIndex(
    (set) =>
      (set.tagId === undefined || set.tagId === String(lastTagId)) &&
      (set.system === undefined || set.system === system),
  );
  return at < 0 ? null : at;
}

/** A menu as names with where they lead. */
export type PreviewedMenu = readonly {
  readonly name: string;
  readonly leads: string;
  readonly children: readonly { readonly name: string; readonly leads: string }[];
}[];

export function previewOf(buttons: readonly MenuButton[]): PreviewedMenu {
  return readWire(wireButtons(buttons));
}

/** A menu of the platform's, as it is shown. */
export function readWire(buttons: readonly WeixinMenuButton[]): PreviewedMenu {
  const leads = ({ key, url, appid, pagepath, media_id, article_id }: WeixinMenuButton) =>
    (appid ? [appid, pagepath] : [key, url, media_id, article_id]).filter(Boolean).join(" ");
  return buttons.map((button) => ({
    name: button.name,
    leads: leads(button),
    children: (button.sub_button ?? []).map((sub) => ({ name: sub.name, leads: leads(sub) })),
  }));
}

/** As the platform takes them. */
export function wireButtons(buttons: readonly MenuButton[]): WeixinMenuButton[] {
  return buttons.map(({ children, ...button }) =>
    children?.length
      ? { name: button.name, sub_button: wireButtons(children) }
      : {
          name: button.name,
          ...(button.type && { type: button.type }),
          ...(button.key && { key: button.key }),
          ...(button.url && { url: button.url }),
          ...(button.mediaId && { media_id: button.mediaId }),
          ...(button.articleId && { article_id: button.articleId }),
          ...(button.appId && { appid: button.appId }),
          ...(button.page && { pagepath: button.page }),
        },
  );
}

/** One line per difference, in operators' words; empty = nothing to publish. */
export function menuDiff(before: MenuPlan | null, after: MenuPlan): string[] {
  const lines = (plan: MenuPlan | null) =>
    new Map(
      [
        { label: "默认菜单", buttons: plan?.buttons ?? [] },
        ...(plan?.conditional ?? []).map((set) => ({
          label: `个性化菜单（${set.tagId ? `标签 ${set.tagId}` : ""}${set.system ? ` 系统 ${set.system}` : ""}）`,
          buttons: set.buttons,
        })),
      ].flatMap(({ label, buttons }) =>
        buttons.flatMap((button, i) => [
          [`${label} 第 ${i + 1} 项`, describe(button)] as const,
          ...(button.children ?? []).map((child, j) => [`${label} 第 ${i + 1}-${j + 1} 项`, describe(child)] as const),
        ]),
      ),
    );
  const [old, fresh] = [lines(before), lines(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((place) => {
    const [was, is] = [old.get(place), fresh.get(place)];
    if (was === is) return [];
    if (was === undefined) return [`新增 ${place}：${is}`];
    return is === undefined ? [`删除 ${place}：${was}`] : [`修改 ${place}：${was} → ${is}`];
  });
}

const typeNames: Readonly<Record<NonNullable<MenuButton["type"]>, string>> = {
  click: "自动回复",
  view: "打开网页",
  miniprogram: "打开小程序",
  scancode_push: "扫码",
  scancode_waitmsg: "扫码并等待",
  media_id: "发素材",
  article_id: "打开图文",
  location_select: "发送位置",
};

function describe({ name, type, key, url, appId, page, mediaId, articleId }: MenuButton): string {
  const leads = [type && typeNames[type], key, url, appId, page, mediaId, articleId].filter(Boolean).join(" ");
  return leads ? `${name}（${leads}）` : name;
}
