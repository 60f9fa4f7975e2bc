import { rmSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { root } from "./root.mjs";

const server = path.join(root, "apps", "server");

/** The server's programs: each runs in a process or thread of its own. */
const programs = {
  feilun: "src/app/cli/main.ts",
  "clickhouse-server": "src/kernel/engines/embedded-clickhouse/server.ts",
};

/** Threads that start anew for every task. */
const threads = {
  "import-reader": "src/connectors/files/imports/reading/reading-thread.ts",
};

/** Bundles TypeScript programs of the server; packages stay outside, except our own, which are TypeScript. Takes well under a second. */
export async function bundle(input, outDir) {
  rmSync(outDir, { recursive: true, force: true });
  await write(input, outDir, {});
}

async function write(input, outDir, options) {
  const build = await rolldown({
    input,
    cwd: root,
    platform: "node",
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id) && !id.startsWith("@feilun/"),
    logLevel: "warn",
    ...options,
  });
  await build.write({
    dir: outDir,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  await build.close();
}

const inServer = (files) =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [name, path.join(server, file)]));

export async function bundleServer() {
  const dist = path.join(server, "dist");
  await bundle(inServer(programs), dist);
  // By itself and without what it does not call: sharing chunks with the server, a thread would load all of it at each start.
  const isEntry = (id) => Object.values(threads).some((file) => id === path.join(server, file));
  await write(inServer(threads), dist, { treeshake: { moduleSideEffects: isEntry } });
}

/** The local WeChat. */
export async function bundleSandbox() {
  const sandbox = path.join(root, "apps", "sandbox");
  await bundle({ sandbox: path.join(sandbox, "src", "main.ts") }, path.join(sandbox, "dist"));
}
