import { sql } from "kysely";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Db, Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";
import type { CampaignLimits, PacketReason, PacketState } from "./rules.ts";

export interface Campaign extends CampaignLimits {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly sceneId: string;
  readonly reward: string;
  readonly remark: string;
  readonly codeId: string | null;
  readonly groupCodeId: string | null;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const campaignColumns = sql`c.id, c.no, c.name, c.merchant_id as "merchantId", c.app_id as "appId", c.scene_id as "sceneId", c.reward, c.remark,
  c.min_fen as "minFen", c.max_fen as "maxFen", c.budget_fen as "budgetFen", c.spent_fen as "spentFen", c.per_person as "perPerson",
  c.per_person_day as "perPersonDay", c.starts_at as "startsAt", c.ends_at as "endsAt", c.code_id as "codeId", c.group_code_id as "groupCodeId",
  c.state, c.version, c.created_by as "createdBy", c.created_at as "createdAt"`;

type CampaignKey = { readonly id: string } | { readonly no: number };
const which = (by: CampaignKey) => ("id" in by ? sql`c.id = ${by.id}` : sql`c.no = ${by.no}`);

/** @throws Refusal `not_found` */
export async function findCampaign(db: Db, by: CampaignKey): Promise<Campaign> {
  const { rows } = await sql<Campaign>`select ${campaignColumns} from red_packet_campaign c where ${which(by)}`.execute(
    db,
  );
  if (!rows[0]) throw notFound("这个红包活动");
  return rows[0];
}

/** Held until the transaction ends: its budget is spent once. @throws Refusal `not_found` */
export async function lockCampaign(tx: Tx, by: CampaignKey): Promise<Campaign> {
  const { rows } = await sql<Campaign>`
    select ${campaignColumns} from red_packet_campaign c where ${which(by)} for update`.execute(tx);
  if (!rows[0]) throw notFound("这个红包活动");
  return rows[0];
}

export async function listCampaigns(db: Db, before: number | null, limit: number): Promise<Campaign[]> {
  const { rows } = await sql<Campaign>`
    select ${campaignColumns} from red_packet_campaign c where ${before}::int is null or c.no < ${before} order by c.no desc
    limit ${limit + 1}`.execute(db);
  return rows;
}

export interface PacketFigures {
  readonly granted: number;
  readonly waiting: number;
  readonly paid: number;
  readonly paidFen: number;
  readonly lapsed: number;
  readonly refused: number;
  readonly people: number;
  readonly invited: number;
}

const nothing: PacketFigures = {
  granted: 0,
  waiting: 0,
  paid: 0,
  paidFen: 0,
  lapsed: 0,
  refused: 0,
  people: 0,
  invited: 0,
};

export async function packetFigures(db: Db, ids: readonly string[]): Promise<(id: string) => PacketFigures> {
  const { rows } = await sql<PacketFigures & { id: string }>`
    select p.campaign_id as id, count(*)::int as granted, count(*) filter (where p.state in ('granted', 'asked', 'waiting'))::int as waiting,
      count(*) filter (where p.state = 'paid')::int as paid, coalesce(sum(p.amount_fen) filter (where p.state = 'paid'), 0)::bigint as "paidFen",
      count(*) filter (where p.state = 'lapsed')::int as lapsed, count(*) filter (where p.state = 'refused')::int as refused,
      count(distinct p.member_no)::int as people, count(*) filter (where p.reason = 'invite')::int as invited
    from red_packet p where p.campaign_id = any(${ids}::uuid[]) group by 1`.execute(db);
  const found = new Map(rows.map(({ id, ...figures }) => [id, figures]));
  return (id) => found.get(id) ?? nothing;
}

export interface Packet {
  readonly id: string;
  readonly packetNo: string;
  readonly campaignId: string;
  readonly merchantId: string;
  readonly reason: PacketReason;
  readonly originNo: number;
  readonly memberNo: number;
  readonly openid: string | null;
  readonly amountFen: number;
  readonly state: PacketState;
  readonly note: string | null;
  readonly billNo: string | null;
  readonly package: string | null;
  readonly tries: number;
  readonly grantedAt: Date;
  readonly paidAt: Date | null;
}

const packetColumns = sql`p.id, replace(p.id::text, '-', '') as "packetNo", p.campaign_id as "campaignId",
  (select merchant_id from red_packet_campaign k where k.id = p.campaign_id) as "merchantId", p.reason, p.origin_no as "originNo",
  p.member_no as "memberNo", p.openid, p.amount_fen as "amountFen", p.state, p.note, p.bill_no as "billNo", p.package, p.tries,
  p.granted_at as "grantedAt", p.paid_at as "paidAt"`;

export async function loadPacket(db: Db, id: string): Promise<Packet | undefined> {
  const { rows } = await sql<Packet>`select ${packetColumns} from red_packet p where p.id = ${id}`.execute(db);
  return rows[0];
}

/** Packets of a person that were neither taken nor went back, by the time they were given. */
export async function openPackets(db: Db, campaignId: string, memberNo: number): Promise<Packet[]> {
  const { rows } = await sql<Packet>`
    select ${packetColumns} from red_packet p where p.campaign_id = ${campaignId} and p.member_no = ${memberNo}
      and p.state in ('granted', 'asked', 'waiting', 'refused') order by p.granted_at, p.id`.execute(db);
  return rows;
}

/** Newest first, of members in the actor's scope. */
export async function listPackets(
  db: Db,
  actor: Actor,
  filter: { readonly campaignId: string; readonly state?: PacketState | undefined },
  after: string | null,
  limit: number,
): Promise<Packet[]> {
  const { rows } = await sql<Packet>`
    select ${packetColumns} from red_packet p join member m on m.member_no = p.member_no
    where p.campaign_id = ${filter.campaignId} and ${scopeCondition(actor, "m.store_no")}
      and (${filter.state ?? null}::text is null or p.state = ${filter.state ?? null}) and (${after}::uuid is null or p.id < ${after})
    order by p.id desc limit ${limit + 1}`.execute(db);
  return rows;
}
