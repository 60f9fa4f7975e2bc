import { z } from "zod";
import { consentChannelNames, consentPurposeNames } from "../../customers/index.ts";
import { invalid } from "../../kernel/errors.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { findStoresByCode, requireWholeChain } from "../../organization/index.ts";
import { makeCode, scenePattern } from "./codes.ts";
import { homeRoutes } from "./home/routes.ts";
import { matrixRoutes } from "./matrix/routes.ts";
import { register } from "./register.ts";
import { signIn } from "./sign-in.ts";
import { memberMiniProgramsRoute } from "./visits/of-member.ts";
import { openAgain } from "./visits/open-again.ts";
import { visitRoutes } from "./visits/routes.ts";

const tag = "mini-program";
const appId = z.string().min(1).max(64);
const storeCode = z.string().min(1).max(64).optional().describe("Where the code that was scanned hangs");
const launch = {
  mark: z.string().min(1).max(64).optional().describe("The page's `mark` parameter; wins over the scene"),
  shareKey: z.string().min(1).max(64).optional().describe("Of the card that was opened; read from a code's scene too"),
  fromAppId: z.string().min(1).max(64).optional().describe("referrerInfo.appId: the mini program that led here"),
};
const scene = z.string().max(64).default("").describe("The scene value, or the scene of the code that was scanned");

/** What a mini program's own server or page gateway calls (ID-03), and codes with a scene. */
export function miniProgramRoutes(platform: Platform): Route[] {
  const { db } = platform;
  async function storeNoOf(code: string | undefined): Promise<number | null> {
    if (code === undefined) return null;
    const storeNo = (await db.transaction().execute((tx) => findStoresByCode(tx, [code]))).get(code);
    if (storeNo === undefined) throw invalid([{ path: "storeCode", message: `没有编码为 ${code} 的门店` }]);
    return storeNo;
  }
  return [
    route({
      method: "POST",
      path: "/mini-program/sessions",
      summary: "Sign a visitor in with the code of wx.login",
      tag,
      access: "mini_program.session",
      secret: true,
      body: z.object({ appId, code: z.string().min(1).max(256), scene, ...launch, storeCode }),
      status: 201,
      answer: z.object({
        openid: z.string(),
        memberNo: z.number().int(),
        isNew: z.boolean(),
        registered: z.boolean(),
        visitId: z.string(),
      }),
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return signIn(platform, { ...body, storeNo: await storeNoOf(body.storeCode) });
      },
    }),
    route({
      method: "POST",
      path: "/mini-program/visits",
      summary: "Somebody whose sign-in still holds opens the mini program again",
      tag,
      access: "mini_program.session",
      secret: true,
      body: z.object({
        appId,
        openid: z.string().min(1).max(64),
        visitKey: z
          .string()
          .min(8)
          .max(64)
          .optional()
          .describe("Your own name for this opening: sent again, it is the same"),
        scene,
        ...launch,
        storeCode,
      }),
      status: 201,
      answer: z.object({ visitId: z.string(), memberNo: z.number().int() }),
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return openAgain(platform, { ...body, storeNo: await storeNoOf(body.storeCode) });
      },
    }),
    route({
      method: "POST",
      path: "/mini-program/registrations",
      summary: "Register a signed-in visitor by the phone that they authorised",
      tag,
      access: "mini_program.session",
      secret: true,
      body: z.object({
        appId,
        openid: z.string().min(1).max(64),
        phoneCode: z.string().min(1).max(256),
        sourceCode: z.string().min(1).max(64).optional(),
        storeCode,
        consents: z
          .array(
            z.object({
              purpose: z.enum(consentPurposeNames),
              channel: z.enum(consentChannelNames),
              granted: z.boolean(),
              textVersion: z.string().max(64).optional(),
            }),
          )
          .max(20)
          .default([]),
      }),
      status: 201,
      answer: z.object({ memberNo: z.number().int(), isNew: z.boolean() }),
      handle: async ({ actor, body }) => {
        requireWholeChain(actor);
        return register(platform, { ...body, storeNo: await storeNoOf(body.storeCode) });
      },
    }),
    route({
      method: "POST",
      path: "/mini-program/codes",
      summary: "A mini program code with a scene, as PNG",
      tag,
      access: "mini_program.write",
      body: z.object({
        accountId: z.uuid(),
        scene: z.string().regex(scenePattern, "场景值为 1–32 个英文、数字或 !#$&'()*+,/:;=?@-._~ 字符"),
        page: z.string().max(256).default(""),
        name: z.string().trim().min(1).max(60),
        width: z.int().min(280).max(1280).default(430),
      }),
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, body, reply }) => {
        requireWholeChain(actor);
        await reply.type("image/png").send(await makeCode(platform, actor, body));
        return "";
      },
    }),
    ...visitRoutes(platform),
    memberMiniProgramsRoute(platform),
    ...homeRoutes(platform),
    ...matrixRoutes(platform),
  ];
}
