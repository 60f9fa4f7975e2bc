import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { opaque } from "../accounts/accounts.ts";
import type { Account } from "../accounts/state.ts";
import type { MediaFile, MediaKind } from "./state.ts";

/** Keeps a file, 3 days or for good; what has expired goes. */
export function keepMedia(world: World, account: Account, draft: Omit<MediaFile, "mediaId" | "createdAt">): MediaFile {
  const { files } = account.media;
  for (const [id, file] of files) if (expired(world, file)) files.delete(id);
  const file: MediaFile = { ...draft, mediaId: opaque(world, 64), createdAt: secondsOf(world.clock) };
  files.set(file.mediaId, file);
  return file;
}

/** The account's file of a media_id, or 40007. */
export function mediaNamed(world: World, account: Account, mediaId: unknown, kind?: MediaKind): MediaFile {
  const file = account.media.files.get(String(mediaId ?? ""));
  if (!file || expired(world, file) || (kind && file.kind !== kind)) refuse(40007);
  return file;
}

function expired(world: World, { permanent, createdAt }: MediaFile): boolean {
  return !permanent && createdAt + WEIXIN_QUOTAS.mediaLife.amount <= secondsOf(world.clock);
}
