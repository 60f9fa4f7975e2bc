import type { NextCursor } from "../endpoint.ts";

/** One kind only: up to 9 images, 1 video or 1 link; media from upload_attachment with attachment_type 1. */
export type WecomMomentAttachment =
  | { msgtype: "image"; image: { media_id: string } }
  | { msgtype: "video"; video: { media_id: string } }
  | { msgtype: "link"; link: { title?: string; url: string; media_id: string } };

/** wecom-api.md §8.2. Neither list given: every visible member posts publicly. */
export interface WecomMomentDraft {
  text?: { content: string };
  attachments?: WecomMomentAttachment[];
  visible_range?: {
    sender_list?: { user_list?: string[]; department_list?: number[] };
    external_contact_list?: { tag_list: string[] };
  };
}

export interface WecomMoment {
  moment_id: string;
  /** Absent for those made by API. */
  creator?: string;
  create_time: number;
  /** 0 corp, 1 personal. */
  create_type: 0 | 1;
  /** 0 part of the customers, 1 public. */
  visible_type: 0 | 1;
  text?: { content: string };
  image?: { media_id: string }[];
  video?: { media_id: string; thumb_media_id: string };
  link?: { title: string; url: string };
  location?: { latitude: string; longitude: string; name: string };
}

interface MomentOfMember {
  moment_id: string;
  userid: string;
  cursor?: string;
  limit?: number;
}
/** Exactly one of the two ids. */
interface MomentReaction {
  external_userid?: string;
  userid?: string;
  create_time: number;
}

/** Moments, 客户朋友圈: wecom-api.md §8.2. */
export interface MomentEndpoints {
  "POST /cgi-bin/externalcontact/add_moment_task": { body: WecomMomentDraft; answer: { jobid: string } };
  "GET /cgi-bin/externalcontact/get_moment_task_result": {
    query: { jobid: string };
    answer: {
      /** `MOMENT_JOB_STATUS`. */
      status: 1 | 2 | 3;
      type: "add_moment_task";
      result?: {
        errcode: number;
        errmsg: string;
        moment_id?: string;
        invalid_sender_list?: { user_list: string[]; department_list: number[] };
        invalid_external_contact_list?: { tag_list: string[] };
      };
    };
  };
  "POST /cgi-bin/externalcontact/cancel_moment_task": { body: { moment_id: string }; answer: object };
  "POST /cgi-bin/externalcontact/get_moment_list": {
    body: {
      start_time: number;
      end_time: number;
      creator?: string;
      filter_type?: 0 | 1 | 2;
      cursor?: string;
      limit?: number;
    };
    answer: { moment_list: WecomMoment[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/get_moment_task": {
    body: { moment_id: string; cursor?: string; limit?: number };
    answer: { task_list: { userid: string; publish_status: 0 | 1 }[] } & NextCursor;
  };
  /** The audience that was selected. */
  "POST /cgi-bin/externalcontact/get_moment_customer_list": {
    body: MomentOfMember;
    answer: { customer_list: { userid: string; external_userid: string }[] } & NextCursor;
  };
  /** The audience that received it. */
  "POST /cgi-bin/externalcontact/get_moment_send_result": {
    body: MomentOfMember;
    answer: { customer_list: { external_userid: string }[] } & NextCursor;
  };
  "POST /cgi-bin/externalcontact/get_moment_comments": {
    body: { moment_id: string; userid: string };
    answer: { comment_list: MomentReaction[]; like_list: MomentReaction[] };
  };
}
