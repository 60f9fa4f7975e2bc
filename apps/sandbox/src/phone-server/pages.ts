import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Serves the built phone at `/`, where it was built. */
export function addPages(app: FastifyInstance): void {
  const root = builtPages();
  if (root) app.register(fastifyStatic, { root, cacheControl: false });
  else app.get("/", (_request, reply) => reply.code(503).send({ error: "页面还没有构建：执行 npm run build" }));
}

/** `phone/dist` beside the sources or beside the bundle. */
function builtPages(): string | undefined {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (folder !== path.dirname(folder)) {
    const pages = path.join(folder, "phone", "dist");
    if (existsSync(path.join(pages, "index.html"))) return pages;
    folder = path.dirname(folder);
  }
  return undefined;
}
