/** A live show as get_finder_live_data_list tells it (wechat-api.md §5.9; field names from an SDK). Times are unix seconds. */
export interface FinderLive {
  export_id: string;
  live_start_time: number;
  live_duration_in_seconds: number;
  total_audience_count: number;
  total_cheer_count: number;
  forward_count: number;
  total_comment_count: number;
  audiences_avg_seconds: number;
  max_online_count: number;
  new_follow_count: number;
  new_follow_count_biz?: number;
}

/** Video channels, with the account of 视频号助手: wechat-api.md §5.9. Works have no calls: neither publishing nor their figures. */
export interface VideoChannelEndpoints {
  "POST /channels/finderlive/get_finder_attr_by_appid": {
    body: object;
    answer: { finder_attr: { uniq_id: string; nickname: string; fans_count: number } };
  };
  "POST /channels/finderlive/get_finder_live_data_list": {
    body: { start_time: number; end_time: number; last_buffer?: string };
    answer: { item: FinderLive[]; last_buffer: string; continue_flag: number };
  };
  "POST /channels/ec/finderlive/getfinderlivenoticerecordlist": {
    body: object;
    answer: {
      live_notice_list: { notice_id: string; status: number; start_time: number; description: string }[];
    };
  };
}
