import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { projectRoot } from "../kernel/package-root.ts";

/** Serves the built console at `/`; its own routes (`/members/12`) all answer with the same page. */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  const root = path.join(projectRoot, "apps", "console", "dist");
  if (!existsSync(path.join(root, "index.html"))) return;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    setHeaders(reply, file) {
      // Hashed names never change; the page that names them must be asked for each time.
      reply.setHeader(
        "cache-control",
        file.includes(`${path.sep}assets${path.sep}`) ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  app.get("/*", { schema: { hide: true } }, (request, reply) =>
    ["/api/", "/assets/"].some((prefix) => request.url.startsWith(prefix))
      ? reply.callNotFound()
      : reply.header("cache-control", "no-cache").sendFile("index.html"),
  );
}
