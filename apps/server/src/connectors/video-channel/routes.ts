import { sql } from "kysely";
import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { findAccount, listAccounts } from "../wechat/index.ts";
import { fansSince, syncVideoChannelJob } from "./sync.ts";

const tag = "video-channel";
const instant = z.iso.datetime({ offset: true });
const SHOWN = 20;

const connectedSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  enabled: z.boolean(),
  profile: z
    .object({
      finderId: z.string(),
      nickname: z.string(),
      fans: z.int(),
      gained: z.int().nullable().describe("Against the oldest day known of the last 30; null = only one day is known"),
      readAt: instant,
      failure: z.string().nullable(),
    })
    .nullable()
    .describe("Null = nothing was read yet"),
  lives: z.array(
    z.object({
      exportId: z.string(),
      startedAt: instant,
      seconds: z.int(),
      viewers: z.int(),
      likes: z.int(),
      shares: z.int(),
      comments: z.int(),
      averageSeconds: z.int(),
      mostOnline: z.int(),
      newFollowers: z.int(),
    }),
  ),
  notices: z.array(z.object({ noticeId: z.string(), startsAt: instant, description: z.string() })).describe("To come"),
});
type Connected = z.input<typeof connectedSchema>;

interface ConnectedRow {
  readonly profile: Connected["profile"];
  readonly lives: Connected["lives"] | null;
  readonly notices: Connected["notices"] | null;
}

/** Video channels that are connected by their account of 视频号助手: fans, live shows and announcements (IN-04). */
export function connectedVideoChannelRoutes(platform: Platform): Route[] {
  const { db, clock, config } = platform;

  async function readConnected(accountId: string): Promise<ConnectedRow> {
    const now = clock.now();
    const since = fansSince(dayIn(config.timeZone, now));
    const utc = (column: string) =>
      sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    const { rows } = await sql<ConnectedRow>`
      select (select jsonb_build_object('finderId', p.finder_id, 'nickname', p.nickname, 'fans', p.fans, 'readAt', ${utc("p.read_at")},
          'failure', p.failure, 'gained', (select p.fans - (array_agg(f.fans order by f.day))[1] from video_channel_fans f
            where f.wechat_account_id = p.wechat_account_id and f.day >= ${since}::date having count(*) > 1))
          from video_channel_profile p where p.wechat_account_id = ${accountId}) as profile,
        (select jsonb_agg(jsonb_build_object('exportId', l.export_id, 'startedAt', ${utc("l.started_at")}, 'seconds', l.seconds,
            'viewers', l.viewers, 'likes', l.likes, 'shares', l.shares, 'comments', l.comments, 'averageSeconds', l.average_seconds,
            'mostOnline', l.most_online, 'newFollowers', l.new_followers) order by l.started_at desc)
          from (select * from video_live where wechat_account_id = ${accountId} order by started_at desc limit ${SHOWN}) l) as lives,
        (select jsonb_agg(jsonb_build_object('noticeId', n.notice_id, 'startsAt', ${utc("n.starts_at")}, 'description', n.description)
            order by n.starts_at)
          from video_live_notice n where n.wechat_account_id = ${accountId} and n.starts_at > ${now}) as notices`.execute(
      db,
    );
    return rows[0] ?? { profile: null, lives: null, notices: null };
  }

  return [
    route({
      method: "GET",
      path: "/connected-video-channels",
      summary: "Connected video channels: fans, the last live shows, announced ones",
      tag,
      access: "content.read",
      answer: z.object({ items: z.array(connectedSchema) }),
      handle: async ({ actor }) => {
        requireWholeChain(actor);
        const accounts = await listAccounts(platform, db, { platform: "video_channel" });
        const items = accounts.map(async ({ id, name, enabled }): Promise<Connected> => {
          const { profile, lives, notices } = await readConnected(id);
          return { id, name, enabled, profile, lives: lives ?? [], notices: notices ?? [] };
        });
        return { items: await Promise.all(items) };
      },
    }),
    route({
      method: "POST",
      path: "/connected-video-channels/:accountId/sync",
      summary: "Read a connected video channel now, in the background",
      tag,
      access: "content.write",
      params: z.object({ accountId: z.uuid() }),
      status: 202,
      answer: z.object({}),
      handle: async ({ actor, params: { accountId } }) => {
        requireWholeChain(actor);
        const account = await findAccount(platform, db, accountId);
        if (account.platform !== "video_channel") throw notFound("这个视频号");
        await db
          .transaction()
          .execute((tx) =>
            platform.jobs.enqueue(
              tx,
              syncVideoChannelJob,
              { accountId },
              { key: `${syncVideoChannelJob}:${accountId}` },
            ),
          );
        return {};
      },
    }),
  ];
}
