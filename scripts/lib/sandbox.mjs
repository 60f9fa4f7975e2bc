import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { bundleSandbox } from "./bundle.mjs";
import { connectDemo } from "./connect-demo.mjs";
import { ensurePhone } from "./pages.mjs";
import { root } from "./root.mjs";

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];
const FIRST_PORT = 8090;
/** Control page, WeCom, official accounts, pay, web view, ads. */
const PORTS = 6;

/** The local WeChat is for trying on one machine: not beside servers of one's own, nor where others can reach it. */
export function wantsSandbox(env) {
  if (env.FEILUN_SANDBOX === "off" || env.DATABASE_URL || env.CLICKHOUSE_URL) return false;
  if (env.FEILUN_ROLES && !env.FEILUN_ROLES.split(",").some((role) => role.trim() === "api")) return false;
  return LOOPBACK.includes(env.FEILUN_HOST || "127.0.0.1");
}

/**
 * Starts the sandbox as a process of its own that ends with this one, and connects a demo brand to it once that is up.
 * Never throws: without a sandbox Feilun still runs.
 */
export async function startSandbox(env) {
  const directory = path.join(env.FEILUN_DATA_DIR || path.join(root, ".feilun"), "sandbox");
  try {
    await bundleSandbox();
    await ensurePhone();
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const port = await portFor(env, directory);
    const addresses = await run(env, directory, port);
    console.log(`  微信沙箱    ${addresses.control}   （不需要时用 FEILUN_SANDBOX=off npm start）`);
    void connectDemo(env, addresses).catch((error) => console.error(`  微信沙箱没有接上演示品牌：${error.message}`));
  } catch (error) {
    console.error(`  微信沙箱没有启动：${error.message}。飞轮照常启动。`);
  }
}

/** The same ports at every start, since the product's accounts name them. @throws when others hold them */
async function portFor(env, directory) {
  const kept = path.join(directory, "port");
  const wanted = env.FEILUN_SANDBOX_PORT || (existsSync(kept) ? readFileSync(kept, "utf8") : undefined);
  if (wanted !== undefined) {
    if (!(await allFree(Number(wanted)))) throw new Error(`端口 ${wanted}–${Number(wanted) + PORTS - 1} 已被占用`);
    return Number(wanted);
  }
  for (let port = FIRST_PORT; port < FIRST_PORT + 400; port += 10) {
    if (!(await allFree(port))) continue;
    writeFileSync(kept, String(port));
    return port;
  }
  throw new Error("找不到空闲端口：用 FEILUN_SANDBOX_PORT 指定一个");
}

async function allFree(port) {
  for (let next = port; next < port + PORTS; next++) if (!(await isFree(next))) return false;
  return true;
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Resolves with the addresses that the program says in its first line. */
function run(env, directory, port) {
  const program = path.join(root, "apps", "sandbox", "dist", "sandbox.js");
  const child = spawn(process.execPath, [program], {
    // Its standard input ends with this process, however this process ends.
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      ...env,
      FEILUN_SANDBOX_DIR: directory,
      FEILUN_SANDBOX_PORT: String(port),
      FEILUN_SANDBOX_WITH_PARENT: "1",
    },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`它以代码 ${code} 结束了`)));
    createInterface({ input: child.stdout }).once("line", (line) => {
      // Only Feilun keeps this process alive.
      for (const handle of [child, child.stdin, child.stdout]) handle.unref();
      resolve(JSON.parse(line));
    });
  });
}
