import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import { type Actor, requirePermission } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import type { CodeConnector } from "../codes/port.ts";
import { createCode } from "../codes/save-code.ts";
import { newCodeBody } from "../codes/schemas.ts";
import type { CodeKind, Material } from "../codes/vocabulary.ts";
import { type LinkTarget, openLink } from "../content-links/open-link.ts";
import { requireOpen } from "./save-cooperation.ts";
import type { ChannelDraft } from "./schemas.ts";
import type { Cooperation } from "./store.ts";
import { type CooperationKindCode, channelForms } from "./vocabulary.ts";

const materialOf: Readonly<Partial<Record<CooperationKindCode, Material>>> = {
  joint_live: "live",
  parcel_card: "parcel_card",
  store_scene: "table_card",
  account_swap: "article",
};
const codeKindOf: Readonly<Partial<Record<ChannelDraft["form"], CodeKind>>> = {
  guide_code: "staff",
  store_code: "store",
  group_code: "group",
};

/**
 * Makes a link or code for one cooperation alone, so that who comes by it is known to come from this partner (来源品牌).
 *
 * @returns its number
 * @throws Refusal `not_found`, `forbidden`, `cooperation_over`, `invalid_input`
 */
export async function makeChannel(
  tx: Tx,
  platform: Platform,
  connector: CodeConnector,
  actor: Actor,
  id: string,
  draft: ChannelDraft,
): Promise<number> {
  requirePermission(actor, "code.write");
  const cooperation = await requireOpen(tx, actor, id);
  const target = await targetOf(tx, platform, connector, actor, cooperation, draft);
  const link = await openLink(tx, platform, actor, {
    name: `${cooperation.brand}·${draft.name}`.slice(0, 60),
    target,
    unitId: cooperation.unitId,
    channel: "wecom",
    material: materialOf[cooperation.kind] ?? "other",
    campaign: campaignOf(cooperation),
  });
  const { flow, label } = channelForms[draft.form];
  await sql`insert into cooperation_channel (link_no, cooperation_no, flow, form)
    values (${link.no}, ${cooperation.no}, ${flow}, ${draft.form})`.execute(tx);
  await audit(tx, actor, {
    action: "cooperation.channel_made",
    subject: { kind: "cooperation", id },
    orgPath: cooperation.orgPath,
    detail: { name: draft.name, form: label, key: link.key },
  });
  return link.no;
}

/** What codes of a cooperation name as their campaign: the reports of codes group by it. */
const campaignOf = ({ brand, name }: Cooperation) => `异业合作：${brand}·${name}`.slice(0, 60);

async function targetOf(
  tx: Tx,
  platform: Platform,
  connector: CodeConnector,
  actor: Actor,
  cooperation: Cooperation,
  { form, name, url = "", appId = "", page = "", unitIds, storeNo, roomKeys }: ChannelDraft,
): Promise<LinkTarget> {
  if (form === "mini_program") return { way: "mini_program", appId, page };
  const kind = codeKindOf[form];
  if (kind === undefined) return { way: "web", url };
  const code = newCodeBody.safeParse({
    kind,
    unitId: cooperation.unitId,
    storeNo: kind === "store" ? (storeNo ?? null) : null,
    name: `${cooperation.brand}·${name}`.slice(0, 60),
    channel: "wecom",
    material: materialOf[cooperation.kind] ?? "other",
    campaign: campaignOf(cooperation),
    entry: kind === "group" ? "direct" : "page",
    teamIds: kind === "staff" ? (unitIds.length > 0 ? unitIds : [cooperation.unitId]) : [],
    roomKeys: kind === "group" ? roomKeys : [],
  });
  if (!code.success) throw invalid([{ path: "form", message: "活码没有生成，请检查填写的内容" }]);
  return { way: "code", codeId: await createCode(tx, platform, connector, actor, code.data) };
}

/** Counts a batch of our coupons for a cooperation: the partner hands it out. @throws Refusal `invalid_input` */
export async function addCouponBatch(
  tx: Tx,
  { clock }: Platform,
  actor: Actor,
  id: string,
  batchId: string,
): Promise<void> {
  requirePermission(actor, "coupon.read");
  const { no, orgPath } = await requireOpen(tx, actor, id);
  const { rows } = await sql<{ name: string; taken: string | null }>`
    select b.name, c.name as taken from coupon_batch b left join cooperation_coupon k on k.batch_id = b.id
    left join cooperation c on c.no = k.cooperation_no where b.id = ${batchId}`.execute(tx);
  const [batch] = rows;
  if (!batch) throw invalid([{ path: "batchId", message: "没有这批券，请在「支付券」里新建后再选" }]);
  if (batch.taken !== null)
    throw invalid([{ path: "batchId", message: `这批券已挂在合作「${batch.taken}」下，请为每次合作单独建一批` }]);
  const added =
    await sql`insert into cooperation_coupon (batch_id, cooperation_no, added_at) values (${batchId}, ${no}, ${clock.now()})
    on conflict do nothing returning batch_id`.execute(tx);
  if (added.rows.length === 0) throw conflict("batch_taken", "这批券刚被挂到另一次合作下", "请为每次合作单独建一批");
  await audit(tx, actor, {
    action: "cooperation.coupon_added",
    subject: { kind: "cooperation", id },
    orgPath,
    detail: { name: batch.name },
  });
}
