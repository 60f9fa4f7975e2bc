import { sql } from "kysely";
import { z } from "zod";
import { audit } from "../../kernel/audit/audit.ts";
import { notFound } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { changeSettingRoute, readSettingRoute, requireWholeChain } from "../../organization/index.ts";
import type { OutboundChannel } from "../outbound/channel.ts";
import { contentSchema } from "../outbound/content.ts";
import { checkPost } from "./check-post.ts";
import { everybody, findPost, listPosts, type Post, senderMixes } from "./posts.ts";
import { judgeMix, type PostKind, postKindCodes, postKinds } from "./rules.ts";
import { momentSetting } from "./settings.ts";

const tag = "moments";
/** Senders that a page names. */
const named = 50;

const kindSchema = z.enum(postKindCodes as [PostKind, ...PostKind[]]);
const accountQuery = z.object({ accountId: z.uuid() });
const senderSchema = z.object({
  senderKey: z.string(),
  name: z.string(),
  ads: z.int(),
  posts: z.int().describe("Last posts that were looked at"),
  first: z.int().describe("Posts of another kind that should go first"),
});

const checkBody = z.object({ accountId: z.uuid(), content: contentSchema });
const checkAnswer = z.object({
  kind: kindSchema,
  kindLabel: z.string(),
  signals: z.array(z.string()).describe("What the reading rests on"),
  senders: z.int(),
  over: z.int().describe("Senders whose Moments would be too much advertising"),
  worst: z.array(senderSchema.extend({ waitDays: z.int().describe("Days until they may advertise again") })),
  posts: z.int(),
  mostAdPercent: z.int(),
  stops: z.boolean().describe("It will be refused"),
  repeats: z.object({ title: z.string(), at: z.iso.datetime() }).nullable().describe("The same words went out lately"),
});

const postSchema = z.object({
  businessKey: z.string(),
  title: z.string(),
  text: z.string(),
  kind: kindSchema,
  kindLabel: z.string(),
  readAs: kindSchema.nullable().describe("What the text was read as, where somebody corrected it"),
  signals: z.array(z.string()),
  senders: z.int(),
  confirmed: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});

const mixAnswer = z.object({
  posts: z.int(),
  mostAdPercent: z.int(),
  counts: z.record(kindSchema, z.int()).describe("Of all senders' last posts"),
  judged: z.int().describe("Senders with posts"),
  over: z.int(),
  senders: z.array(senderSchema),
  corrected: z.int().describe("Posts whose reading somebody corrected"),
});

function present({ content, createdAt, accountId: _account, sendAt: _at, ...post }: Post) {
  return {
    ...post,
    text: content.text ?? "",
    kindLabel: postKinds[post.kind],
    signals: [...post.signals],
    createdAt: createdAt.toISOString(),
  };
}

