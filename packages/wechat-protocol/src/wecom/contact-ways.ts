import type { NextCursor } from "../endpoint.ts";
import type { WecomImagePart, WecomLinkPart, WecomMiniProgramPart } from "./message-parts.ts";

/** What a temporary chat ends with; one part beside the text, in this order of priority. */
export interface WecomConclusions {
  text?: { content: string };
  image?: WecomImagePart;
  link?: WecomLinkPart;
  miniprogram?: WecomMiniProgramPart;
}

/** The fields that update_contact_way may change too; `user`, `party` and `remark` overwrite. */
interface ContactWaySettings {
  style?: number;
  remark?: string;
  /** True when left out. */
  skip_verify?: boolean;
  state?: string;
  user?: string[];
  party?: number[];
  expires_in?: number;
  chat_expires_in?: number;
  unionid?: string;
  is_exclusive?: boolean;
  mark_source?: boolean;
  conclusions?: WecomConclusions;
}

/** wecom-api.md §5.1. */
export interface WecomContactWayDraft extends ContactWaySettings {
  /** `CONTACT_WAY_TYPE`. */
  type: 1 | 2;
  /** `CONTACT_WAY_SCENE`. */
  scene: 1 | 2;
  is_temp?: boolean;
}

export interface WecomContactWay extends WecomContactWayDraft {
  config_id: string;
  /** Only for scene 2. */
  qr_code?: string;
}

/** Contact ways, 联系我: wecom-api.md §5.1. */
export interface ContactWayEndpoints {
  "POST /cgi-bin/externalcontact/add_contact_way": {
    body: WecomContactWayDraft;
    answer: { config_id: string; qr_code?: string };
  };
  "POST /cgi-bin/externalcontact/get_contact_way": {
    body: { config_id: string };
    answer: { contact_way: WecomContactWay };
  };
  "POST /cgi-bin/externalcontact/list_contact_way": {
    body: { start_time?: number; end_time?: number; cursor?: string; limit?: number };
    answer: { contact_way: { config_id: string }[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/update_contact_way": {
    body: ContactWaySettings & { config_id: string };
    answer: object;
  };
  "POST /cgi-bin/externalcontact/del_contact_way": { body: { config_id: string }; answer: object };
  "POST /cgi-bin/externalcontact/close_temp_chat": {
    body: { userid: string; external_userid: string };
    answer: object;
  };
}
