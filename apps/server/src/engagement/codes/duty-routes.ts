import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { forbidden, invalid, notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { servesInScope } from "../../organization/index.ts";
import { findPause, pause, resume, servesCustomers } from "./pauses.ts";

const tag = "live codes";
const dutyBody = z.object({
  onDuty: z.boolean(),
  until: z.iso
    .datetime({ offset: true })
    .nullable()
    .default(null)
    .describe("Back by oneself; null = until one says so"),
});
const dutySchema = z.object({
  onDuty: z.boolean(),
  until: z.string().nullable(),
  serves: z.boolean().describe("Whether this person serves in a store today, or stands behind a code"),
});

/** 接待状态: guides go off and on duty by themselves, store managers for their people. */
export function dutyRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const present = async (staffId: string) => {
    const found = await findPause(db, staffId, clock.now());
    return {
      onDuty: found === null,
      until: found?.until?.toISOString() ?? null,
      serves: await servesCustomers(db, staffId, dayIn(platform.config.timeZone, clock.now())),
    };
  };
  const change = async (actor: Actor, staffId: string, { onDuty, until }: z.output<typeof dutyBody>) => {
    const back = until === null ? null : new Date(until);
    if (!onDuty && back !== null && back <= clock.now())
      throw invalid([{ path: "until", message: "恢复接待的时间要晚于现在" }]);
    await db.transaction().execute(async (tx) => {
      if (onDuty) await resume(tx, actor, staffId);
      else await pause(tx, actor, staffId, clock.now(), back);
      await platform.jobs.enqueue(tx, "engagement.refresh_codes", {}, { key: "engagement.refresh_codes.now" });
    });
    return present(staffId);
  };
  return [
    route({
      method: "GET",
      path: "/me/duty",
      summary: "Whether I take new contacts",
      tag,
      access: "signed_in",
      answer: dutySchema,
      handle: ({ actor }) => present(requireStaff(actor)),
    }),
    route({
      method: "PUT",
      path: "/me/duty",
      summary: "Go off or on duty",
      tag,
      access: "signed_in",
      body: dutyBody,
      answer: dutySchema,
      handle: ({ actor, body }) => change(actor, requireStaff(actor), body),
    }),
    route({
      method: "PUT",
      path: "/live-codes/guides/:staffId/duty",
      summary: "Put a guide of one's scope off or on duty",
      tag,
      access: "code.write",
      params: z.object({ staffId: z.uuid() }),
      body: dutyBody,
      answer: dutySchema,
      handle: async ({ actor, params, body }) => {
        const today = dayIn(platform.config.timeZone, clock.now());
        if (!(await servesInScope(db, actor, params.staffId, today))) throw notFound("这位员工");
        return change(actor, params.staffId, body);
      },
    }),
  ];
}

function requireStaff(actor: Actor): string {
  if (actor.kind !== "staff") throw forbidden("接待状态属于员工本人，请用员工账号登录");
  return actor.id;
}
