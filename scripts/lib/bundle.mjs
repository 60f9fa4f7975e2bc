import { rmSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { root } from "./root.mjs";

const server = path.join(root, "apps", "server");

/** The server's programs: each runs in a process or thread of its own. */
const programs = {
  feilun: "src/app/cli/main.ts",
  "clickhouse-server": "src/kernel/engines/embedded-clickhouse/server.ts",
  "import-reader": "src/connectors/files/imports/reading/reading-thread.ts",
};

/** Bundles TypeScript programs of the server; packages stay outside. Takes well under a second. */
export async function bundle(input, outDir) {
  const build = await rolldown({
    input,
    cwd: server,
    platform: "node",
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
    logLevel: "warn",
  });
  rmSync(outDir, { recursive: true, force: true });
  await build.write({
    dir: outDir,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  await build.close();
}

export function bundleServer() {
  const input = Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, path.join(server, file)]));
  return bundle(input, path.join(server, "dist"));
}
