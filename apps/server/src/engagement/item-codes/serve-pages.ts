import { randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { setVisitor, visitorOf } from "../codes/serve-pages.ts";
import { codeSetting } from "../codes/settings.ts";
import { ignoredBy } from "../codes/visit.ts";
import { findPiece, noteMiss, type Piece, recordScan, type Scanned } from "./record-scan.ts";
import { type ScanView, scanHtml } from "./scan-html.ts";

type Words = Pick<ScanView, "title" | "says" | "isWarning">;

const unknown: Words = {
  title: "没有查到这个码",
  says: "它可能印错了，也可能不是正品。请向门店核实包装上的码。",
  isWarning: true,
};
const stopped: Words = { title: "这批码已停用", says: "请向门店了解这件商品的情况。", isWarning: true };
const preview: Words = { title: "一物一码", says: "请用微信扫描包装上的码查看。", isWarning: false };

function wordsOf(platform: Platform, { verdict, scans, firstAt }: Scanned): Words {
  const day = dayIn(platform.config.timeZone, firstAt);
  if (verdict === "first") return { title: "正品，首次扫码", says: "这件商品的码是第一次被扫。", isWarning: false };
  if (verdict === "repeat")
    return {
      title: `正品，第 ${scans} 次扫码`,
      says: `首次扫码是 ${day}。如果不是你扫的，请向门店核实。`,
      isWarning: false,
    };
  return {
    title: "这个码可能被复制了",
    says: `它已被多人扫过 ${scans} 次，首次是 ${day}。请向门店核实真伪。`,
    isWarning: true,
  };
}

/** Where the piece leads, by its live code's logic, with the batch as source. */
function leadOf({ slug, leadKind, batchNo }: Piece): ScanView["lead"] {
  if (slug === null) return null;
  const query = new URLSearchParams({
    utm_source: "item_code",
    utm_medium: "package",
    utm_content: `batch-${batchNo}`,
  });
  return leadKind === "link"
    ? { href: `/s/${slug}?${query}`, label: "继续" }
    : { href: `/c/${slug}?${query}`, label: "联系我们，领取服务" };
}

/** Serves `/i/<code>`, the page behind a code on a package (AQ-29). */
export function serveItemCodePages(app: FastifyInstance, platform: Platform): void {
  const { db, clock } = platform;
  app.get("/i/:code", { schema: { hide: true } }, async (request, reply) => {
    const { code } = request.params as { code: string };
    const isCounted = ignoredBy(request.headers["user-agent"], request.method) === null;
    const piece = code.length <= 200 ? await findPiece(platform, db, code) : null;
    const { value } = await readSetting(db, codeSetting);
    const nonce = randomBytes(16).toString("base64");
    const send = (status: number, words: Words, of: Piece | null) =>
      reply
        .status(status)
        .header("cache-control", "no-store")
        .header(
          "content-security-policy",
          `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
        )
        .type("text/html; charset=utf-8")
        .send(
          scanHtml({
            ...words,
            ...{ brand: value.brand, colour: value.colour, nonce },
            product: of?.productName ?? "",
            lot: of?.lot ?? "",
            lead: of && !of.stopped ? leadOf(of) : null,
          }),
        );
    if (!piece) {
      if (isCounted) await noteMiss(platform);
      return send(404, unknown, null);
    }
    if (piece.stopped) return send(200, stopped, piece);
    if (!isCounted) return send(200, preview, piece);
    const visitor = visitorOf(platform, request) ?? { visitorId: randomUUID(), memberNo: null };
    setVisitor(platform, reply, visitor.visitorId);
    const scanned = await db.transaction().execute((tx) =>
      recordScan(tx, piece, {
        at: clock.now(),
        visitorId: visitor.visitorId,
        originNo: visitor.memberNo,
        memberNo: visitor.memberNo,
      }),
    );
    return send(200, wordsOf(platform, scanned), piece);
  });
}
