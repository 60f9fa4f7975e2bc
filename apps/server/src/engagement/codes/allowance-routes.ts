import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { allowanceWarning } from "./allowance.ts";
import type { CodeConnector } from "./port.ts";

const allowanceSchema = z.object({
  connected: z.boolean(),
  used: z.int().nullable().describe("New contacts won by links so far"),
  balance: z.int().nullable().describe("New contacts that may still be won"),
  parts: z.array(z.object({ expiresOn: z.string(), balance: z.int() })).describe("What was bought, soonest end first"),
  warning: z.string().nullable(),
  failure: z.string().nullable().describe("Why the platform does not say"),
});

/** 获客额度: what the company may still win by acquisition links, asked of the platform now. */
export function allowanceRoutes(platform: Platform, connector: CodeConnector): Route[] {
  return [
    route({
      method: "GET",
      path: "/live-codes/acquisition-allowance",
      summary: "How many contacts may still be won by acquisition links, as the platform says now",
      tag: "live codes",
      access: "code.read",
      answer: allowanceSchema,
      async handle() {
        const nothing = { used: null, balance: null, parts: [], warning: null, failure: null };
        const remote = await connector.open();
        if (!remote) return { connected: false, ...nothing };
        try {
          const allowance = await remote.acquisitionAllowance();
          const parts = allowance.parts.toSorted((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
          return {
            ...nothing,
            connected: true,
            used: allowance.used,
            balance: allowance.balance,
            parts: parts.map(({ expiresAt, balance }) => ({
              expiresOn: dayIn(platform.config.timeZone, expiresAt),
              balance,
            })),
            warning: allowanceWarning({ ...allowance, parts }, platform.clock.now()),
          };
        } catch (error) {
          const refusal = remote.explain(error);
          if (!refusal) throw error;
          return { connected: true, ...nothing, failure: refusal.message };
        }
      },
    }),
  ];
}
