/** wecom-api.md §10; one row per day, in total over the users asked for. */
export interface WecomBehavior {
  /** Unix seconds of 00:00 UTC+8. */
  stat_time: number;
  chat_cnt: number;
  message_cnt: number;
  /** Only if there were chats. */
  reply_percentage?: number;
  /** Minutes; only if there were chats. */
  avg_reply_time?: number;
  negative_feedback_cnt: number;
  new_apply_cnt: number;
  new_contact_cnt: number;
}

export interface WecomGroupFigures {
  new_chat_cnt: number;
  chat_total: number;
  chat_has_msg: number;
  new_member_cnt: number;
  member_total: number;
  member_has_msg: number;
  msg_total: number;
  migrate_trainee_chat_cnt?: number;
}

/** Statistics of past days: wecom-api.md §10. */
export interface StatisticsEndpoints {
  "POST /cgi-bin/externalcontact/get_user_behavior_data": {
    body: { userid?: string[]; partyid?: number[]; start_time: number; end_time: number };
    answer: { behavior_data: WecomBehavior[] };
  };
  "POST /cgi-bin/externalcontact/groupchat/statistic": {
    body: {
      day_begin_time: number;
      day_end_time?: number;
      owner_filter: { userid_list: string[] };
      order_by?: 1 | 2 | 3 | 4;
      order_asc?: 0 | 1;
      offset?: number;
      limit?: number;
    };
    answer: { total: number; next_offset: number; items: { owner: string; data: WecomGroupFigures }[] };
  };
  "POST /cgi-bin/externalcontact/groupchat/statistic_group_by_day": {
    body: { day_begin_time: number; day_end_time?: number; owner_filter: { userid_list: string[] } };
    answer: { items: { stat_time: number; data: WecomGroupFigures }[] };
  };
}
