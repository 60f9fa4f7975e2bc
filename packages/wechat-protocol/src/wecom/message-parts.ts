export interface WecomImagePart {
  /** Wins over `pic_url` when both are given. */
  media_id?: string;
  /** Only from media/uploadimg. */
  pic_url?: string;
}
export interface WecomLinkPart {
  title: string;
  picurl?: string;
  desc?: string;
  url: string;
}
export interface WecomMiniProgramPart {
  title: string;
  pic_media_id: string;
  appid: string;
  page: string;
}
export interface WecomMediaPart {
  media_id: string;
}

/** An attachment of a welcome or mass message: wecom-api.md §4.3. */
export type WecomAttachment =
  | { msgtype: "image"; image: WecomImagePart }
  | { msgtype: "link"; link: WecomLinkPart }
  | { msgtype: "miniprogram"; miniprogram: WecomMiniProgramPart }
  | { msgtype: "video"; video: WecomMediaPart }
  | { msgtype: "file"; file: WecomMediaPart };
