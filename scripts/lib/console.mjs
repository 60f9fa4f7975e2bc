import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

const inputs = [
  "apps/console/src",
  "apps/console/index.html",
  "apps/console/vite.config.ts",
  "apps/console/package.json",
  "packages/api-client/src",
  "package-lock.json",
];
const stamp = path.join(root, "node_modules", ".cache", "feilun", "console");
const output = path.join(root, "apps", "console", "dist", "index.html");

function* filesOf(file) {
  if (!existsSync(file)) return;
  let items;
  try {
    items = readdirSync(file, { withFileTypes: true });
  } catch {
    yield file;
    return;
  }
  for (const item of items.sort((a, b) => (a.name < b.name ? -1 : 1))) yield* filesOf(path.join(file, item.name));
}

function sourceHash() {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const file of filesOf(path.join(root, input)))
      hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Builds the console when its sources changed since the last build. */
export async function ensureConsole() {
  const hash = sourceHash();
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  console.log("正在构建控制台…");
  const code = await run(
    process.execPath,
    [path.join(root, "node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn"],
    {
      cwd: path.join(root, "apps", "console"),
    },
  );
  if (code !== 0) process.exit(code);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
