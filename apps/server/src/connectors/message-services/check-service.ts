import { sql } from "kysely";
import { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { callGateway, GatewayFailure } from "./gateway.ts";
import { CLOCK_TOLERANCE_MS } from "./signature.ts";
import { accessOf, type Finding, type MessageService } from "./store.ts";

const accountSchema = z.object({
  balanceFen: z.number().nullable().default(null),
  templates: z.array(z.string()).nullable().default(null).describe("Codes that are approved"),
});

const lowFen = 10_000;

/** Asks the service for its account: is it there, does it believe us, do the clocks agree, is there money, are the templates approved. */
export async function checkService(
  platform: Platform,
  service: MessageService,
  templates: readonly { readonly code: string; readonly name: string }[],
): Promise<Finding[]> {
  let findings: Finding[];
  try {
    const access = accessOf(platform, service);
    const request = { method: "GET", path: "/v1/account" } as const;
    const { answer, at } = await callGateway(access, request, accountSchema, AbortSignal.timeout(20_000));
    const apart = at === null ? null : Math.abs(at.getTime() - Date.now());
    const unknown = templates.filter(({ code }) => answer.templates !== null && !answer.templates.includes(code));
    findings = [
      { name: "服务地址与签名", state: "good", says: "服务商有应答，并认可签名" },
      {
        name: "服务器时间",
        state: apart !== null && apart > CLOCK_TOLERANCE_MS / 2 ? "failed" : "good",
        says:
          apart === null
            ? "服务商没有返回时间，无法比较"
            : `与服务商相差 ${Math.round(apart / 1_000)} 秒${apart > CLOCK_TOLERANCE_MS / 2 ? "，请校对服务器时间，超过 5 分钟签名会被拒绝" : ""}`,
      },
      ...(answer.balanceFen === null
        ? []
        : [
            {
              name: "余额",
              state: answer.balanceFen < lowFen ? ("failed" as const) : ("good" as const),
              says: `¥${(answer.balanceFen / 100).toFixed(2)}${answer.balanceFen < lowFen ? "，余额偏低，请充值以免群发中断" : ""}`,
            },
          ]),
      ...(answer.templates === null
        ? []
        : [
            {
              name: "模板与话术",
              state: unknown.length > 0 ? ("failed" as const) : ("good" as const),
              says:
                unknown.length > 0
                  ? `服务商没有审核通过：${unknown.map(({ name, code }) => `${name}（${code}）`).join("、")}`
                  : "登记的都已审核通过",
            },
          ]),
    ];
  } catch (error) {
    if (!(error instanceof GatewayFailure)) throw error;
    findings = [{ name: "服务地址与签名", state: "failed", says: `${error.reason}；${error.remedy}` }];
  }
  await sql`update message_service set checked_at = ${platform.clock.now()}, findings = ${JSON.stringify(findings)}::jsonb
    where id = ${service.id}`.execute(platform.db);
  return findings;
}
