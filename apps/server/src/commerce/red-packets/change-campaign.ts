import { sql } from "kysely";
import { membersInScope } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { type Granted, grantPackets } from "./grant-packets.ts";
import { lockCampaign } from "./store.ts";

export interface CampaignDraft {
  readonly name: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly sceneId: string;
  readonly reward: string;
  readonly remark: string;
  readonly minFen: number;
  readonly maxFen: number;
  readonly budgetFen: number;
  readonly perPerson: number;
  readonly perPersonDay: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly codeId: string | null;
  readonly groupCodeId: string | null;
}

/** @throws Refusal `invalid_input` naming the field */
export async function createCampaign(tx: Tx, platform: Platform, actor: Actor, draft: CampaignDraft): Promise<string> {
  const wrong: [boolean, string, string][] = [
    [draft.maxFen < draft.minFen, "maxFen", "最大金额不能小于最小金额"],
    [draft.budgetFen < draft.maxFen, "budgetFen", "预算至少够发一个最大的红包"],
    [draft.perPersonDay > draft.perPerson, "perPersonDay", "每天的上限不能大于总上限"],
    [draft.endsAt <= draft.startsAt, "endsAt", "结束时间要晚于开始时间"],
    [draft.endsAt <= platform.clock.now(), "endsAt", "结束时间要晚于现在"],
    [draft.groupCodeId !== null && draft.codeId === null, "codeId", "接力要先选加好友的活码"],
  ];
  const problems: FieldProblem[] = wrong.flatMap(([is, path, message]) => (is ? [{ path, message }] : []));
  if (problems.length > 0) throw invalid(problems);
  const { rows } = await sql<{ id: string }>`
    insert into red_packet_campaign (name, merchant_id, app_id, scene_id, reward, remark, min_fen, max_fen, budget_fen, per_person, per_person_day,
      starts_at, ends_at, code_id, group_code_id, created_by, created_at)
    values (${draft.name}, ${draft.merchantId}, ${draft.appId}, ${draft.sceneId}, ${draft.reward}, ${draft.remark}, ${draft.minFen}, ${draft.maxFen},
      ${draft.budgetFen}, ${draft.perPerson}, ${draft.perPersonDay}, ${draft.startsAt}, ${draft.endsAt}, ${draft.codeId}, ${draft.groupCodeId},
      ${actor.name}, ${platform.clock.now()}) returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("the campaign was not entered");
  const { name, budgetFen, minFen, maxFen, perPerson } = draft;
  await audit(tx, actor, {
    action: "red_packet_campaign.created",
    subject: { kind: "red_packet_campaign", id },
    detail: { name, budgetFen, minFen, maxFen, perPerson },
  });
  return id;
}

/** Stops giving, or goes on; what was given stays. @throws Refusal `red_packet_campaign_changed` */
export async function pauseCampaign(
  tx: Tx,
  actor: Actor,
  id: string,
  edit: { readonly paused: boolean; readonly version: number },
): Promise<void> {
  const { version, name } = await lockCampaign(tx, { id });
  if (version !== edit.version) throw conflict("red_packet_campaign_changed", "这个活动刚被其他人修改过，请刷新后再改");
  await sql`update red_packet_campaign set state = ${edit.paused ? "paused" : "live"}, version = version + 1 where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: edit.paused ? "red_packet_campaign.paused" : "red_packet_campaign.resumed",
    subject: { kind: "red_packet_campaign", id },
    detail: { name },
  });
}

/** An operator gives a packet to each of some members of the scope; the same request again gives nobody a second one. */
export async function grantByHand(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  campaignId: string,
  wish: { readonly requestKey: string; readonly memberNos: readonly number[] },
): Promise<Granted> {
  const members = await membersInScope(tx, actor, wish.memberNos);
  const granted = await grantPackets(
    platform,
    tx,
    campaignId,
    members.map((memberNo) => ({
      originNo: memberNo,
      memberNo,
      reason: "operator" as const,
      reasonKey: `operator:${wish.requestKey}:${memberNo}`,
    })),
  );
  await audit(tx, actor, {
    action: "red_packet_campaign.granted",
    subject: { kind: "red_packet_campaign", id: campaignId },
    detail: { requestKey: wish.requestKey, members: members.length, granted: granted.granted },
  });
  return granted;
}
