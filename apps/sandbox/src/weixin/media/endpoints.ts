import { WEIXIN_MEDIA, WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { BinaryAnswer, type Call, type Endpoint, get, post, refuse, type UploadedFile } from "../../http/endpoint.ts";
import { formatOf, secondsOfMedia } from "../../wecom/media/inspect.ts";
import { accountOf, officialAccountOf, opaque } from "../accounts/accounts.ts";
import { bodyOf } from "../read.ts";
import type { MediaKind } from "./state.ts";
import { keepMedia, mediaNamed } from "./store.ts";

const VOICE_SECONDS = 60;
const ARTICLE_IMAGE_BYTES = 1024 * 1024;
/** GIF and MP3 are not looked into: the format of their first bytes reads as "". */
const NOT_LOOKED_INTO: ReadonlySet<string> = new Set(["gif", "mp3"]);
const formatsOf = (kind: MediaKind) =>
  WEIXIN_MEDIA[kind].formats.map((format) => (NOT_LOOKED_INTO.has(format) ? "" : format));

/** Temporary and permanent material: wechat-api.md §1.8. */
export const mediaEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/media/upload", (call) => {
    const kind = kindOf(call);
    const file = keep(call, kind, false);
    return { type: kind, media_id: file.mediaId, created_at: file.createdAt };
  }),
  get("/cgi-bin/media/get", (call) => {
    const file = mediaNamed(call.world, accountOf(call), call.query.media_id);
    return new BinaryAnswer(file.type, file.bytes, file.name);
  }),
  post("/cgi-bin/media/uploadimg", (call) => {
    const account = officialAccountOf(call);
    const { bytes, type, name } = uploaded(call);
    if (!["jpg", "png"].includes(formatOf(bytes))) refuse(40005, "invalid file type");
    if (bytes.length > ARTICLE_IMAGE_BYTES) refuse(40009, "invalid image size");
    const file = keepMedia(call.world, account, { kind: "image", name, type, bytes, permanent: true });
    return { url: pictureUrl(file.mediaId) };
  }),
  post("/cgi-bin/material/add_material", (call) => {
    const kind = kindOf(call);
    const { files } = officialAccountOf(call).media;
    const held = [...files.values()].filter((file) => file.permanent && (file.kind === "image") === (kind === "image"));
    const limit = kind === "image" ? WEIXIN_QUOTAS.permanentImages : WEIXIN_QUOTAS.permanentMaterials;
    if (held.length >= limit.amount) refuse(45001, "material count limit");
    const file = keep(call, kind, true);
    return { media_id: file.mediaId, ...(kind === "image" && { url: pictureUrl(file.mediaId) }) };
  }),
  post("/cgi-bin/material/get_material", (call) => {
    const { media_id } = bodyOf(call, z.object({ media_id: z.string() }));
    const file = mediaNamed(call.world, officialAccountOf(call), media_id);
    return new BinaryAnswer(file.type, file.bytes, file.name);
  }),
  post("/cgi-bin/material/del_material", (call) => {
    const account = officialAccountOf(call);
    const { media_id } = bodyOf(call, z.object({ media_id: z.string() }));
    account.media.files.delete(mediaNamed(call.world, account, media_id).mediaId);
    return {};
  }),
  get("/cgi-bin/material/get_materialcount", (call) => {
    const held = [...officialAccountOf(call).media.files.values()].filter(({ permanent }) => permanent);
    const countOf = (kind: MediaKind) => held.filter((file) => file.kind === kind).length;
    return {
      voice_count: countOf("voice"),
      video_count: countOf("video"),
      image_count: countOf("image"),
      news_count: 0,
    };
  }),
];

const pictureUrl = (mediaId: string) => `http://mmbiz.qpic.cn/mmbiz/${mediaId}/0?wx_fmt=png`;

function kindOf({ query }: Call): MediaKind {
  return Object.hasOwn(WEIXIN_MEDIA, query.type ?? "")
    ? (query.type as MediaKind)
    : refuse(40004, "invalid media type");
}

function keep(call: Call, kind: MediaKind, permanent: boolean) {
  const { bytes, type, name } = uploaded(call);
  if (bytes.length > WEIXIN_MEDIA[kind].bytes) refuse(kind === "image" ? 40009 : 40006, "invalid media size");
  if (!formatsOf(kind).includes(formatOf(bytes))) refuse(40005, "invalid file type");
  if (kind === "voice" && secondsOfMedia(bytes) > VOICE_SECONDS) refuse(45007, "voice too long");
  return keepMedia(call.world, accountOf(call), { kind, name, type, bytes, permanent });
}

function uploaded({ files, world }: Call): UploadedFile {
  const [file] = files;
  if (!file || file.bytes.length === 0) refuse(41005, "media data missing");
  return file.name ? file : { ...file, name: opaque(world, 8) };
}
