import { sql } from "kysely";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Platform } from "../../kernel/platform.ts";
import { whoTakes } from "./pay-packet.ts";
import { findCampaign } from "./store.ts";

/** What a person's shared card carries: sealed, so that nobody can write another's. */
export function inviteKeyOf({ cipher }: Platform, campaignId: string, memberNo: number): string {
  return cipher.seal(`${campaignId} ${memberNo}`);
}

function openKey({ cipher }: Platform, key: string): readonly [campaignId: string, memberNo: number] {
  try {
    const [campaignId = "", memberNo = ""] = cipher.open(key).split(" ");
    return [campaignId, Number(memberNo)];
  } catch {
    throw invalid([{ path: "inviteKey", message: "不是有效的邀请" }]);
  }
}

/**
 * Somebody opens the relay by a friend's card: the first card counts, never one's own. It becomes an invitation that is worth a packet when they become
 * a new friend of the company.
 *
 * @throws Refusal `invalid_input`, `red_packet_own_invite`
 */
export async function recordInvite(
  platform: Platform,
  said: { readonly campaignNo: number; readonly openid: string; readonly inviteKey: string },
): Promise<{ readonly isNew: boolean }> {
  const { db, clock } = platform;
  const campaign = await findCampaign(db, { no: said.campaignNo });
  const [campaignId, inviter] = openKey(platform, said.inviteKey);
  if (campaignId !== campaign.id) throw invalid([{ path: "inviteKey", message: "这个邀请不是这个活动的" }]);
  return db.transaction().execute(async (tx) => {
    const memberNo = await whoTakes(tx, platform, campaign, said.openid);
    const { rows: owner } = await sql<{
      no: number;
    }>`select owner_no as no from member where member_no = ${inviter}`.execute(tx);
    if (!owner[0] || owner[0].no === memberNo) throw conflict("red_packet_own_invite", "不能邀请自己");
    const { rows } = await sql`
      insert into red_packet_invite (campaign_id, origin_no, member_no, inviter_origin_no, invited_at)
      select ${campaign.id}, ${memberNo}, ${memberNo}, ${inviter}, ${clock.now()}
      where not exists (select from red_packet_invite i where i.campaign_id = ${campaign.id} and i.member_no = ${memberNo})
      on conflict do nothing returning origin_no`.execute(tx);
    return { isNew: rows.length > 0 };
  });
}
