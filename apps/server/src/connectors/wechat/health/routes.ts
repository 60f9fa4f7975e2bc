import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { audit } from "../../../kernel/audit/audit.ts";
import { decodeCursor, pageOf, pageQuery, toPage } from "../../../kernel/http/cursor.ts";
import { type Route, route } from "../../../kernel/http/route.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { requireWholeChain } from "../../../organization/index.ts";
import { accountParams } from "../accounts/routes.ts";
import { findAccount } from "../accounts/store.ts";
import { callbackRefusals } from "../callbacks/refusal-words.ts";
import { workCallbacks } from "../callbacks/write-callbacks.ts";
import { errorOf } from "../calls/errors-of.ts";
import { listParked, readCallbackHealth, readCallHealth, unpark } from "./store.ts";

const time = z.iso.datetime();
const iso = (at: Date) => at.toISOString();
const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;
const tag = "connections";

const callbackHealth = z.object({
  lastReceivedAt: time.nullable(),
  received24h: z.int(),
  waiting: z.int(),
  oldestWaitingAt: time.nullable(),
  parked: z.int(),
  refused: z.array(z.object({ reason: z.string(), text: z.string(), times: z.int(), firstAt: time, lastAt: time })),
});

const parkedCallback = z.object({
  seq: z.int(),
  event: z.string(),
  subject: z.string(),
  occurredAt: time,
  receivedAt: time,
  tries: z.int(),
  reason: z.string(),
});

const callHealth = z.object({
  tokens: z.array(z.object({ kind: z.string(), renewedAt: time, expiresAt: time })),
  refusals: z.array(
    z.object({
      path: z.string(),
      errcode: z.int().describe("The platform's code; 0 = no answer"),
      cause: z.string(),
      remedy: z.string(),
      times: z.int(),
      firstAt: time,
      lastAt: time,
      lastMessage: z.string(),
    }),
  ),
  usage: z.array(
    z.object({
      path: z.string(),
      seconds: z.int(),
      startedAt: time,
      calls: z.int().describe("Taken in advance: at most that many were made"),
      limit: z.int().nullable().describe("The documented allowance of the window"),
    }),
  ),
});

/** How an account fares: callbacks that came in, calls that went out. */
export function healthRoutes(platform: Platform): Route[] {
  const { db, jobs } = platform;
  const account = (id: string) => findAccount(platform, db, id);
  return [
    route({
      method: "GET",
      path: "/wechat/accounts/:accountId/callbacks",
      summary: "Whether an account's callbacks arrive and are worked off",
      tag,
      access: "connection.read",
      params: accountParams,
      answer: callbackHealth,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const { id } = await account(params.accountId);
        const health = await readCallbackHealth(db, id);
        return {
          ...health,
          lastReceivedAt: isoOrNull(health.lastReceivedAt),
          oldestWaitingAt: isoOrNull(health.oldestWaitingAt),
          refused: health.refused.map(({ reason, times, firstAt, lastAt }) => ({
            reason,
            text: callbackRefusals[reason] ?? "回调不被接受",
            times,
            firstAt: iso(firstAt),
            lastAt: iso(lastAt),
          })),
        };
      },
    }),
    route({
      method: "GET",
      path: "/wechat/accounts/:accountId/callbacks/parked",
      summary: "Callbacks that could not be worked off, with the reason",
      tag,
      access: "connection.read",
      params: accountParams,
      query: pageQuery,
      answer: pageOf(parkedCallback),
      handle: async ({ actor, params, query }) => {
        requireWholeChain(actor);
        const { id } = await account(params.accountId);
        const after = decodeCursor(query.cursor, 1);
        const rows = await listParked(db, id, after === null ? null : Number(after[0]), query.limit);
        return toPage(
          rows,
          query.limit,
          (row) => [row.seq],
          (row) => ({ ...row, occurredAt: iso(row.occurredAt), receivedAt: iso(row.receivedAt) }),
        );
      },
    }),
    route({
      method: "POST",
      path: "/wechat/accounts/:accountId/callbacks/replay",
      summary: "Work parked callbacks off once more, after the cause was mended",
      tag,
      access: "connection.write",
      params: accountParams,
      body: z.object({ seqs: z.union([z.literal("all"), z.array(z.int().min(1)).min(1).max(500)]) }),
      answer: z.object({ replayed: z.int() }),
      status: 202,
      handle: async ({ actor, params, body }) => {
        requireWholeChain(actor);
        const { id } = await account(params.accountId);
        return db.transaction().execute(async (tx) => {
          const replayed = await unpark(tx, id, body.seqs);
          if (replayed > 0) await jobs.enqueue(tx, workCallbacks, {}, { key: workCallbacks });
          await audit(tx, actor, {
            action: "wechat_callback.replayed",
            subject: { kind: "wechat_account", id },
            detail: { replayed },
          });
          return { replayed };
        });
      },
    }),
    route({
      method: "GET",
      path: "/wechat/accounts/:accountId/calls",
      summary: "Tokens held, calls refused with cause and remedy, and what was used of the allowance",
      tag,
      access: "connection.read",
      params: accountParams,
      answer: callHealth,
      handle: async ({ actor, params }) => {
        requireWholeChain(actor);
        const { id, platform: kind } = await account(params.accountId);
        const health = await readCallHealth(db, id);
        const limits: Readonly<Record<number, number>> =
          kind === "wecom"
            ? { 60: WECOM_QUOTAS.apiCallsPerMinute.amount, 3600: WECOM_QUOTAS.apiCallsPerHour.amount }
            : {};
        return {
          tokens: health.tokens.map(({ kind: token, renewedAt, expiresAt }) => ({
            kind: token,
            renewedAt: iso(renewedAt),
            expiresAt: iso(expiresAt),
          })),
          refusals: health.refusals.map((refused) => {
            const { cause, remedy } = errorOf(kind, refused.errcode);
            return { ...refused, cause, remedy, firstAt: iso(refused.firstAt), lastAt: iso(refused.lastAt) };
          }),
          usage: health.usage.map((used) => ({
            ...used,
            startedAt: iso(used.startedAt),
            limit: limits[used.seconds] ?? null,
          })),
        };
      },
    }),
  ];
}