/** 朋友圈内容构成 (CH-24): what guides' Moments are made of, and a warning before they are nothing but advertising. */
export function momentRoutes(platform: Platform, channel: Pick<OutboundChannel, "choices"> | undefined): Route[] {
  const { db } = platform;

  async function names(accountId: string): Promise<(key: string) => string> {
    const staff = (await channel?.choices?.(accountId))?.staff ?? [];
    const byKey = new Map(staff.map(({ key, name }) => [key, name]));
    return (key) => (key === everybody ? "全体成员" : (byKey.get(key) ?? key));
  }

  return [
    route({
      method: "POST",
      path: "/moments/check",
      summary: "What a post is, and whose Moments it would make ad-only; sends nothing",
      tag,
      access: "outbound.write",
      body: checkBody,
      answer: checkAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const check = await checkPost(platform, db, body.accountId, body.content);
        const nameOf = await names(body.accountId);
        return {
          kind: check.reading.kind,
          kindLabel: postKinds[check.reading.kind],
          signals: [...check.reading.signals],
          senders: check.senders,
          over: check.over.length,
          worst: check.over.slice(0, 10).map((each) => ({ ...each, name: nameOf(each.senderKey) })),
          posts: check.posts,
          mostAdPercent: check.mostAdPercent,
          stops: check.stops,
          repeats: check.repeats ? { title: check.repeats.title, at: check.repeats.createdAt.toISOString() } : null,
        };
      },
    }),
    route({
      method: "GET",
      path: "/moments/posts",
      summary: "Posts on Moments, newest first, with what each is",
      tag,
      access: "outbound.read",
      query: pageQuery,
      answer: pageOf(postSchema),
      handle: async ({ actor, query }) => {
        requireWholeChain(actor);
        const before = decodeCursor(query.cursor, 1)?.[0] ?? null;
        const posts = await listPosts(db, before === null ? null : new Date(before), query.limit + 1);
        return toPage(posts, query.limit, (post) => [post.createdAt.toISOString()], present);
      },
    }),
    route({
      method: "PUT",
      path: "/moments/posts/:momentKey/kind",
      summary: "Say what a post is, where its text was read wrong",
      tag,
      access: "outbound.write",
      params: z.object({ momentKey: z.string().min(1).max(200) }),
      body: z.object({ kind: kindSchema }),
      answer: postSchema,
      handle: async ({ actor, params: { momentKey }, body: { kind } }) =>
        db.transaction().execute(async (tx) => {
          requireWholeChain(actor);
          const post = await findPost(tx, momentKey);
          if (!post) throw notFound("这条朋友圈");
          await sql`
            insert into moment_class (business_key, kind, read_as, corrected_at, corrected_by)
            values (${momentKey}, ${kind}, ${post.readAs ?? post.kind}, ${platform.clock.now()}, ${actor.name})
            on conflict (business_key) do update set kind = excluded.kind, corrected_at = excluded.corrected_at, corrected_by = excluded.corrected_by`.execute(
            tx,
          );
          await audit(tx, actor, {
            action: "moment.classified",
            subject: { kind: "moment", id: momentKey },
            detail: { before: post.kind, after: kind },
          });
          const after = await findPost(tx, momentKey);
          if (!after) throw new Error(`the post ${momentKey} vanished`);
          return present(after);
        }),
    }),
    route({
      method: "GET",
      path: "/moments/mix",
      summary: "What senders' last posts are made of, and who is over the limit",
      tag,
      access: "outbound.read",
      query: accountQuery,
      answer: mixAnswer,
      handle: async ({ actor, query: { accountId } }) => {
        requireWholeChain(actor);
        const { value: limits } = await readSetting(db, momentSetting);
        const mixes = await senderMixes(db, accountId, undefined, limits.posts);
        const over = mixes
          .map(({ senderKey, kinds }) => ({
            senderKey,
            ...judgeMix(kinds, null, limits),
            next: judgeMix(kinds, "ad", limits),
          }))
          .filter(({ tooMany }) => tooMany)
          .sort((a, b) => b.ads / b.posts - a.ads / a.posts || (a.senderKey < b.senderKey ? -1 : 1));
        const nameOf = await names(accountId);
        const { rows } = await sql<{
          n: number;
        }>`select count(*)::int as n from moment_class where kind <> read_as`.execute(db);
        const count = (kind: PostKind) =>
          mixes.reduce((sum, { kinds }) => sum + kinds.filter((each) => each === kind).length, 0);
        return {
          posts: limits.posts,
          mostAdPercent: limits.mostAdPercent,
          counts: { ad: count("ad"), content: count("content"), interaction: count("interaction") },
          judged: mixes.length,
          over: over.length,
          senders: over.slice(0, named).map(({ senderKey, ads, posts, next }) => ({
            senderKey,
            name: nameOf(senderKey),
            ads,
            posts,
            first: next.first,
          })),
          corrected: rows[0]?.n ?? 0,
        };
      },
    }),
    readSettingRoute(platform, momentSetting, {
      tag,
      access: "outbound.read",
      path: "/moments/settings",
      summary: "When Moments are too much advertising",
    }),
    changeSettingRoute(platform, momentSetting, {
      tag,
      access: "outbound.write",
      path: "/moments/settings",
      summary: "Set when Moments are too much advertising, and whether that is refused",
    }),
  ];
}
