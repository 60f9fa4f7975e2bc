import { toBuffer } from "qrcode";
import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound, Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { describeWorkbench, type Ports, personOf } from "./describe-workbench.ts";
import { createFunction, editFunction, functionsFor, listFunctions, removeFunction } from "./functions.ts";
import { ownCode } from "./own-codes.ts";
import {
  editBody,
  functionBody,
  functionParams,
  functionsAnswer,
  openAnswer,
  toldAnswer,
  workbenchAnswer,
} from "./schemas.ts";
import { issueToken, redeemToken, tokenSeconds } from "./token.ts";

const tag = "workbench";

/** 导购工作台 (IN-23). */
export function workbenchRoutes(platform: Platform, ports: Ports): Route[] {
  const { db, config, clock } = platform;
  const today = () => dayIn(config.timeZone, clock.now());
  const { cards } = ports;
  async function ownFunction(actor: Actor, functionId: string) {
    const staffId = personOf(actor);
    const found = (await functionsFor(db, staffId, today())).find(({ id }) => id === functionId);
    if (!found) throw notFound("这个功能");
    return { staffId, found };
  }
  return [
    route({
      method: "GET",
      path: "/workbench",
      summary: "The caller's own workbench: figures, codes and cards to pass on, functions, the team they lead",
      tag,
      access: "signed_in",
      answer: workbenchAnswer,
      handle: ({ actor }) => describeWorkbench(platform, actor, ports),
    }),
    route({
      method: "GET",
      path: "/workbench/codes/:codeId/qr.png",
      summary: "The picture of a code that the caller may pass on",
      tag,
      access: "signed_in",
      params: z.object({ codeId: z.uuid() }),
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params, reply }) => {
        const code = await ownCode(db, personOf(actor), today(), params.codeId);
        const address = await publicAddress(db);
        if (address === null)
          throw new Refusal({
            code: "public_address_missing",
            status: 409,
            title: "还没有填写外网地址，分享出去的码会打不开",
            detail: "请管理员先在「平台接入」里填写本系统的外网地址",
          });
        await reply.type("image/png").send(await toBuffer(`${address}${code.path}`, { width: 720, margin: 2 }));
        return "";
      },
    }),
    route({
      method: "GET",
      path: "/workbench/functions/:functionId/card.png",
      summary: "The caller's own code for a page that is passed on to customers; who opens it is known to come by them",
      tag,
      access: "signed_in",
      params: functionParams,
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params, reply }) => {
        const { staffId, found } = await ownFunction(actor, params.functionId);
        if (found.kind !== "share") throw notFound("这张分享码");
        const { appId, page, name } = found;
        await reply.type("image/png").send(await cards.picture(staffId, { appId, page, title: name }));
        return "";
      },
    }),
    route({
      method: "POST",
      path: "/workbench/functions/:functionId/open",
      summary: "Open an embedded function: its address with a one-time identity of the caller",
      tag,
      access: "signed_in",
      secret: true,
      params: functionParams,
      answer: openAnswer,
      handle: async ({ actor, params }) => {
        const { staffId, found } = await ownFunction(actor, params.functionId);
        if (found.kind === "share") throw notFound("这个功能");
        const token = await issueToken(platform, staffId, found.id);
        const isWeb = found.kind === "web";
        return {
          url: isWeb ? withToken(found.address, token) : null,
          appId: isWeb ? null : found.appId,
          path: isWeb ? null : `${found.page}?feilun_token=${token}`,
          expiresInSeconds: tokenSeconds,
        };
      },
    }),
    route({
      method: "POST",
      path: "/workbench/identities",
      summary: "Who opened an embedded function; a token is good once, for two minutes",
      tag,
      access: "workbench.verify",
      secret: true,
      body: z.object({ token: z.string().min(1).max(200) }),
      answer: toldAnswer,
      handle: async ({ actor, body }) => {
        const { issuedAt, staffCode, name, ...told } = await redeemToken(platform, actor, body.token, today());
        return { ...told, issuedAt: issuedAt.toISOString(), staff: { code: staffCode, name }, posts: [...told.posts] };
      },
    }),
    ...functionRoutes(platform, ports),
  ];
}

/** What headquarters and regions put on workbenches. */
function functionRoutes(platform: Platform, { cards }: Ports): Route[] {
  const list = async (actor: Actor) => ({
    items: (await listFunctions(platform, actor)).map(({ updatedAt, roleCodes, ...each }) => ({
      ...each,
      roleCodes: [...roleCodes],
      updatedAt: updatedAt.toISOString(),
    })),
    programs: [...(await cards.programs())],
  });
  const access = "workbench.write";
  return [
    route({
      method: "GET",
      path: "/workbench/functions",
      summary: "Functions on the workbenches in scope, with how much they are used",
      tag,
      access,
      answer: functionsAnswer,
      handle: ({ actor }) => list(actor),
    }),
    route({
      method: "POST",
      path: "/workbench/functions",
      summary: "Put a function on workbenches",
      tag,
      access,
      body: functionBody,
      status: 201,
      answer: functionsAnswer,
      handle: async ({ actor, body }) => {
        await createFunction(platform, actor, cards, body);
        return list(actor);
      },
    }),
    route({
      method: "PUT",
      path: "/workbench/functions/:functionId",
      summary: "Change a function on workbenches",
      tag,
      access,
      params: functionParams,
      body: editBody,
      answer: functionsAnswer,
      handle: async ({ actor, params, body }) => {
        await editFunction(platform, actor, cards, params.functionId, body);
        return list(actor);
      },
    }),
    route({
      method: "DELETE",
      path: "/workbench/functions/:functionId",
      summary: "Take a function off every workbench",
      tag,
      access,
      params: functionParams,
      answer: functionsAnswer,
      handle: async ({ actor, params }) => {
        await removeFunction(platform, actor, params.functionId);
        return list(actor);
      },
    }),
  ];
}

/** The address with the identity where `{token}` stands, else as a parameter. */
export function withToken(address: string, token: string): string {
  if (address.includes("{token}")) return address.replaceAll("{token}", token);
  const url = new URL(address);
  url.searchParams.set("feilun_token", token);
  return url.href;
}
