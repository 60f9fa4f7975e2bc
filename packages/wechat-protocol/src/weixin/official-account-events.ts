import { group, items, number, optional, rows, text } from "../callback/fields.ts";

const message = { msgId: text("MsgId") } as const;
const key = { eventKey: optional(text("EventKey")) } as const;
const menu = { ...key, menuId: optional(text("MenuId")) } as const;
const scan = {
  ...key,
  scanCodeInfo: group("ScanCodeInfo", { scanType: text("ScanType"), scanResult: text("ScanResult") }),
} as const;
const pictures = {
  ...key,
  sendPicsInfo: group("SendPicsInfo", {
    count: number("Count"),
    picList: optional(rows("PicList", { picMd5Sum: text("PicMd5Sum") }, "item")),
  }),
} as const;
const place = {
  locationX: text("Location_X"),
  locationY: text("Location_Y"),
  scale: optional(text("Scale")),
  label: optional(text("Label")),
} as const;

/** Messages of users and events of an official account: wechat-api.md §1.3. */
export const OFFICIAL_ACCOUNT_EVENTS = {
  "message.text": {
    ...message,
    content: text("Content"),
    bizmsgmenuid: optional(text("bizmsgmenuid")),
    msgDataId: optional(text("MsgDataId")),
    idx: optional(text("Idx")),
  },
  "message.image": { ...message, picUrl: optional(text("PicUrl")), mediaId: text("MediaId") },
  "message.voice": {
    ...message,
    mediaId: text("MediaId"),
    format: optional(text("Format")),
    mediaId16K: optional(text("MediaId16K")),
    recognition: optional(text("Recognition")),
  },
  "message.video": { ...message, mediaId: text("MediaId"), thumbMediaId: optional(text("ThumbMediaId")) },
  "message.shortvideo": { ...message, mediaId: text("MediaId"), thumbMediaId: optional(text("ThumbMediaId")) },
  "message.location": { ...message, ...place },
  "message.link": { ...message, title: text("Title"), description: optional(text("Description")), url: text("Url") },

  /** `eventKey` is empty, or `qrscene_<scene>` when a parametric code was scanned. */
  subscribe: { ...key, ticket: optional(text("Ticket")) },
  /** The developer must delete what it holds of this user on the basis of following. */
  unsubscribe: key,
  /** Already following; `eventKey` is the scene without prefix. */
  SCAN: { ...key, ticket: optional(text("Ticket")) },
  LOCATION: { latitude: text("Latitude"), longitude: text("Longitude"), precision: optional(text("Precision")) },
  CLICK: key,
  VIEW: menu,
  view_miniprogram: menu,
  scancode_push: scan,
  scancode_waitmsg: scan,
  pic_sysphoto: pictures,
  pic_photo_or_album: pictures,
  pic_weixin: pictures,
  location_select: {
    ...key,
    sendLocationInfo: group("SendLocationInfo", { ...place, poiname: optional(text("Poiname")) }),
  },
  /** `success`, `failed:user block` or `failed: system failed`. */
  TEMPLATESENDJOBFINISH: { msgId: text("MsgID"), status: text("Status") },
  /** `status`: `send success`, `send fail` or `err(<code>)` of wechat-api.md §1.3. */
  MASSSENDJOBFINISH: {
    msgId: text("MsgID"),
    status: text("Status"),
    totalCount: number("TotalCount"),
    filterCount: number("FilterCount"),
    sentCount: number("SentCount"),
    errorCount: number("ErrorCount"),
    articleUrlResult: optional(
      group("ArticleUrlResult", {
        count: optional(number("Count")),
        resultList: optional(
          rows("ResultList", { articleIdx: number("ArticleIdx"), articleUrl: text("ArticleUrl") }, "item"),
        ),
      }),
    ),
  },
  PUBLISHJOBFINISH: {
    publishEventInfo: group("PublishEventInfo", {
      publishId: text("publish_id"),
      /** 0 success, 1 publishing, 2 original-check fail, 3 fail, 4 rejected, 5 deleted, 6 banned. */
      publishStatus: number("publish_status"),
      articleId: optional(text("article_id")),
      articleDetail: optional(
        group("article_detail", {
          count: number("count"),
          item: optional(rows("item", { idx: number("idx"), articleUrl: text("article_url") })),
        }),
      ),
      failIdx: optional(items("fail_idx")),
    }),
  },
} as const;
