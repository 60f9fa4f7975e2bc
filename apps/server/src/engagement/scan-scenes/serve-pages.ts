import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { visitorOf } from "../codes/serve-pages.ts";
import { codeSetting } from "../codes/settings.ts";
import { rewardText } from "./reward-rules.ts";
import { sceneHtml } from "./scene-html.ts";
import { findPage } from "./store.ts";

/** Serves `/q/<slug>`, the page of a scene. Its code leads here by `/c/<slug>`, which knows the visitor and counts the scan. */
export function serveScenePages(app: FastifyInstance, platform: Platform): void {
  app.get("/q/:slug", { schema: { hide: true } }, async (request, reply) => {
    const { slug } = request.params as { slug: string };
    const page = /^[a-z0-9]{6,16}$/.test(slug) ? await findPage(platform.db, slug) : null;
    // The code's own page says why there is nothing; somebody without our cookie is taken up there.
    if (!page) return reply.redirect(`/c/${encodeURIComponent(slug)}`, 302);
    if (!visitorOf(platform, request) && (request.query as { asked?: string }).asked === undefined)
      return reply.redirect(`/c/${slug}`, 302);
    const { value } = await readSetting(platform.db, codeSetting);
    const nonce = randomBytes(16).toString("base64");
    return reply
      .header("cache-control", "no-store")
      .header(
        "content-security-policy",
        `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
      )
      .type("text/html; charset=utf-8")
      .send(
        sceneHtml({
          ...page,
          reward: page.reward && rewardText(page.reward, page.couponName),
          brand: value.brand,
          colour: value.colour,
          nonce,
        }),
      );
  });
}
