import { createHash } from "node:crypto";
import { WEIXIN_QUOTAS } from "@feilun/wechat-protocol";
import { toBuffer } from "qrcode";
import { z } from "zod";
import { BinaryAnswer, type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { pixelsOf } from "../../wecom/media/inspect.ts";
import type { World } from "../../world/world.ts";
import { miniProgramOf } from "../accounts/accounts.ts";
import type { MiniProgram } from "../accounts/state.ts";
import { bodyOf } from "../read.ts";
import type { WxaCode } from "./state.ts";

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const PATH_CHARS = 1024;
const OLD_PATH_BYTES = 128;
const PREFIX = "https://wxaurl.cn/code/";
const style = {
  width: z.int().min(280).max(1280).default(430),
  auto_color: z.boolean().optional(),
  line_color: z.object({ r: z.coerce.number(), g: z.coerce.number(), b: z.coerce.number() }).optional(),
  is_hyaline: z.boolean().optional(),
  env_version: z.enum(["release", "trial", "develop"]).optional(),
};

/** Mini-program codes, as QR pictures that a scan in the sandbox understands: wechat-api.md §2.3. */
export const wxaCodeEndpoints: readonly Endpoint[] = [
  post("/wxa/getwxacodeunlimit", (call) => {
    const account = miniProgramOf(call);
    const { scene, page, check_path, ...look } = bodyOf(
      call,
      z.object({
        scene: z.string().default(""),
        page: z.string().optional(),
        check_path: z.boolean().default(true),
        ...style,
      }),
    );
    if (!SCENE.test(scene)) refuse(40169);
    if (page?.startsWith("/") || page?.includes("?")) refuse(41030);
    if (page) checkPage(account, page, check_path);
    return draw(keep(account, page ?? "", scene), look);
  }),
  post("/wxa/getwxacode", (call) => limited(call, PATH_CHARS)),
  post("/cgi-bin/wxaapp/createwxaqrcode", (call) => limited(call, OLD_PATH_BYTES)),
];

/** What a scanned picture opens; undefined where it is no mini-program code. */
export function scannedWxaCode(world: World, content: string): { account: MiniProgram; code: WxaCode } | undefined {
  const id = content.startsWith(PREFIX) ? content.slice(PREFIX.length) : content;
  for (const account of world.weixin.accounts.values()) {
    const code = account.kind === "mini_program" ? account.mini.wxaCodes.get(id) : undefined;
    if (account.kind === "mini_program" && code) return { account, code };
  }
  return undefined;
}

/**
 * What a phone reads in a picture: the mini-program code that was drawn so, looked for among those of this world, the newest first;
 * undefined where it shows none. Other pictures and changed ones are not read.
 */
export async function codeInPicture(world: World, picture: Buffer): Promise<string | undefined> {
  const width = pixelsOf(picture)?.width;
  if (width === undefined) return undefined;
  for (const account of world.weixin.accounts.values()) {
    if (account.kind !== "mini_program") continue;
    for (const { id } of [...account.mini.wxaCodes.values()].reverse())
      if ((await toBuffer(`${PREFIX}${id}`, { width })).equals(picture)) return `${PREFIX}${id}`;
  }
  return undefined;
}

function checkPage({ mini }: MiniProgram, page: string, checked: boolean): void {
  if (mini.pages.includes(page)) return;
  if (checked) refuse(41030);
  mini.uncheckedPages.add(page);
  if (mini.uncheckedPages.size > WEIXIN_QUOTAS.uncheckedPages.amount) refuse(45029, "too many unchecked pages");
}

function limited(call: Call, longest: number): Promise<BinaryAnswer> {
  const account = miniProgramOf(call);
  const { path, ...look } = bodyOf(call, z.object({ path: z.string().min(1), ...style }));
  if (path.length > longest) refuse(40159, "path too long");
  const isNew = !account.mini.wxaCodes.has(idOf(account, path, undefined));
  if (isNew && ++account.mini.limitedCodes > WEIXIN_QUOTAS.limitedCodes.amount)
    refuse(45029, "qrcode count out of limit");
  return draw(keep(account, path, undefined), look);
}

/** The same page and scene are the same picture: calls do not grow the world. */
function keep(account: MiniProgram, path: string, scene: string | undefined): WxaCode {
  const id = idOf(account, path, scene);
  const code = account.mini.wxaCodes.get(id) ?? { id, path, scene };
  account.mini.wxaCodes.set(id, code);
  return code;
}

function idOf({ appid }: MiniProgram, path: string, scene: string | undefined): string {
  return createHash("sha256")
    .update(JSON.stringify([appid, path, scene]))
    .digest("base64url")
    .slice(0, 22);
}

async function draw(
  { id }: WxaCode,
  look: {
    width: number;
    line_color?: { r: number; g: number; b: number } | undefined;
    is_hyaline?: boolean | undefined;
  },
) {
  const { r, g, b } = look.line_color ?? { r: 0, g: 0, b: 0 };
  const hex = [r, g, b].map((part) => Math.min(255, Math.max(0, part)).toString(16).padStart(2, "0")).join("");
  const light = look.is_hyaline ? "#ffffff00" : "#ffffff";
  return new BinaryAnswer(
    "image/png",
    await toBuffer(`${PREFIX}${id}`, {
      width: look.width,
      ...((look.line_color || look.is_hyaline) && { color: { dark: `#${hex}`, light } }),
    }),
  );
}
