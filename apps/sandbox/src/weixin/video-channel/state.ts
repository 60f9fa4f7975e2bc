import type { FinderLive } from "@feilun/wechat-protocol";

/** What 视频号助手 knows of one video channel: wechat-api.md §5.9. */
export interface VideoChannelState {
  readonly uniqId: string;
  fans: number;
  /** Newest last. */
  readonly lives: FinderLive[];
  readonly notices: {
    readonly notice_id: string;
    status: number;
    readonly start_time: number;
    readonly description: string;
  }[];
}

export function newVideoChannel(uniqId: string): VideoChannelState {
  return { uniqId, fans: 0, lives: [], notices: [] };
}
