import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/** Pages that Vite builds: where they stand, and what else their build depends on. */
const pages = {
  console: { folder: "apps/console", more: ["packages/api-client/src"], saying: "正在构建控制台…" },
  phone: { folder: "apps/sandbox/phone", more: ["apps/sandbox/src/phone-server"], saying: "正在构建沙箱的手机页面…" },
};

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

function sourceHash({ folder, more }) {
  const hash = createHash("sha256");
  const own = ["src", "public", "index.html", "vite.config.ts", "package.json"].map((name) => `${folder}/${name}`);
  for (const input of [...own, ...more, "package-lock.json"]) {
    for (const file of filesOf(path.join(root, input)))
      hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Builds these pages when their sources changed since the last build. */
async function ensureBuilt(name) {
  const { folder, saying } = pages[name];
  const stamp = path.join(root, "node_modules", ".cache", "feilun", name);
  const hash = sourceHash(pages[name]);
  const built = existsSync(path.join(root, folder, "dist", "index.html"));
  if (built && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  console.log(saying);
  const vite = path.join(root, "node_modules", "vite", "bin", "vite.js");
  const code = await run(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: path.join(root, folder) });
  if (code !== 0) process.exit(code);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

export const ensureConsole = () => ensureBuilt("console");

/** The page of the local WeChat. */
export const ensurePhone = () => ensureBuilt("phone");
