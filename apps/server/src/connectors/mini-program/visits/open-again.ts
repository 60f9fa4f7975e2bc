import { randomUUID } from "node:crypto";
import type { Platform } from "../../../kernel/platform.ts";
import { miniProgramByAppId } from "../account.ts";
import { findVisitor } from "./find-visitor.ts";
import { recordVisit } from "./record-visit.ts";
import { readLaunch } from "./rules.ts";

export interface OpenAgain {
  readonly appId: string;
  /** Of somebody who signed in. */
  readonly openid: string;
  /** The mini program's own name for this opening; sent again, it is the same one. */
  readonly visitKey?: string | undefined;
  readonly scene?: string | undefined;
  readonly mark?: string | undefined;
  readonly shareKey?: string | undefined;
  readonly fromAppId?: string | undefined;
  readonly storeNo: number | null;
}

/** Somebody who is signed in still opens the mini program again. @throws Refusal `not_found` */
export async function openAgain(
  platform: Platform,
  request: OpenAgain,
): Promise<{ visitId: string; memberNo: number }> {
  const account = await miniProgramByAppId(platform, request.appId);
  const visitId = request.visitKey ?? randomUUID();
  return platform.db.transaction().execute(async (tx) => {
    const visitor = await findVisitor(tx, account.id, request.openid);
    await recordVisit(tx, account, visitor, {
      ...readLaunch(request),
      visitId,
      at: platform.clock.now(),
      storeNo: request.storeNo,
      fromAppId: request.fromAppId,
      isFirst: false,
      isNewMember: false,
    });
    return { visitId, memberNo: visitor.memberNo };
  });
}
