import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EngineError } from "./engine-error.ts";

const bundles = new Map<string, Promise<string>>();

/**
 * Finds the JavaScript file of a program that Feilun runs in a process of its own (`node FILE`).
 *
 * In the built server it is `<name>.js` beside the running bundle, or one folder up. From source (tests) Node 20 cannot
 * run TypeScript, so the program is bundled once into `node_modules/.cache/feilun/`, named by its content: an edit
 * makes a new file, and processes that bundle at the same time write the same bytes.
 *
 * @param name the program's name in `dist/`, e.g. `clickhouse-server`
 * @param importer the caller's `import.meta.url`
 * @param source path of its TypeScript source, relative to the caller
 * @throws EngineError entry_not_built
 */
export async function resolveEntry(name: string, importer: string, source: string): Promise<string> {
  const here = fileURLToPath(importer);
  if (!here.endsWith(".ts")) return findBuilt(name, path.dirname(here));
  const file = path.resolve(path.dirname(here), source);
  let bundle = bundles.get(file);
  // npm clears caches under node_modules when it installs.
  if (bundle === undefined || !existsSync(await bundle)) {
    bundle = bundleSource(name, file);
    bundles.set(file, bundle);
    bundle.catch(() => bundles.delete(file));
  }
  return await bundle;
}

function findBuilt(name: string, folder: string): string {
  const candidates = [path.join(folder, `${name}.js`), path.join(folder, "..", `${name}.js`)];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    throw new EngineError("entry_not_built", `缺少程序文件 ${candidates[0]}：请执行 npm run build 重新构建。`);
  }
  return found;
}

async function bundleSource(name: string, file: string): Promise<string> {
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    input: file,
    platform: "node",
    // Our own packages are TypeScript.
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id) && !id.startsWith("@feilun/"),
  });
  const { output } = await build.generate({ format: "esm", codeSplitting: false });
  await build.close();
  const [chunk] = output;
  const hash = createHash("sha256").update(chunk.code).digest("hex").slice(0, 16);
  const folder = path.join(nearestModules(file), ".cache", "feilun");
  const target = path.join(folder, `${name}-${hash}.mjs`);
  if (existsSync(target)) return target;
  await mkdir(folder, { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, chunk.code);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
  return target;
}

/** The node_modules that the source itself would resolve packages from, so that its bundle resolves the same ones. */
function nearestModules(file: string): string {
  let folder = path.dirname(file);
  for (;;) {
    const candidate = path.join(folder, "node_modules");
    if (existsSync(candidate)) return candidate;
    const parent = path.dirname(folder);
    if (parent === folder) throw new EngineError("entry_not_built", `${file} 上层没有 node_modules：请先执行 npm ci。`);
    folder = parent;
  }
}
