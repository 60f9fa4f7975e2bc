import { z } from "zod";
import { maskName } from "../../../customers/index.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { dayIn } from "../../../kernel/calendar.ts";
import { forbidden, invalid, notFound } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { readSetting } from "../../../kernel/settings.ts";
import {
  changeSettingRoute,
  readSettingRoute,
  requireWholeChain,
  scopeCondition,
} from "../../../organization/index.ts";
import { sendingAccounts } from "../../wechat/index.ts";
import { findOfficialAccount } from "../profile.ts";
import { officialParams } from "../schemas.ts";
import { assignFollowers, assignToOwnGuides } from "./assign.ts";
import { freeUntil, type GuideRules, guideSetting } from "./rules.ts";
import { followerSchema, guideRowSchema, messageSchema, writtenSchema } from "./schemas.ts";
import { addCredit, balanceOf, type FollowerRow, listFollowers, listGuides, listMessages } from "./store.ts";
import { tellSent, writeToFollower } from "./write-to-follower.ts";

const tag = "official-account";
const serve = "official_follower.serve";
const write = "official_account.write";

/** Followers of official accounts and the guides who look after them (AQ-12). */
export function officialGuideRoutes(platform: Platform): Route[] {
  const { db, cipher } = platform;
  const today = () => dayIn(platform.config.timeZone, platform.clock.now());
  const present = (row: FollowerRow, rules: GuideRules): z.input<typeof followerSchema> => {
    const free = freeUntil(row.spokenAt, rules);
    const { nameSealed, originNo: _, followedAt, spokenAt, lastMessageAt, ...shown } = row;
    return {
      ...shown,
      name: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
      followedAt: followedAt?.toISOString() ?? null,
      spokenAt: spokenAt?.toISOString() ?? null,
      freeUntil: free && free > platform.clock.now() ? free.toISOString() : null,
      lastMessageAt: lastMessageAt?.toISOString() ?? null,
    };
  };
  const scoped = (actor: Actor) => scopeCondition(actor, "f.guide_store_no");

  return [
    route({
      method: "GET",
      path: "/official-followers/accounts",
      summary: "Official accounts whose followers guides look after, and what the caller has left to write",
      tag,
      access: serve,
      answer: z.object({
        items: z.array(z.object({ id: z.uuid(), name: z.string(), creditsLeft: z.number().int() })),
        rules: guideSetting.schema,
      }),
      handle: async ({ actor }) => {
        const accounts = await sendingAccounts(platform, "official_account");
        const lists = accounts.map(async (account) => ({
          ...account,
          creditsLeft: actor.kind === "staff" ? await balanceOf(db, account.id, actor.id) : 0,
        }));
        return { items: await Promise.all(lists), rules: (await readSetting(db, guideSetting)).value };
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/followers",
      summary: "Who follows the account, with their guide; those who wrote last first",
      tag,
      access: serve,
      params: officialParams,
      query: pageQuery.extend({
        guideId: z.uuid().optional(),
        mine: z.enum(["true", "false"]).default("false"),
        assigned: z.enum(["yes", "no"]).optional(),
      }),
      answer: pageOf(followerSchema),
      handle: async ({
        actor,
        params: { officialAccountId: id },
        query: { cursor, limit, guideId, mine, assigned },
      }) => {
        await findOfficialAccount(platform, id);
        const key = decodeCursor(cursor, 2);
        const after = key ? ([String(key[0]), String(key[1])] as const) : null;
        const own = mine === "true" && actor.kind === "staff" ? actor.id : guideId;
        const filter = { scope: scoped(actor), guideId: own, assigned };
        const rows = await listFollowers(db, id, filter, { after, limit: limit + 1 });
        const rules = (await readSetting(db, guideSetting)).value;
        return toPage(
          rows,
          limit,
          (row) => [(row.spokenAt ?? row.followedAt)?.toISOString() ?? "-infinity", row.openid],
          (row) => present(row, rules),
        );
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/followers/assign",
      summary: "Give followers to a guide, or those of nobody to the guide they have already",
      tag,
      access: write,
      params: officialParams,
      body: z.union([
        z.object({ staffId: z.uuid(), openids: z.array(z.string().min(1).max(64)).min(1).max(1000) }),
        z.object({ toOwnGuides: z.literal(true) }),
      ]),
      answer: z.object({ assigned: z.number().int() }),
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        const at = { now: platform.clock.now(), today: today() };
        const assigned = await db
          .transaction()
          .execute((tx) =>
            "staffId" in body
              ? assignFollowers(tx, actor, { accountId: id, ...body }, at)
              : assignToOwnGuides(tx, actor, id, at),
          );
        return { assigned };
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/guide-messages",
      summary: "What guides wrote to one follower, the latest first",
      tag,
      access: serve,
      params: officialParams,
      query: z.object({ openid: z.string().min(1).max(64) }),
      answer: z.object({ follower: followerSchema, items: z.array(messageSchema) }),
      handle: async ({ actor, params: { officialAccountId: id }, query: { openid } }) => {
        const [follower] = await listFollowers(db, id, { scope: scoped(actor), openid }, { after: null, limit: 1 });
        if (!follower) throw notFound("这位关注者");
        await db.transaction().execute((tx) =>
          audit(tx, actor, {
            action: "official_follower.read",
            subject:
              follower.memberNo === null
                ? { kind: "wechat_account", id }
                : { kind: "member", id: String(follower.memberNo) },
            detail: {},
          }),
        );
        const rules = (await readSetting(db, guideSetting)).value;
        const items = await listMessages(db, id, openid);
        return {
          follower: present(follower, rules),
          items: items.map((row) => ({
            ...row,
            at: row.at.toISOString(),
            toldSentAt: row.toldSentAt?.toISOString() ?? null,
          })),
        };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/guide-messages",
      summary: "Write to a follower who is one's own; counts unless the follower wrote within the free hours",
      tag,
      access: serve,
      params: officialParams,
      body: z.object({
        openid: z.string().min(1).max(64),
        text: z.string().trim().max(600).default(""),
        withCard: z.boolean().default(false),
      }),
      status: 201,
      answer: writtenSchema,
      handle: async ({ actor, params: { officialAccountId: id }, body }) => {
        if (actor.kind !== "staff") throw forbidden("只有导购本人可以联系分配给自己的关注者");
        if (!body.text && !body.withCard) throw invalid([{ path: "text", message: "请写一句话，或附上名片" }]);
        await findOfficialAccount(platform, id);
        return db
          .transaction()
          .execute((tx) => writeToFollower(platform, tx, actor, actor.id, { accountId: id, ...body }))
          .then((written) => ({ ...written, messageIds: [...written.messageIds] }));
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/guide-messages/:guideMessageId/sent",
      summary: "Say that a message was sent in WeChat's helper",
      tag,
      access: serve,
      params: officialParams.extend({ guideMessageId: z.uuid() }),
      answer: z.object({ ok: z.literal(true) }),
      handle: async ({ actor, params: { officialAccountId: id, guideMessageId } }) => {
        await db.transaction().execute((tx) => tellSent(platform, tx, actor.id, id, guideMessageId));
        return { ok: true as const };
      },
    }),
    route({
      method: "GET",
      path: "/official-accounts/:officialAccountId/guides",
      summary: "Guides with their followers and the guide messages they have left",
      tag,
      access: serve,
      params: officialParams,
      answer: z.object({ items: z.array(guideRowSchema) }),
      handle: async ({ actor, params: { officialAccountId: id } }) => {
        await findOfficialAccount(platform, id);
        const scope = scopeCondition(actor, "f.store_no");
        return { items: await listGuides(db, id, { scope, staffId: null }) };
      },
    }),
    route({
      method: "POST",
      path: "/official-accounts/:officialAccountId/guides/credits",
      summary: "Correct a guide's counter to what WeChat shows",
      tag,
      access: write,
      params: officialParams,
      body: z.object({
        staffId: z.uuid(),
        left: z.int().min(0).max(10_000),
        note: z.string().trim().min(2).max(200),
      }),
      answer: z.object({ creditsLeft: z.number().int() }),
      handle: async ({ actor, params: { officialAccountId: id }, body: { staffId, left, note } }) => {
        requireWholeChain(actor);
        await findOfficialAccount(platform, id);
        const at = platform.clock.now();
        await db.transaction().execute(async (tx) => {
          const before = await balanceOf(tx, id, staffId);
          if (before === left) return;
          const entry = { accountId: id, staffId, kind: "corrected", note, at, by: actor.name } as const;
          await addCredit(tx, { ...entry, amount: left - before });
          await audit(tx, actor, {
            action: "official_guide.credits_corrected",
            subject: { kind: "staff", id: staffId },
            detail: { before, after: left, note },
          });
        });
        return { creditsLeft: await balanceOf(db, id, staffId) };
      },
    }),
    readSettingRoute(platform, guideSetting, {
      tag,
      access: write,
      path: "/settings/official-guide-messages",
      summary: "How guides' messages to followers are counted",
    }),
    changeSettingRoute(platform, guideSetting, {
      tag,
      access: write,
      path: "/settings/official-guide-messages",
      summary: "Change how guides' messages to followers are counted",
    }),
  ];
}
