import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { listAccounts, type WechatAccount } from "../wechat/index.ts";
import { addDraft, listDrafts, publishDraft } from "./articles/articles.ts";
import { beginSync } from "./followers/sync-followers.ts";
import { massSendQuota, mayDo, type Power, powers } from "./kinds.ts";
import { type MenuState, publishMenu, readMenu, saveMenu } from "./menus/menu.ts";
import { previewMenu } from "./menus/preview.ts";
import { menuPlanSchema } from "./menus/rules.ts";
import { remainingIn } from "./messages/window.ts";
import { ensureProfile, findOfficialAccount, natureOf } from "./profile.ts";
import { type Purpose, purposeCodes } from "./purposes/rules.ts";
import { deleteReplyRule, listReplyRules, type ReplyRuleRow, saveReplyRule } from "./replies/store.ts";
import {
  articleBody,
  draftSchema,
  menuSchema,
  natureBody,
  officialParams,
  officialSchema,
  previewBody,
  previewSchema,
  publicationSchema,
  replyRuleBody,
  replyRuleSchema,
  ruleParams,
} from "./schemas.ts";

const tag = "official-account";
const read = "official_account.read";
const write = "official_account.write";

const presentRule = ({ updatedAt, ...rule }: ReplyRuleRow): z.input<typeof replyRuleSchema> => ({
  ...rule,
  words: [...rule.words],
  parts: [...rule.parts],
  updatedAt: updatedAt.toISOString(),
});
const presentMenu = (menu: MenuState): z.input<typeof menuSchema> => ({
  ...menu,
  publishedAt: menu.publishedAt?.toISOString() ?? null,
  changes: [...menu.changes],
});

