import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { World } from "./world.ts";

/** Raised when the shape of the world changes, so that an old file is set aside rather than half understood. */
const VERSION = 5;

/** Writes the whole world beside its file and renames it into place: a killed sandbox leaves the old file or the new one. */
export function saveWorld(world: World, file: string): void {
  writeFileSync(`${file}.new`, serialize({ version: VERSION, world }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The saved world, or undefined where there is none or it is of another version. */
export function loadWorld(file: string): World | undefined {
  if (!existsSync(file)) return undefined;
  const saved = deserialize(readFileSync(file)) as { version: number; world: World };
  return saved.version === VERSION ? saved.world : undefined;
}
