import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

function findPackageRoot(): string {
  for (let dir = path.dirname(fileURLToPath(import.meta.url)); ; dir = path.dirname(dir)) {
    // The second place: a program bundled into the checkout's node_modules/.cache by a test run.
    for (const candidate of [dir, path.join(dir, "apps", "server")]) {
      const manifest = path.join(candidate, "package.json");
      if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "@feilun/server")
        return candidate;
    }
    if (dir === path.dirname(dir)) throw new Error("apps/server/package.json was not found above the running code");
  }
}

/** `apps/server` as an absolute path, the same whether the code runs from `src` or from the bundle in `dist`. */
export const packageRoot = findPackageRoot();

/** The checkout's root: data sets, built front ends and docs lie below it. */
export const projectRoot = path.dirname(path.dirname(packageRoot));
