import { z } from "zod";
import { defineJob } from "../../kernel/jobs/job.ts";
import type { Wing } from "../../kernel/wing.ts";
import { runRelays } from "./run-relays.ts";

/** 红包接力: packets for what people do, without an operator. */
export function redPacketRelayWing(): Wing {
  return {
    name: "red_packet_relay",
    jobs: [
      defineJob({
        name: "red_packets.run_relays",
        payload: z.object({}),
        queue: "red_packets.run_relays",
        schedule: { everyMinutes: 1 },
        run: async (_, { platform }) => void (await runRelays(platform)),
      }),
    ],
  };
}
