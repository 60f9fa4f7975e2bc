import { WEIXIN_MEDIA, type WeixinMediaKind } from "@feilun/wechat-protocol";

export const materialKinds = { image: "图片", voice: "语音", video: "视频", thumb: "缩略图" } as const satisfies Record<
  WeixinMediaKind,
  string
>;

/** What a file is, by its first bytes; "" where none of the formats that the platform takes. */
export function formatOf(bytes: Buffer): string {
  const latin = (from: number, to: number) => bytes.subarray(from, to).toString("latin1");
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "jpg";
  if (latin(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (latin(0, 4) === "GIF8") return "gif";
  if (latin(4, 8) === "ftyp") return "mp4";
  if (latin(0, 5) === "#!AMR") return "amr";
  const first = bytes[0] ?? 0;
  return latin(0, 3) === "ID3" || (first === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0) ? "mp3" : "";
}

/** What kind of bytes the platform is told that a file has. */
export const mediaTypes: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  mp4: "video/mp4",
  amr: "audio/amr",
  mp3: "audio/mpeg",
};

/** `10 MB`, `64 KB` */
export function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${Math.round(bytes / 1024)} KB`;
}

/** Why the platform would not take the file; null = it would. */
export function materialProblem(kind: WeixinMediaKind, bytes: Buffer): string | null {
  const { bytes: most, formats } = WEIXIN_MEDIA[kind];
  if (bytes.length === 0) return "文件是空的";
  if (bytes.length > most) return `${materialKinds[kind]}不能超过 ${sizeText(most)}`;
  return formats.includes(formatOf(bytes))
    ? null
    : `${materialKinds[kind]}要是 ${formats.map((format) => format.toUpperCase()).join("、")} 文件`;
}
