import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { codeSetting } from "../codes/settings.ts";
import { goneHtml, partnerPageHtml } from "./page-html.ts";
import { openShare } from "./share.ts";

/** Serves `/p/<token>`, what a partner may read of one cooperation. */
export function servePartnerPages(app: FastifyInstance, platform: Platform): void {
  app.get("/p/:token", { schema: { hide: true } }, async (request, reply) => {
    const page = await openShare(platform, (request.params as { token: string }).token);
    const nonce = randomBytes(16).toString("base64");
    const { value } = await readSetting(platform.db, codeSetting);
    return reply
      .status(page ? 200 : 404)
      .header("cache-control", "no-store")
      .header("referrer-policy", "no-referrer")
      .header("x-robots-tag", "noindex, nofollow")
      .header(
        "content-security-policy",
        `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      .type("text/html; charset=utf-8")
      .send(page ? partnerPageHtml(page, { brand: value.brand, nonce }) : goneHtml(nonce));
  });
}
