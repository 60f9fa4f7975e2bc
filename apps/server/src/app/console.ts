import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { projectRoot } from "../kernel/package-root.ts";

const dayMs = 86_400_000;

// Only our own scripts run; the component library writes its styles into the page.
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

/** Serves the built console at `/`; a path that names no file (`/members/12`) is one of its own routes and gets its page. */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  const root = path.join(projectRoot, "apps", "console", "dist");
  if (!existsSync(path.join(root, "index.html"))) return;
  await app.register(fastifyStatic, { root, serve: false });
  app.get("/*", { schema: { hide: true } }, (request, reply) => {
    const { pathname } = new URL(request.url, "http://console");
    if (pathname.startsWith("/api/")) return reply.callNotFound();
    // Hashed names never change; the page that names them must be asked for each time.
    if (pathname.startsWith("/assets/")) return reply.sendFile(pathname, { maxAge: 365 * dayMs, immutable: true });
    if (/\.[a-z0-9]+$/i.test(pathname)) return reply.sendFile(pathname, { maxAge: 0 });
    return reply.header("content-security-policy", contentSecurityPolicy).sendFile("index.html", { maxAge: 0 });
  });
}
