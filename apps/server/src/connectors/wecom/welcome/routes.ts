import { sql } from "kysely";
import { z } from "zod";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";

const outcome = z.enum(["sending", "sent", "already", "off", "missed", "refused"]);

/** What became of greetings. */
export function welcomeRoutes({ db }: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/wecom/welcomes",
      summary: "What became of welcome messages in the last days, and how long they took",
      tag: "wecom",
      access: "connection.read",
      query: z.object({ corpId: z.string().min(1).max(64), days: z.coerce.number().int().min(1).max(90).default(7) }),
      answer: z.object({
        counts: z.array(z.object({ outcome, count: z.number().int() })),
        medianMs: z.number().nullable().describe("From the callback's arrival to WeCom's answer, of those sent"),
        slowestMs: z.number().nullable(),
        problems: z.array(
          z.object({
            reason: z.string(),
            errcode: z.number().int().nullable(),
            count: z.number().int(),
            lastAt: z.string(),
          }),
        ),
      }),
      handle: async ({ actor, query: { corpId, days } }) => {
        requireWholeChain(actor);
        const recent = sql`corp_id = ${corpId} and received_at > now() - make_interval(days => ${days})`;
        const { rows: counts } = await sql<{ outcome: z.output<typeof outcome>; count: number }>`
          select outcome, count(*)::int as count from wecom_welcome where ${recent} group by 1 order by 2 desc`.execute(
          db,
        );
        const { rows: times } = await sql<{ median: number | null; slowest: number | null }>`
          select percentile_cont(0.5) within group (order by extract(epoch from settled_at - received_at)::float8 * 1000) as median,
            max(extract(epoch from settled_at - received_at)::float8 * 1000) as slowest
          from wecom_welcome where ${recent} and outcome = 'sent'`.execute(db);
        const { rows: problems } = await sql<{ reason: string; errcode: number | null; count: number; lastAt: Date }>`
          select coalesce(reason, '没有结果：发送时程序停止了') as reason, errcode, count(*)::int as count, max(received_at) as "lastAt"
          from wecom_welcome where ${recent} and outcome in ('missed', 'refused', 'sending') and received_at < now() - interval '30 seconds'
          group by 1, 2 order by 3 desc limit 20`.execute(db);
        return {
          counts,
          medianMs: times[0]?.median ?? null,
          slowestMs: times[0]?.slowest ?? null,
          problems: problems.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() })),
        };
      },
    }),
  ];
}
