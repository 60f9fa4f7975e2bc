import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { BinaryAnswer, type Call, type Endpoint, get, post, refuse, type UploadedFile } from "../../http/endpoint.ts";
import { text } from "../../http/read.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import { formatOf, pixelsOf, secondsOfMedia } from "./inspect.ts";
import type { MediaKind } from "./state.ts";
import { keepMedia, mediaNamed } from "./store.ts";
import { startUpload, uploadJobView } from "./upload-by-url.ts";

const MESSAGE_BYTES: Readonly<Record<MediaKind, number>> = {
  image: WECOM_QUOTAS.mediaImage.amount,
  voice: WECOM_QUOTAS.mediaVoice.amount,
  video: WECOM_QUOTAS.mediaVideo.amount,
  file: WECOM_QUOTAS.mediaFile.amount,
};
const DAY = 86_400;

/** Files and pictures: wecom-api.md §15.3. */
export const mediaEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/media/upload", (call) => {
    const kind = kindOf(call.query.type, ["image", "voice", "video", "file"]);
    const file = uploaded(call, MESSAGE_BYTES[kind]);
    checkFormat(kind, file.bytes);
    if (kind === "voice" && secondsOfMedia(file.bytes) > WECOM_QUOTAS.mediaVoiceDuration.amount)
      refuse(45001, "voice over 60 s");
    const kept = keepMedia(call.world, { kind, purpose: "message", ...file });
    return { type: kind, media_id: kept.mediaId, created_at: String(kept.createdAt) };
  }),
  get("/cgi-bin/media/get", ({ world, query }) => {
    const file = mediaNamed(world, query.media_id);
    return new BinaryAnswer(file.type, file.bytes, encodeURIComponent(file.name));
  }),
  post("/cgi-bin/media/uploadimg", (call) => {
    const { world } = call;
    const file = uploaded(call, WECOM_QUOTAS.uploadImage.amount);
    checkFormat("image", file.bytes);
    const now = secondsOf(world.clock);
    const { pictures } = world.wecom.media;
    const since = (seconds: number) => [...pictures.values()].filter(({ createdAt }) => createdAt > now - seconds);
    if (
      since(DAY).length >= WECOM_QUOTAS.uploadImagesPerDay.amount ||
      since(30 * DAY).length >= WECOM_QUOTAS.uploadImagesPerMonth.amount
    )
      refuse(45009, "uploadimg");
    const url = `https://wework.qpic.cn/wwpic/${opaqueId(world.random, "", 32)}/0`;
    pictures.set(url, { type: file.type, bytes: file.bytes, createdAt: now });
    return { url };
  }),
  post("/cgi-bin/media/upload_attachment", (call) => {
    const kind = kindOf(call.query.media_type, ["image", "video", "file"]);
    const purpose = purposeOf(call.query.attachment_type);
    if (purpose === "album" && kind !== "image") refuse(41072, "albums take images only");
    const file = uploaded(call, WECOM_QUOTAS.attachmentFile.amount, 41080);
    checkFormat(kind, file.bytes, kind === "video" ? 41090 : 40058);
    if (kind === "video" && secondsOfMedia(file.bytes) > WECOM_QUOTAS.momentVideoDuration.amount) refuse(41082);
    if (kind === "image" && purpose === "moment") checkPixels(file.bytes);
    const kept = keepMedia(call.world, { kind, purpose, ...file });
    return { type: kind, media_id: kept.mediaId, created_at: kept.createdAt };
  }),
  post("/cgi-bin/media/upload_by_url", (call) => ({ jobid: startUpload(call) })),
  post("/cgi-bin/media/get_upload_by_url_result", ({ world, body }) =>
    uploadJobView(world, text(body, "jobid", 40088)),
  ),
];

function kindOf<K extends MediaKind>(value: string | undefined, allowed: readonly K[]): K {
  return allowed.find((kind) => kind === value) ?? refuse(40058, "invalid media type");
}

function purposeOf(value: string | undefined): "moment" | "album" {
  if (value === "1") return "moment";
  return value === "2" ? "album" : refuse(40058, "attachment_type is 1 or 2");
}

/** The one file of the request; 44001 empty or absent, `tooBig` above `max` bytes. */
function uploaded({ files }: Call, max: number, tooBig = 45001): Pick<UploadedFile, "name" | "type" | "bytes"> {
  const file = files[0];
  if (!file || file.bytes.length <= WECOM_QUOTAS.mediaSmallest.amount) refuse(44001, "over 5 bytes needed");
  if (file.bytes.length > max) refuse(tooBig, `at most ${max} bytes`);
  return { name: file.name, type: file.type, bytes: file.bytes };
}

function checkFormat(kind: MediaKind, bytes: Buffer, errcode = 40058): void {
  const format = formatOf(bytes);
  if (kind === "image" && format !== "jpg" && format !== "png") refuse(errcode, "JPG or PNG needed");
  if (kind === "voice" && format !== "amr") refuse(errcode, "AMR needed");
  if (kind === "video" && format !== "mp4") refuse(errcode, "MP4 needed");
}

function checkPixels(bytes: Buffer): void {
  const { width = 0, height = 0 } = pixelsOf(bytes) ?? {};
  const { momentImageLongSide, momentImageShortSide } = WECOM_QUOTAS;
  if (Math.max(width, height) > momentImageLongSide.amount) refuse(41081, "long side");
  if (Math.min(width, height) > momentImageShortSide.amount) refuse(41081, "short side");
}
