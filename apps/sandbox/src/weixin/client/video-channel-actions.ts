import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { nowOf } from "../../world/clock.ts";
import { opaque } from "../accounts/accounts.ts";
import { videoChannelNamed } from "./find.ts";

const count = z.int().min(0).default(0);

/** What hosts and viewers do on a video channel. */
export const videoChannelActions: readonly Action[] = [
  action("video.gain_fans", z.object({ appid: z.string(), fans: z.int() }), (world, { appid, fans }) => {
    const { video } = videoChannelNamed(world, appid);
    video.fans = Math.max(0, video.fans + fans);
    return { fans: video.fans };
  }),
  action(
    "video.announce_live",
    z.object({ appid: z.string(), description: z.string(), startsInSeconds: z.int().min(0) }),
    (world, { appid, description, startsInSeconds }) => {
      const notice = {
        notice_id: opaque(world, 16),
        status: 0,
        start_time: Math.floor(nowOf(world.clock) / 1000) + startsInSeconds,
        description,
      };
      videoChannelNamed(world, appid).video.notices.push(notice);
      return notice;
    },
  ),
  action(
    "video.hold_live",
    z.object({
      appid: z.string(),
      seconds: z.int().min(1).default(3600),
      viewers: count,
      cheers: count,
      forwards: count,
      comments: count,
      averageSeconds: count,
      mostOnline: count,
      newFans: count,
    }),
    (world, { appid, seconds, ...live }) => {
      const { video } = videoChannelNamed(world, appid);
      video.fans += live.newFans;
      const held = {
        export_id: opaque(world, 20),
        live_start_time: Math.floor(nowOf(world.clock) / 1000) - seconds,
        live_duration_in_seconds: seconds,
        total_audience_count: live.viewers,
        total_cheer_count: live.cheers,
        forward_count: live.forwards,
        total_comment_count: live.comments,
        audiences_avg_seconds: live.averageSeconds,
        max_online_count: live.mostOnline,
        new_follow_count: live.newFans,
      };
      video.lives.push(held);
      return held;
    },
  ),
];
