import { sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import { HandOverRefused, type OutboundChannel } from "./channel.ts";
import { collect } from "./collect.ts";
import { handOver, markUncertain, reconcile } from "./hand-over.ts";
import { SENDING_DEAD_MS } from "./rules.ts";
import { takeDue } from "./store.ts";

/** How long one row is kept from other workers. */
const LEASE_MS = SENDING_DEAD_MS;

/** Works off what is due until nothing is. Returns how many rows were touched. */
export async function workOffOutbound(
  platform: Platform,
  channels: readonly OutboundChannel[],
  signal: AbortSignal,
): Promise<number> {
  for (let touched = 0; ; touched++) {
    const outbound = signal.aborted ? undefined : await takeDue(platform.db, LEASE_MS);
    if (!outbound) return touched;
    const channel = channels.find(({ name }) => name === outbound.channel);
    try {
      if (!channel) throw new Error(`no connector for ${outbound.channel}`);
      if (outbound.state === "waiting") await handOver(platform, channel, outbound, signal);
      else if (outbound.state === "sending") await markUncertain(platform, channel, outbound);
      else if (outbound.state === "uncertain") await reconcile(platform, channel, outbound, signal);
      else await collect(platform, channel, outbound, signal);
    } catch (error) {
      // Tried again later; the reason stands in the ledger.
      platform.log.warn({ err: error, outbound: outbound.id }, "an outbound message could not be worked on");
      const refusal = error instanceof HandOverRefused ? error : undefined;
      await sql`
        update outbound set reason = ${refusal?.reason ?? String(error)}, remedy = ${refusal?.remedy ?? ""}, errcode = ${refusal?.errcode ?? null},
          next_at = now() + interval '2 minutes' where id = ${outbound.id} and state in ('waiting', 'uncertain', 'accepted')`.execute(
        platform.db,
      );
    }
  }
}
