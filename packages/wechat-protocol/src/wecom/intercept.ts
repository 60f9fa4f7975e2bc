interface Range {
  user_list?: string[];
  department_list?: number[];
}

/** wecom-api.md §15.1. */
export interface WecomInterceptDraft {
  rule_name: string;
  word_list: string[];
  /** `INTERCEPT_SEMANTICS`. */
  semantics_list?: (1 | 2 | 3)[];
  /** `INTERCEPT_TYPE`. */
  intercept_type: 1 | 2;
  applicable_range: Range;
}

/** The page's example and its table disagree on where semantics_list stands: accept both. */
export interface WecomInterceptRule extends WecomInterceptDraft {
  rule_id: string;
  extra_rule?: { semantics_list: (1 | 2 | 3)[] };
}

/** Intercept rules, 敏感词: wecom-api.md §15.1. */
export interface InterceptEndpoints {
  "POST /cgi-bin/externalcontact/add_intercept_rule": { body: WecomInterceptDraft; answer: { rule_id: string } };
  "GET /cgi-bin/externalcontact/get_intercept_rule_list": {
    answer: { rule_list: { rule_id: string; rule_name: string; create_time: number }[] };
  };
  "POST /cgi-bin/externalcontact/get_intercept_rule": {
    body: { rule_id: string };
    answer: { rule: WecomInterceptRule };
  };
  /** An empty word_list is ignored, an empty extra_rule.semantics_list clears. */
  "POST /cgi-bin/externalcontact/update_intercept_rule": {
    body: {
      rule_id: string;
      rule_name?: string;
      word_list?: string[];
      extra_rule?: { semantics_list: (1 | 2 | 3)[] };
      intercept_type?: 1 | 2;
      add_applicable_range?: Range;
      remove_applicable_range?: Range;
    };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/del_intercept_rule": { body: { rule_id: string }; answer: object };
}
