import type { World } from "../world/world.ts";

/** A file that a message shows: by media id, by the archive's file id, or by the address of an uploaded picture. */
export function mediaOf(world: World, name: string): { readonly type: string; readonly bytes: Buffer } | undefined {
  const { media, archive } = world.wecom;
  const known = media.files.get(name) ?? media.pictures.get(name);
  if (known) return known;
  const archived = archive.files.get(name);
  if (archived) return { type: "image/png", bytes: archived };
  for (const account of world.weixin.accounts.values()) {
    const file = account.media.files.get(name);
    if (file) return file;
  }
  return undefined;
}
