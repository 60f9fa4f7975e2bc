import { group, items, number, optional, rows, text } from "../callback/fields.ts";

const eventKey = { eventKey: optional(text("EventKey")) } as const;
const card = {
  eventKey: optional(text("EventKey")),
  taskId: optional(text("TaskId")),
  cardType: optional(text("CardType")),
  /** Updates the card once within 72 h. */
  responseCode: optional(text("ResponseCode")),
} as const;
const message = { msgId: text("MsgId") } as const;

/** What reaches one app: its own events (wecom-api.md §2), customer service, archive, jobs, and members' messages to it. */
export const APP_EVENTS = {
  subscribe: {},
  unsubscribe: {},
  enter_agent: eventKey,
  LOCATION: { latitude: number("Latitude"), longitude: number("Longitude"), precision: optional(number("Precision")) },
  click: eventKey,
  view: eventKey,
  view_miniprogram: eventKey,
  batch_job_result: {
    batchJob: group("BatchJob", {
      jobId: text("JobId"),
      jobType: text("JobType"),
      errCode: number("ErrCode"),
      errMsg: optional(text("ErrMsg")),
    }),
  },
  template_card_event: {
    ...card,
    selectedItems: optional(
      rows(
        "SelectedItems",
        { questionKey: text("QuestionKey"), optionIds: optional(items("OptionIds", "OptionId")) },
        "SelectedItem",
      ),
    ),
  },
  template_card_menu_event: card,
  inactive_alert: { effectTime: optional(number("EffectTime")) },
  close_inactive_agent: {},
  reopen_inactive_agent: {},
  low_active_alert: { effectTime: optional(number("EffectTime")) },
  low_active: {},
  active_restored: {},
  upload_media_job_finish: { jobId: text("JobId") },
  /** New archived messages exist; at most every 15 s. */
  msgaudit_notify: {},
  /** The content is pulled with kf/sync_msg; `token` is valid for 10 min. */
  kf_msg_or_event: { token: text("Token"), openKfId: text("OpenKfId") },

  "message.text": { ...message, content: text("Content") },
  "message.image": { ...message, picUrl: optional(text("PicUrl")), mediaId: text("MediaId") },
  "message.voice": { ...message, mediaId: text("MediaId"), format: optional(text("Format")) },
  "message.video": { ...message, mediaId: text("MediaId"), thumbMediaId: optional(text("ThumbMediaId")) },
  "message.location": {
    ...message,
    locationX: number("Location_X"),
    locationY: number("Location_Y"),
    scale: optional(number("Scale")),
    label: optional(text("Label")),
  },
  "message.link": {
    ...message,
    title: text("Title"),
    description: optional(text("Description")),
    url: text("Url"),
    picUrl: optional(text("PicUrl")),
  },
} as const;
