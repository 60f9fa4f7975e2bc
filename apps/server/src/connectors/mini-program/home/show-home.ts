import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { appendEvents } from "../../../events/index.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { miniProgramByAppId } from "../account.ts";
import { findVisitor } from "../visits/find-visitor.ts";
import { type ChosenHome, chooseHome } from "./choose-home.ts";
import type { Position } from "./places.ts";

export interface HomeRequest {
  readonly appId: string;
  /** Of somebody who signed in. */
  readonly openid: string;
  /** Of the opening; asked again within it, the last answer counts. */
  readonly visitId?: string | undefined;
  readonly position: Position | null;
  readonly scannedStoreNo: number | null;
  readonly pickedStoreNo: number | null;
}

const source = "mini_program";

/**
 * Decides which home a visitor sees and writes the decision down. The position itself is kept nowhere: only the store and how far it is.
 * @throws Refusal `not_found`
 */
export async function showHome(
  platform: Platform,
  actor: Actor,
  request: HomeRequest,
): Promise<ChosenHome & { readonly visitId: string }> {
  const account = await miniProgramByAppId(platform, request.appId);
  const visitor = await findVisitor(platform.db, account.id, request.openid);
  const { lastStoreNo, lastStoreAt, memberNo, originNo } = visitor;
  const at = platform.clock.now();
  const decided = await chooseHome(
    platform,
    actor,
    {
      ...request,
      memberNo,
      last: lastStoreNo === null || lastStoreAt === null ? null : { storeNo: lastStoreNo, at: lastStoreAt },
    },
    at,
  );
  const { home, basis, place } = decided.chosen;
  const visitId = request.visitId ?? randomUUID();
  await platform.db.transaction().execute(async (tx) => {
    await appendEvents(
      tx,
      [
        {
          source,
          eventId: `home:${account.accountId}:${visitId}:${basis}:${place?.storeNo ?? 0}`,
          type: "mini_program.home_shown",
          originNo,
          memberNo,
          occurredAt: at,
          storeNo: place?.storeNo ?? null,
          channel: source,
          properties: {
            appId: account.accountId,
            appName: account.name.slice(0, 60),
            visitId,
            home,
            basis,
            ...(place && { storeName: place.name.slice(0, 60) }),
            ...(place?.metres != null && { metres: Math.round(place.metres) }),
          },
        },
      ],
      at,
    );
    if (place)
      await sql`update mini_program_user set last_store_no = ${place.storeNo}, last_store_at = ${at}
        where wechat_account_id = ${account.id} and openid = ${visitor.openid}`.execute(tx);
  });
  return { ...decided, visitId };
}
