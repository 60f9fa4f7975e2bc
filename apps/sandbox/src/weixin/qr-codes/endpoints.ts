import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { toBuffer } from "qrcode";
import { z } from "zod";
import { BinaryAnswer, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { officialAccountOf, opaque } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { bodyOf, charsOf } from "../read.ts";
import type { QrCode } from "./state.ts";

const PIXELS = 430;
const LARGEST_PERMANENT_ID = 100_000;
const LARGEST_ID = 2 ** 32 - 1;
const createBody = z.object({
  expire_seconds: z.int().min(1).optional(),
  action_name: z.string(),
  action_info: z.object({
    scene: z.object({ scene_id: z.int().optional(), scene_str: z.string().optional() }),
  }),
});

/** Parametric codes, their pictures, and short keys: wechat-api.md §1.10. */
export const qrCodeEndpoints: readonly Endpoint[] = [
  post("/cgi-bin/qrcode/create", (call) => {
    const account = officialAccountOf(call);
    if (!account.verified) refuse(48001);
    const { expire_seconds, action_name, action_info } = bodyOf(call, createBody);
    if (!/^QR_(LIMIT_)?(STR_)?SCENE$/.test(action_name)) refuse(40052, "invalid action name");
    const permanent = action_name.includes("LIMIT");
    const scene = sceneOf(action_info.scene, action_name.includes("STR"), permanent);
    if (permanent) return view(permanentCode(call.world, account, scene));
    const life = Math.min(
      expire_seconds ?? WEIXIN_QUOTAS.temporaryQrLifeDefault.amount,
      WEIXIN_QUOTAS.temporaryQrLife.amount,
    );
    const code = keep(call.world, account, scene, secondsOf(call.world.clock) + life);
    return { ...view(code), expire_seconds: life };
  }),
  {
    method: "GET",
    path: "/cgi-bin/showqrcode",
    open: true,
    async handle({ world, query }) {
      const code = [...world.weixin.accounts.values()]
        .map((account) =>
          account.kind === "official_account" ? account.qrCodes.byTicket.get(query.ticket ?? "") : undefined,
        )
        .find((known) => known !== undefined);
      if (!code) refuse(40019, "invalid ticket");
      return new BinaryAnswer("image/png", await toBuffer(code.url, { width: PIXELS }));
    },
  },
  post("/cgi-bin/shorten/gen", (call) => {
    const { world } = call;
    const { shortKeys } = officialAccountOf(call).qrCodes;
    const { long_data, expire_seconds } = bodyOf(
      call,
      z.object({ long_data: z.string().min(1), expire_seconds: z.int().min(1).optional() }),
    );
    if (Buffer.byteLength(long_data) > WEIXIN_QUOTAS.shortKeyData.amount) refuse(45002, "long_data too long");
    const createdAt = secondsOf(world.clock);
    const life = Math.min(expire_seconds ?? WEIXIN_QUOTAS.shortKeyLife.amount, WEIXIN_QUOTAS.shortKeyLife.amount);
    const key = opaque(world, 15);
    shortKeys.set(key, { data: long_data, createdAt, expiresAt: createdAt + life });
    return { errcode: 0, errmsg: "ok", short_key: key };
  }),
  post("/cgi-bin/shorten/fetch", (call) => {
    const { short_key } = bodyOf(call, z.object({ short_key: z.string() }));
    const known = officialAccountOf(call).qrCodes.shortKeys.get(short_key);
    const left = known ? known.expiresAt - secondsOf(call.world.clock) : 0;
    if (!known || left <= 0) refuse(40040, "invalid short_key");
    return { errcode: 0, errmsg: "ok", long_data: known.data, create_time: known.createdAt, expire_seconds: left };
  }),
];

/** The code of a picture's content or of a ticket, of whichever account; undefined for none or one that has expired. */
export function scannedCode(world: World, content: string): { account: OfficialAccount; code: QrCode } | undefined {
  for (const account of world.weixin.accounts.values()) {
    if (account.kind !== "official_account") continue;
    const { byTicket, byUrl } = account.qrCodes;
    const code = byTicket.get(byUrl.get(content) ?? content);
    if (code)
      return (code.expiresAt ?? Number.POSITIVE_INFINITY) > secondsOf(world.clock) ? { account, code } : undefined;
  }
  return undefined;
}

type Scene = Pick<QrCode, "sceneId" | "sceneStr">;

function sceneOf(
  { scene_id, scene_str }: { scene_id?: number | undefined; scene_str?: string | undefined },
  text: boolean,
  permanent: boolean,
): Scene {
  if (text) {
    const size = charsOf(scene_str ?? "");
    if (size < 1 || size > WEIXIN_QUOTAS.qrSceneString.amount) refuse(40053, "invalid action info");
    return { sceneId: undefined, sceneStr: scene_str };
  }
  const largest = permanent ? LARGEST_PERMANENT_ID : LARGEST_ID;
  if (scene_id === undefined || scene_id < 1 || scene_id > largest) refuse(40053, "invalid action info");
  return { sceneId: scene_id, sceneStr: undefined };
}

function permanentCode(world: World, account: OfficialAccount, scene: Scene): QrCode {
  const { permanent, byTicket } = account.qrCodes;
  const key = scene.sceneStr === undefined ? `id ${scene.sceneId}` : `str ${scene.sceneStr}`;
  const known = byTicket.get(permanent.get(key) ?? "");
  if (known) return known;
  if (permanent.size >= WEIXIN_QUOTAS.permanentQrs.amount) refuse(45029, "qrcode count out of limit");
  const code = keep(world, account, scene, undefined);
  permanent.set(key, code.ticket);
  return code;
}

function keep(world: World, account: OfficialAccount, scene: Scene, expiresAt: number | undefined): QrCode {
  const { byTicket, byUrl } = account.qrCodes;
  const code: QrCode = {
    ticket: `gQ${opaque(world, 92)}`,
    url: `http://weixin.qq.com/q/${opaque(world, 22)}`,
    ...scene,
    expiresAt,
  };
  byTicket.set(code.ticket, code);
  byUrl.set(code.url, code.ticket);
  return code;
}

const view = ({ ticket, url }: QrCode) => ({ ticket, url });
