/** wecom-api.md §6; larger `order` stands first, `deleted` only when filtering. */
export interface WecomCorpTag {
  id: string;
  name: string;
  create_time: number;
  order: number;
  deleted?: boolean;
}

export interface WecomCorpTagGroup {
  group_id: string;
  group_name: string;
  create_time: number;
  order: number;
  deleted?: boolean;
  tag: WecomCorpTag[];
}

/** Customer tags: wecom-api.md §6. */
export interface TagEndpoints {
  /** Both lists empty: all; both given: `tag_id` is ignored. */
  "POST /cgi-bin/externalcontact/get_corp_tag_list": {
    body: { tag_id?: string[]; group_id?: string[] };
    answer: { tag_group: WecomCorpTagGroup[] };
  };
  /** An existing `group_name` reuses its group; duplicate names collapse to one. */
  "POST /cgi-bin/externalcontact/add_corp_tag": {
    body: {
      group_id?: string;
      group_name?: string;
      order?: number;
      tag: { name: string; order?: number }[];
      agentid?: number;
    };
    answer: { tag_group: WecomCorpTagGroup };
  };
  "POST /cgi-bin/externalcontact/edit_corp_tag": {
    body: { id: string; name?: string; order?: number; agentid?: number };
    answer: object;
  };
  /** Deleting the last tag removes its group. */
  "POST /cgi-bin/externalcontact/del_corp_tag": {
    body: { tag_id?: string[]; group_id?: string[]; agentid?: number };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/mark_tag": {
    body: { userid: string; external_userid: string; add_tag?: string[]; remove_tag?: string[] };
    answer: object;
  };
}
