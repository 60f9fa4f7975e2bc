import { MINI_PROGRAM_ENTRIES } from "@feilun/wechat-protocol";
import { sql } from "kysely";
import { appendEvents } from "../../../events/index.ts";
import type { Tx } from "../../../kernel/postgres/database.ts";
import { readSetting } from "../../../kernel/settings.ts";
import type { WechatAccount } from "../../wechat/index.ts";
import { entryOf, type Launch } from "./rules.ts";
import { visitSetting } from "./settings.ts";

export interface Visitor {
  readonly openid: string;
  readonly originNo: number;
  readonly memberNo: number;
}

export interface Visit extends Launch {
  /** Unique within the mini program: the same one is recorded once. */
  readonly visitId: string;
  readonly at: Date;
  readonly storeNo: number | null;
  readonly fromAppId?: string | undefined;
  /** Their first visit of this mini program. */
  readonly isFirst: boolean;
  /** Nobody knew this person before, on any front. */
  readonly isNewMember: boolean;
}

const source = "mini_program";

interface Sharer {
  readonly originNo: number | null;
  readonly memberNo: number | null;
  readonly staffNo: number | null;
}

async function findSharer(tx: Tx, accountId: string, key: string): Promise<Sharer | undefined> {
  const { rows } = await sql<Sharer>`
    select s.origin_no as "originNo", s.member_no as "memberNo", f.no as "staffNo"
    from mini_program_share s left join staff f on f.id = s.staff_id
    where s.key = ${key} and s.wechat_account_id = ${accountId}`.execute(tx);
  return rows[0];
}

/** Writes down that somebody opened a mini program: entry, jump and card go into the person's history (CH-18). */
export async function recordVisit(tx: Tx, account: WechatAccount, visitor: Visitor, visit: Visit): Promise<void> {
  const { shareKey, fromAppId, scene, mark } = visit;
  const sharer = shareKey === undefined ? undefined : await findSharer(tx, account.id, shareKey);
  // Opening one's own card brings nobody.
  const card = sharer && sharer.memberNo !== visitor.memberNo ? { shareKey, sharer } : undefined;
  const { value: rules } = await readSetting(tx, visitSetting);
  const told = await appendEvents(
    tx,
    [
      {
        source,
        eventId: `opened:${account.accountId}:${visit.visitId}`,
        type: "mini_program.opened",
        originNo: visitor.originNo,
        memberNo: visitor.memberNo,
        occurredAt: visit.at,
        storeNo: visit.storeNo,
        channel: source,
        properties: {
          appId: account.accountId,
          appName: account.name.slice(0, 60),
          visitId: visit.visitId,
          entryName: MINI_PROGRAM_ENTRIES[entryOf(visit, rules)],
          isFirst: visit.isFirst,
          isNewMember: visit.isNewMember,
          ...(scene !== undefined && { scene }),
          ...(mark && { mark }),
          ...(fromAppId && { fromAppId }),
          ...(card && { shareKey: card.shareKey }),
          ...(card?.sharer.originNo != null && { sharerOrigin: card.sharer.originNo }),
          ...(card?.sharer.staffNo != null && { sharerStaffNo: card.sharer.staffNo }),
        },
      },
    ],
    visit.at,
  );
  if (told === 0) return;
  await sql`
    update mini_program_user set last_seen_at = ${visit.at}, last_share_key = ${card?.shareKey ?? null},
      first_share_key = case when ${visit.isFirst} then ${card?.shareKey ?? null} else first_share_key end,
      first_from_app = case when ${visit.isFirst} then ${fromAppId ?? null} else first_from_app end
    where wechat_account_id = ${account.id} and openid = ${visitor.openid}`.execute(tx);
}