/** Official accounts: what they are, followers, menus, replies, drafts (CH-05 to CH-11). */
export function officialAccountRoutes(platform: Platform): Route[] {
  const { db } = platform;

  async function present(account: WechatAccount): Promise<z.input<typeof officialSchema>> {
    const nature = await natureOf(db, account.id);
    const { rows } = await sql<{
      followers: number;
      left: number;
      running: boolean | null;
      startedAt: Date | null;
      doneAt: Date | null;
      count: number | null;
      failure: string | null;
    }>`
      select (select count(*)::int from official_follower where wechat_account_id = a.id and following) as followers,
        (select count(*)::int from official_follower where wechat_account_id = a.id and not following) as left,
        p.sync_next is not null as running, p.sync_started_at as "startedAt", p.sync_done_at as "doneAt", p.sync_count as count,
        p.sync_failure as failure
      from wechat_account a left join official_account_profile p on p.wechat_account_id = a.id where a.id = ${account.id}`.execute(
      db,
    );
    const row = rows[0];
    return {
      id: account.id,
      name: account.name,
      appId: account.accountId,
      enabled: account.enabled,
      ...nature,
      massSendQuota: massSendQuota(nature),
      powers: Object.entries(powers).map(([power, { label }]) => ({
        power,
        label,
        allowed: mayDo(nature, power as Power),
      })),
      followers: row?.followers ?? 0,
      left: row?.left ?? 0,
      sync: {
        running: row?.running ?? false,
        startedAt: row?.startedAt?.toISOString() ?? null,
        doneAt: row?.doneAt?.toISOString() ?? null,
        count: row?.count ?? 0,
        failure: row?.failure ?? null,
      },
    };
  }

  return [
    route({
      method: "GET",
      path: "/official-accounts",
      summary: "Official accounts with what they may do",
      tag,
      access: read,
      answer: z.object({ items: z.array(officialSchema) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const accounts = await listAccounts(platform, db, { platform: "official_account" });
        return { items: await Promise.all(accounts.map(present)) };
      },
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/nature",
      summary: "Say which kind of account it is",
      tag,
      access: write,
      params: officialParams,
      body: natureBody,
      answer: officialSchema,
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        const account = await findOfficialAccount(platform, id);
        await ensureProfile(db, id);
        await db.transaction().execute(async (tx) => {
          await sql`
            update official_account_profile set kind = ${body.kind}, verified = ${body.verified} where wechat_account_id = ${id}`.execute(
            tx,
          );
          await audit(tx, actor, {
            action: "official_account.changed",
            subject: { kind: "wechat_account", id },
            detail: body,
          });
        });
        return present(account);
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/sync",
      summary: "Read all followers anew, in the background",
      tag,
      access: write,
      params: officialParams,
      status: 202,
      answer: officialSchema,
      handle: async ({ actor, params: { officialAccountId: id } }) => {
        requireWholeChain(actor);
        const account = await findOfficialAccount(platform, id);
        await beginSync(platform, id);
        return present(account);
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/window",
      summary: "Customer-service messages that may still be sent to a follower",
      tag,
      access: read,
      params: officialParams,
      query: z.object({ openid: z.string().min(1).max(64) }),
      answer: z.object({ left: z.number().int(), until: z.iso.datetime({ offset: true }).nullable() }),
      handle: async ({ actor, params: { officialAccountId: id }, query }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        const { left, until } = await remainingIn(db, id, query.openid);
        return { left, until: until?.toISOString() ?? null };
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/reply-rules",
      summary: "Automatic replies in the order in which they are tried",
      tag,
      access: read,
      params: officialParams,
      answer: z.object({ items: z.array(replyRuleSchema) }),
      handle: async ({ actor, params: { officialAccountId: id } }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        return { items: (await listReplyRules(db, id)).map(presentRule) };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/reply-rules",
      summary: "Add an automatic reply",
      tag,
      access: write,
      params: officialParams,
      body: replyRuleBody,
      status: 201,
      answer: replyRuleSchema,
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        requireWords(body);
        return presentRule(await db.transaction().execute((tx) => saveReplyRule(tx, actor, id, body)));
      },
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/reply-rules/:replyRuleId",
      summary: "Change an automatic reply",
      tag,
      access: write,
      params: ruleParams,
      body: replyRuleBody.extend({ version: z.int().min(1) }),
      answer: replyRuleSchema,
      handle: async ({ actor, params, body: { version, ...body } }) => {
        requireWholeChain(actor);
        requireWords(body);
        const at = { id: params.replyRuleId, version };
        return presentRule(
          await db.transaction().execute((tx) => saveReplyRule(tx, actor, params.officialAccountId, body, at)),
        );
      },
    }),
    route({
      method: "DELETE",
      path: "/official-accounts/:officialAccountId/reply-rules/:replyRuleId",
      summary: "Delete an automatic reply",
      tag,
      access: write,
      params: ruleParams,
      status: 204,
      answer: z.undefined(),
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        await db
          .transaction()
          .execute((tx) => deleteReplyRule(tx, actor, params.officialAccountId, params.replyRuleId));
        return undefined;
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/menu",
      summary: "The menu that is prepared, the one that is shown, and what differs",
      tag,
      access: read,
      params: officialParams,
      answer: menuSchema,
      handle: async ({ actor, params: { officialAccountId: id } }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        return presentMenu(await readMenu(db, id));
      },
    }),
    route({
      method: "PUT",
      path: "/official-accounts/:officialAccountId/menu",
      summary: "Prepare a menu",
      tag,
      access: write,
      params: officialParams,
      body: menuPlanSchema.extend({ version: z.int().min(1) }),
      answer: menuSchema,
      handle: async ({ actor, params: { officialAccountId: id }, body: { version, ...plan } }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        return presentMenu(await saveMenu(platform, actor, id, plan, version));
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/menu/publish",
      summary: "Show the prepared menu to followers",
      tag,
      access: write,
      params: officialParams,
      answer: menuSchema,
      handle: async ({ actor, params: { officialAccountId: id } }) => {
        requireWholeChain(actor);
        return presentMenu(await publishMenu(platform, actor, id));
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/menu/preview",
      summary: "The menu that one follower sees now, and the one they would see once the prepared menus are published",
      tag,
      access: read,
      params: officialParams,
      body: previewBody,
      answer: previewSchema,
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        const { shown, prepared, ...preview } = await previewMenu(platform, id, body.openid, body.system);
        return {
          ...preview,
          tagIds: [...preview.tagIds],
          shown: shown?.map((button) => ({ ...button, children: [...button.children] })) ?? null,
          prepared: prepared.map((button) => ({ ...button, children: [...button.children] })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/drafts",
      summary: "Article drafts, and what became of those that were published",
      tag,
      access: read,
      params: officialParams,
      query: z.object({ offset: z.coerce.number().int().min(0).default(0) }),
      answer: z.object({
        total: z.number().int(),
        drafts: z.array(draftSchema),
        publications: z.array(publicationSchema),
      }),
      handle: async ({ actor, params: { officialAccountId: id }, query }) => {
        requireWholeChain(actor);
        const { total, drafts } = await listDrafts(platform, id, query.offset);
        const { rows } = await sql<{
          publishId: string;
          title: string;
          status: number | null;
          urls: string[];
          purpose: Purpose | null;
          submittedAt: Date;
          settledAt: Date | null;
        }>`
          select publish_id as "publishId", title, status, urls, purpose, submitted_at as "submittedAt", settled_at as "settledAt"
          from official_publication where wechat_account_id = ${id} order by submitted_at desc limit 20`.execute(db);
        return {
          total,
          drafts: drafts.map((draft) => ({
            ...draft,
            titles: [...draft.titles],
            updatedAt: draft.updatedAt.toISOString(),
          })),
          publications: rows.map((row) => ({
            ...row,
            submittedAt: row.submittedAt.toISOString(),
            settledAt: row.settledAt?.toISOString() ?? null,
          })),
        };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/drafts",
      summary: "Put articles into the account's drafts",
      tag,
      access: write,
      params: officialParams,
      body: articleBody,
      status: 201,
      answer: z.object({ mediaId: z.string() }),
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        return { mediaId: await addDraft(platform, actor, id, body.articles) };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/drafts/publish",
      summary: "Hand a draft over for publishing",
      tag,
      access: write,
      params: officialParams,
      body: z.object({
        mediaId: z.string().min(1),
        title: z.string().max(64).default(""),
        purpose: z.enum(purposeCodes).nullable().default(null),
      }),
      status: 202,
      answer: z.object({ publishId: z.string() }),
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        return { publishId: await publishDraft(platform, actor, id, body) };
      },
    }),
  ];
}

function requireWords({ kind, words }: { readonly kind: string; readonly words: readonly string[] }): void {
  if ((kind === "keyword" || kind === "menu") && words.length === 0)
    throw invalid([{ path: "words", message: kind === "keyword" ? "请填写至少一个关键词" : "请填写菜单标识" }]);
}
