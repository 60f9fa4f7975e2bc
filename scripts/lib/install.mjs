import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

const stamp = path.join(root, "node_modules", ".cache", "feilun", "installed");

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
}

/** Installs the locked packages when they are missing or of another lock file. */
export async function ensureInstalled() {
  const hash = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const hasEngines =
    existsSync(path.join(root, "node_modules", "chdb")) && existsSync(path.join(root, "node_modules", "rolldown"));
  if (!hasEngines || existsSync(stamp)) {
    console.log("正在安装依赖（首次约 1–3 分钟，主要是下载）…");
    const code = await run("npm", ["ci", "--strict-allow-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    if (code !== 0) {
      console.error("依赖安装失败：请检查能否访问 npm 源，然后重新执行。");
      process.exit(code);
    }
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`飞轮需要 Node.js 20.19 或更新版本，当前是 ${process.versions.node}。请升级后重试。`);
  process.exit(1);
}
