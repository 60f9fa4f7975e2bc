import { z } from "zod";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { findVisitor, miniProgramByAppId } from "../mini-program/index.ts";
import { codeAnswer, heartbeatBody, keepBody, lookBody, messageBody, receiptSchema, shownAnswer } from "./schemas.ts";
import { keepSession, lookAtCode, openCode, type SessionShown } from "./sessions.ts";
import { takeMessage } from "./take-events.ts";

const tag = "devices";

export function presentShown({ no: _no, memberNo, goods, ...shown }: SessionShown): z.input<typeof shownAnswer> {
  return { ...shown, goods: [...goods], kept: memberNo !== null };
}

/** What devices call with their own keys, and mini programs for the customer who scans a screen (IN-17). */
export function deviceReportRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const own = { method: "POST", tag, access: "device.report" } as const;
  const scanned = { method: "POST", tag, access: "mini_program.session", secret: true } as const;
  return [
    route({
      ...own,
      path: "/device-reports/heartbeat",
      summary: "A device says that it is there, every five minutes or so; answers how wrong its clock is",
      body: heartbeatBody,
      answer: z.object({ clockSkewMs: z.number() }),
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => {
          const said = { sentAt: new Date(body.sentAt), firmware: body.firmware, events: [] };
          return { clockSkewMs: (await takeMessage(platform, tx, actor, said)).clockSkewMs };
        }),
    }),
    route({
      ...own,
      path: "/device-reports/events",
      summary:
        "Send up to 500 events of the calling device: accepted ones are on disk and count once, however often they are sent",
      body: messageBody,
      answer: receiptSchema,
      status: 202,
      handle: ({ actor, body, reply }) => {
        // For the refusal above the rate; on success only a hint.
        reply.header("retry-after", "60");
        return db.transaction().execute(async (tx) => {
          const receipt = await takeMessage(platform, tx, actor, { ...body, sentAt: new Date(body.sentAt) });
          reply.removeHeader("retry-after");
          return receipt;
        });
      },
    }),
    route({
      ...own,
      path: "/device-reports/codes",
      summary:
        "A code for the screen by which the customer keeps what they do in a session; a new one ends the one before",
      secret: true,
      body: z.object({ sessionId: z.string().trim().min(1).max(64) }),
      answer: codeAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        const code = await db.transaction().execute((tx) => openCode(platform, tx, actor, body.sessionId));
        return { ...code, expiresAt: code.expiresAt.toISOString() };
      },
    }),
    route({
      ...scanned,
      path: "/device-codes/look",
      summary: "What a code on a device's screen would keep, and the words to be agreed to",
      body: lookBody,
      answer: shownAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return presentShown(await lookAtCode(platform, db, body.token));
      },
    }),
    route({
      ...scanned,
      path: "/device-codes/keep",
      summary: "A signed-in visitor of a mini program agrees and keeps the session: it belongs to them from now on",
      body: keepBody,
      answer: shownAnswer,
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        const account = await miniProgramByAppId(platform, body.appId);
        return db.transaction().execute(async (tx) => {
          const { originNo, memberNo } = await findVisitor(tx, account.id, body.openid);
          const keeper = { originNo, memberNo, by: "mini_program" } as const;
          return presentShown(await keepSession(platform, tx, body.token, keeper, body.consentVersion));
        });
      },
    }),
  ];
}
