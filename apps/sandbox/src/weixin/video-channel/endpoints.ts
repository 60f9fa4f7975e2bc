import { z } from "zod";
import { type Endpoint, post } from "../../http/endpoint.ts";
import { videoChannelOf } from "../accounts/accounts.ts";
import { bodyOf } from "../read.ts";

/** The platform names no page size; a small one shows who forgets to go on. */
const PAGE = 10;
const seconds = z.int().min(0);

/** Video channels: wechat-api.md §5.9. Works have no calls there. */
export const videoChannelEndpoints: readonly Endpoint[] = [
  post("/channels/finderlive/get_finder_attr_by_appid", (call) => {
    const { name, video } = videoChannelOf(call);
    return { finder_attr: { uniq_id: video.uniqId, nickname: name, fans_count: video.fans } };
  }),
  post("/channels/finderlive/get_finder_live_data_list", (call) => {
    const { video } = videoChannelOf(call);
    const { start_time, end_time, last_buffer } = bodyOf(
      call,
      z.object({ start_time: seconds, end_time: seconds, last_buffer: z.string().optional() }),
    );
    const found = video.lives.filter(({ live_start_time: at }) => at >= start_time && at <= end_time).reverse();
    const from = last_buffer ? Number(last_buffer) : 0;
    const next = from + PAGE;
    return {
      item: found.slice(from, next),
      last_buffer: String(next),
      continue_flag: next < found.length ? 1 : 0,
    };
  }),
  post("/channels/ec/finderlive/getfinderlivenoticerecordlist", (call) => ({
    live_notice_list: [...videoChannelOf(call).video.notices].reverse(),
  })),
];
