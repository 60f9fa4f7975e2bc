import type { z } from "zod";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findStoresByCode, seesWholeChain, storeNosInScope } from "../../organization/index.ts";
import { findPiece, noteMiss, recordScan, resolveScanner } from "./record-scan.ts";
import { scanAnswer, scanBody } from "./schemas.ts";

/** Scans that a mini program or an outside platform reports (IN-18). */
export function itemScanRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "POST",
      path: "/item-codes/scans",
      summary: "Report a scan of an item code and learn what it is: first, repeated, suspicious, unknown",
      tag: "item codes",
      access: "item_code.scan",
      body: scanBody,
      answer: scanAnswer,
      handle: ({ actor, body }) => takeScan(platform, actor, body),
    }),
  ];
}

async function takeScan(
  platform: Platform,
  actor: Actor,
  body: z.output<typeof scanBody>,
): Promise<z.output<typeof scanAnswer>> {
  const { db } = platform;
  const storeNo = await storeOf(platform, actor, body.storeCode);
  const piece = await findPiece(
    platform,
    db,
    body.code.split(/[/?#]/).findLast((part) => part.length >= 8) ?? body.code,
  );
  if (!piece) {
    await noteMiss(platform);
    return {
      ...{ verdict: "unknown", scans: 0, people: 0, firstAt: null, batchNo: null, serial: null, sku: null },
      ...{ productName: null, memberNo: null },
    } as const;
  }
  const { batchNo, serial, sku, productName } = piece;
  const about = { batchNo, serial, sku, productName };
  if (piece.stopped) return { ...about, verdict: "stopped", scans: 0, people: 0, firstAt: null, memberNo: null };
  const at = new Date(body.at);
  return db.transaction().execute(async (tx) => {
    const identifiers = body.identifiers.map(({ kind, scope, value }) => ({
      kind,
      value,
      ...(scope !== undefined && { scope }),
    }));
    const who = await resolveScanner(platform, tx, { identifiers, at, storeNo });
    const scanKey = `${actor.id}:${body.scanKey}`;
    const scanned = await recordScan(tx, piece, { ...who, scanKey, at, storeNo, city: body.city ?? null });
    return { ...about, ...scanned, firstAt: scanned.firstAt.toISOString(), memberNo: who.memberNo };
  });
}

async function storeOf(platform: Platform, actor: Actor, storeCode: string | undefined): Promise<number | null> {
  if (storeCode === undefined) {
    if (seesWholeChain(actor)) return null;
    throw invalid([{ path: "storeCode", message: "密钥只能看到部分门店：请写明范围内的门店编码" }]);
  }
  const storeNo = (await findStoresByCode(platform.db, [storeCode])).get(storeCode);
  const inScope = await storeNosInScope(platform, actor);
  if (storeNo === undefined || (inScope !== "all" && !inScope.includes(storeNo)))
    throw invalid([{ path: "storeCode", message: `没有编码为「${storeCode}」的门店，或不在密钥的数据范围内` }]);
  return storeNo;
}
