import type { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { scopeCondition } from "../../organization/index.ts";
import { findMember } from "../members/find-member.ts";
import { memberParams } from "../members/schemas.ts";
import { executeErasure, requestErasure, reviewErasure } from "./requests.ts";
import { confirmationFor } from "./rules.ts";
import { executeBody, requestBody, requestParams, requestSchema, requestsQuery, reviewBody } from "./schemas.ts";
import { type ErasureRequest, findRequest, listRequests } from "./store.ts";

const tag = "erasure";

function present({
  orgPath: _path,
  reviewedProfiles: _profiles,
  ...request
}: ErasureRequest): z.input<typeof requestSchema> {
  return {
    ...request,
    confirmation: confirmationFor(request.memberNo),
    requestedAt: request.requestedAt.toISOString(),
    reviewedAt: request.reviewedAt?.toISOString() ?? null,
    executedAt: request.executedAt?.toISOString() ?? null,
    settledAt: request.settledAt?.toISOString() ?? null,
  };
}

/** A person's request to be forgotten (个人信息保护法 47): asked, reviewed, executed. */
export function erasureRoutes(platform: Platform): Route[] {
  const { db } = platform;
  /** Does something with a request and answers the request as it stands then. */
  const afterwards = (actor: Actor, work: (tx: Parameters<typeof findRequest>[0]) => Promise<string>) =>
    db.transaction().execute(async (tx) => {
      const request = await findRequest(tx, scopeCondition(actor, "m.store_no"), await work(tx));
      if (!request) throw notFound("这条删除请求");
      return present(request);
    });
  return [
    route({
      method: "POST",
      path: "/members/:memberNo/erasure-requests",
      summary: "Note a member's request that their personal data be erased",
      tag,
      access: "erasure.request",
      params: memberParams,
      body: requestBody,
      answer: requestSchema,
      status: 201,
      handle: ({ actor, params, body }) =>
        afterwards(actor, async (tx) =>
          requestErasure(tx, platform, actor, await findMember(tx, actor, params.memberNo), body),
        ),
    }),
    route({
      method: "GET",
      path: "/erasure-requests",
      summary: "Requests for erasure, the newest first",
      tag,
      access: "erasure.request",
      query: requestsQuery,
      answer: pageOf(requestSchema),
      handle: async ({ actor, query }) => {
        const before = decodeCursor(query.cursor, 1)?.[0] ?? null;
        const rows = await listRequests(db, scopeCondition(actor, "m.store_no"), {
          status: query.status,
          memberNo: query.memberNo,
          before: before === null ? null : String(before),
          limit: query.limit + 1,
        });
        return toPage(rows, query.limit, (row) => [row.id], present);
      },
    }),
    route({
      method: "POST",
      path: "/erasure-requests/:requestId/review",
      summary: "Approve or reject a request for erasure",
      tag,
      access: "erasure.review",
      params: requestParams,
      body: reviewBody,
      answer: requestSchema,
      handle: ({ actor, params, body }) =>
        afterwards(actor, async (tx) => {
          await reviewErasure(tx, platform, actor, params.requestId, body);
          return params.requestId;
        }),
    }),
    route({
      method: "POST",
      path: "/erasure-requests/:requestId/execute",
      summary: "Erase the person's data for good, in both engines",
      tag,
      access: "erasure.review",
      params: requestParams,
      body: executeBody,
      answer: requestSchema,
      handle: ({ actor, params, body }) =>
        afterwards(actor, async (tx) => {
          await executeErasure(tx, platform, actor, params.requestId, body.confirmation);
          return params.requestId;
        }),
    }),
  ];
}
