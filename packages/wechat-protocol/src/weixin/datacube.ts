/** Dates: `YYYY-MM-DD` for accounts, `yyyyMMdd` for mini programs. */
interface Span {
  begin_date: string;
  end_date: string;
}
interface Listed<R> {
  list: R[];
  /** False: the data is current. */
  is_delay?: boolean;
}
/** `key`: days after, 0 the same day. */
interface Keyed {
  key: number;
  value: number;
}

/** Reading figures of one article on one day. */
export interface WeixinArticleFigures {
  read_user: number;
  read_user_source?: { scene: string; user_count: number }[];
  share_user?: number;
  zaikan_user?: number;
  like_user?: number;
  comment_count?: number;
}

/** Figures of past days: wechat-api.md §1.12, §2.5. */
export interface WeixinDatacubeEndpoints {
  "POST /datacube/getusersummary": {
    body: Span;
    answer: Listed<{ ref_date: string; user_source: number; new_user: number; cancel_user: number }>;
  };
  "POST /datacube/getusercumulate": { body: Span; answer: Listed<{ ref_date: string; cumulate_user: number }> };
  "POST /datacube/getarticleread": {
    body: Span;
    answer: Listed<{ ref_date: string; msgid: string; detail: WeixinArticleFigures }>;
  };
  "POST /datacube/getarticleshare": {
    body: Span;
    answer: Listed<{ ref_date: string; msgid: string; detail: WeixinArticleFigures }>;
  };
  "POST /datacube/getbizsummary": {
    body: Span;
    answer: Listed<{ ref_date: string; detail: WeixinArticleFigures }>;
  };
  "POST /datacube/getarticletotaldetail": {
    body: Span;
    answer: Listed<{
      ref_date: string;
      msgid: string;
      publish_type: 0 | 1;
      detail_list: ({ stat_date: string } & WeixinArticleFigures)[];
    }>;
  };
  "POST /datacube/getupstreammsg": {
    body: Span;
    answer: Listed<{ ref_date: string; msg_type: number; msg_user: number; msg_count: number }>;
  };
  "POST /datacube/getinterfacesummary": {
    body: Span;
    answer: Listed<{
      ref_date: string;
      callback_count: number;
      fail_count: number;
      total_time_cost: number;
      max_time_cost: number;
    }>;
  };
  "POST /datacube/getweanalysisappiddailysummarytrend": {
    body: Span;
    answer: Listed<{ ref_date: string; visit_total: number; share_pv: number; share_uv: number }>;
  };
  "POST /datacube/getweanalysisappiddailyvisittrend": {
    body: Span;
    answer: Listed<{
      ref_date: string;
      session_cnt: number;
      visit_pv: number;
      visit_uv: number;
      visit_uv_new: number;
      stay_time_uv: number;
      stay_time_session: number;
      visit_depth: number;
    }>;
  };
  "POST /datacube/getweanalysisappiddailyretaininfo": {
    body: Span;
    answer: { ref_date: string; visit_uv_new: Keyed[]; visit_uv: Keyed[] };
  };
  "POST /datacube/getweanalysisappidvisitpage": {
    body: Span;
    answer: {
      ref_date: string;
      list: {
        page_path: string;
        page_visit_pv: number;
        page_visit_uv: number;
        page_staytime_pv: number;
        entrypage_pv: number;
        exitpage_pv: number;
        page_share_pv: number;
        page_share_uv: number;
      }[];
    };
  };
}
