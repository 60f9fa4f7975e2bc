import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import type { MediaFile } from "./state.ts";

/** Keeps a file for 3 days; what has expired goes. */
export function keepMedia(world: World, draft: Omit<MediaFile, "mediaId" | "createdAt">): MediaFile {
  const now = secondsOf(world.clock);
  const { files } = world.wecom.media;
  for (const [id, { createdAt }] of files) if (createdAt + WECOM_QUOTAS.mediaLife.amount <= now) files.delete(id);
  const file: MediaFile = { ...draft, mediaId: opaqueId(world.random, "3", 64), createdAt: now };
  files.set(file.mediaId, file);
  return file;
}

/** The file of a media_id: 40007 unknown, expired or of another kind, 41072 uploaded for something else. */
export function mediaNamed(
  world: World,
  mediaId: unknown,
  expected: Partial<Pick<MediaFile, "kind" | "purpose">> = {},
): MediaFile {
  const file = typeof mediaId === "string" ? world.wecom.media.files.get(mediaId) : undefined;
  if (!file || file.createdAt + WECOM_QUOTAS.mediaLife.amount <= secondsOf(world.clock))
    refuse(40007, String(mediaId ?? "media_id missing"));
  if (expected.kind && file.kind !== expected.kind) refuse(40007, `${file.kind} is not ${expected.kind}`);
  if (expected.purpose && file.purpose !== expected.purpose) refuse(41072, file.mediaId);
  return file;
}
