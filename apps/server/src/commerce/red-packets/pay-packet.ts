import { sql } from "kysely";
import { z } from "zod";
import { resolveMembers } from "../../customers/index.ts";
import { conflict } from "../../kernel/errors.ts";
import { type AnyJob, defineJob } from "../../kernel/jobs/job.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { PaymentRefused } from "../payments/port.ts";
import { queryDelay } from "../payments/rules.ts";
import type { PacketPayer, PacketTold } from "./port.ts";
import { type Campaign, findCampaign, loadPacket, openPackets, type Packet } from "./store.ts";

/**
 * The person comes for what they were given: each packet is sent to the platform under its own number, which never changes, and waits for the
 * person's 收款. One that gets no answer is sent again by the minute; coming again shows the same packets.
 */
export async function takePackets(
  platform: Platform,
  payer: PacketPayer,
  { campaignNo, openid }: { readonly campaignNo: number; readonly openid: string },
): Promise<{ readonly campaign: Campaign; readonly memberNo: number; readonly packets: readonly Packet[] }> {
  const { db } = platform;
  const campaign = await findCampaign(db, { no: campaignNo });
  const memberNo = await db.transaction().execute((tx) => whoTakes(tx, platform, campaign, openid));
  await sql`update red_packet set state = 'asked', openid = ${openid}, note = null, next_try_at = now() + interval '20 seconds'
    where campaign_id = ${campaign.id} and member_no = ${memberNo} and state in ('granted', 'refused')`.execute(db);
  for (const packet of await openPackets(db, campaign.id, memberNo))
    await (packet.state === "asked"
      ? sendPacket(platform, payer, packet.id)
      : askPacket(platform, payer, packet)
    ).catch(onlyRefusal);
  return { campaign, memberNo, packets: await openPackets(db, campaign.id, memberNo) };
}

/** Whether a packet was taken meanwhile, though nobody told. */
async function askPacket(
  platform: Platform,
  payer: PacketPayer,
  packet: Pick<Packet, "merchantId" | "packetNo">,
): Promise<void> {
  const told = await payer.ask(packet);
  if (told) await platform.db.transaction().execute((tx) => settlePacket(tx, platform, told));
}

function onlyRefusal(error: unknown): void {
  if (!(error instanceof PaymentRefused)) throw error;
}

export async function whoTakes(tx: Tx, platform: Platform, campaign: Campaign, openid: string): Promise<number> {
  const [who] = await resolveMembers(tx, platform, [
    {
      identifiers: [{ kind: "openid", scope: campaign.appId, value: openid }],
      occurredAt: platform.clock.now(),
      source: "red_packet",
      channel: "mini_program",
    },
  ]);
  if (!who || who.memberNo === null)
    throw conflict("identity_refused", "这个微信身份被身份规则拦下，请到“身份合并”里查看");
  return who.memberNo;
}

/**
 * Sends a packet to the platform, or the same one again. What it says no to stays in the budget until the person comes again.
 *
 * @throws PaymentRefused when nobody can tell
 */
export async function sendPacket(platform: Platform, payer: PacketPayer, id: string): Promise<void> {
  const { db } = platform;
  const packet = await loadPacket(db, id);
  if (packet?.state !== "asked" || packet.openid === null) return;
  const { merchantId, appId, sceneId, name, reward, remark } = await findCampaign(db, { id: packet.campaignId });
  const { packetNo, openid, amountFen } = packet;
  try {
    const told = await payer.send({
      ...{ merchantId, packetNo, appId, openid, amountFen, sceneId, reward, remark },
      campaign: name,
    });
    await db.transaction().execute((tx) => settlePacket(tx, platform, told));
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    const state = error.kind === "uncertain" ? "asked" : "refused";
    await sql`update red_packet set state = ${state}, note = ${error.message.slice(0, 500)}, tries = tries + 1,
      next_try_at = now() + make_interval(secs => ${queryDelay(packet.tries)}) where id = ${id} and state = 'asked'`.execute(
      db,
    );
    if (error.kind === "uncertain") throw error;
  }
}

/** Takes over what the platform says of a packet, however often. What went back is free for others again. @returns false: not sent here */
export async function settlePacket(tx: Tx, platform: Platform, told: PacketTold): Promise<boolean> {
  const { rows } = await sql<{ id: string; campaignId: string; amountFen: number; state: Packet["state"] }>`
    select p.id, p.campaign_id as "campaignId", p.amount_fen as "amountFen", p.state from red_packet p
    where p.id::text = ${uuidOf(told.packetNo)} and exists (
      select from red_packet_campaign c where c.id = p.campaign_id and c.merchant_id = ${told.merchantId}) for update`.execute(
    tx,
  );
  const packet = rows[0];
  if (!packet) return false;
  if (packet.state === "paid" || packet.state === "lapsed") return true;
  if (told.state === "paid")
    await sql`update red_packet set state = 'paid', paid_at = ${platform.clock.now()}, bill_no = ${told.billNo}, package = null, note = null
      where id = ${packet.id}`.execute(tx);
  else if (told.state === "lapsed") {
    await sql`update red_packet set state = 'lapsed', package = null, note = ${told.reason ?? "24 小时内没有收款，钱已退回"}
      where id = ${packet.id}`.execute(tx);
    await sql`update red_packet_campaign set spent_fen = spent_fen - ${packet.amountFen} where id = ${packet.campaignId}`.execute(
      tx,
    );
  } else
    await sql`update red_packet set state = 'waiting', bill_no = ${told.billNo}, package = coalesce(${told.package}, package), note = null,
      tries = tries + 1, next_try_at = now() + make_interval(secs => ${queryDelay(3)}) where id = ${packet.id}`.execute(
      tx,
    );
  return true;
}

function uuidOf(no: string): string {
  return no.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const BATCH = 100;

/** Sends what got no answer and asks for what nobody told. Each is free again should this process die. */
export async function lookAfterPackets(platform: Platform, payer: PacketPayer, signal: AbortSignal): Promise<void> {
  const { db, log } = platform;
  while (!signal.aborted) {
    const { rows: due } = await sql<{ id: string; state: "asked" | "waiting"; packetNo: string; merchantId: string }>`
      update red_packet p set next_try_at = now() + interval '1 minute' from (
        select id from red_packet where state in ('asked', 'waiting') and next_try_at <= now() order by next_try_at limit ${BATCH} for update skip locked) d
      where p.id = d.id returning p.id, p.state, replace(p.id::text, '-', '') as "packetNo",
        (select merchant_id from red_packet_campaign c where c.id = p.campaign_id) as "merchantId"`.execute(db);
    if (due.length === 0) return;
    for (const packet of due) {
      if (signal.aborted) return;
      try {
        if (packet.state === "asked") await sendPacket(platform, payer, packet.id);
        else await askPacket(platform, payer, packet);
      } catch (error) {
        onlyRefusal(error);
        log.warn({ err: error, packet: packet.id }, "a red packet is still in doubt");
      }
    }
  }
}

export function redPacketJobs(payer: PacketPayer): AnyJob[] {
  return [
    defineJob({
      name: "red_packets.look_after",
      payload: z.object({}),
      queue: "red_packets.look_after",
      schedule: { everyMinutes: 1 },
      run: (_, { platform, signal }) => lookAfterPackets(platform, payer, signal),
    }),
  ];
}
