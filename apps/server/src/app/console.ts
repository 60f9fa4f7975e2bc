import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { projectRoot } from "../kernel/package-root.ts";

const dayMs = 86_400_000;

/** Serves the built console at `/`; a path that names no file (`/members/12`) is one of its own routes and gets its page. */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  const root = path.join(projectRoot, "apps", "console", "dist");
  if (!existsSync(path.join(root, "index.html"))) return;
  await app.register(fastifyStatic, { root, serve: false });
  app.get("/*", { schema: { hide: true } }, (request, reply) => {
    const { pathname } = new URL(request.url, "http://console");
    if (pathname.startsWith("/api/")) return reply.callNotFound();
    const isFile = /\.[a-z0-9]+$/i.test(pathname);
    // Hashed names never change; the page that names them must be asked for each time.
    return pathname.startsWith("/assets/")
      ? reply.sendFile(pathname, { maxAge: 365 * dayMs, immutable: true })
      : reply.sendFile(isFile ? pathname : "index.html", { maxAge: 0 });
  });
}
