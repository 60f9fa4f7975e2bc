import { z } from "zod";
import { Refusal } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { publicAddress } from "../../kernel/public-address.ts";
import { readSetting } from "../../kernel/settings.ts";
import { pathOf } from "../codes/present.ts";
import { codeParams } from "../codes/schemas.ts";
import { codeSetting } from "../codes/settings.ts";
import { type CodeRow, listCodes, loadCode } from "../codes/store.ts";
import { codesOf } from "../codes/vocabulary.ts";
import { layOut, type PosterText, templates } from "./layout.ts";
import { toPdf, toPng, toZip } from "./render.ts";

const tag = "live codes";
const template = z.enum(codesOf(templates)).default("poster");
const most = 3_000;

/** Posters, table cards, badges and parcel cards of one code, or of a whole series at once (CH-26, CH-27, AQ-05). */
export function posterRoutes(platform: Platform): Route[] {
  const { db } = platform;
  async function texts(): Promise<(code: CodeRow) => PosterText> {
    const host = await publicAddress(db);
    if (host === null)
      throw new Refusal({
        code: "public_address_missing",
        status: 409,
        title: "还没有填写外网地址，印出来的码会打不开",
        detail: "请管理员先在「接入」里填写本系统的外网地址",
      });
    const { value } = await readSetting(db, codeSetting);
    return (code) => ({
      ...value,
      url: `${host}${pathOf(code)}`,
      place:
        code.storeName === null || code.name.includes(code.storeName) ? code.name : `${code.storeName} · ${code.name}`,
      hint: code.kind === "link" ? "扫码打开" : "微信扫一扫",
    });
  }
  return [
    route({
      method: "GET",
      path: "/live-codes/:codeId/poster",
      summary: "A code ready to print, as PDF or PNG",
      tag,
      access: "code.read",
      params: codeParams,
      query: z.object({ template, format: z.enum(["pdf", "png"]).default("png") }),
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, params, query, reply }) => {
        const code = await loadCode(db, actor, params.codeId);
        const sheet = layOut(query.template, (await texts())(code));
        reply
          .header("content-type", query.format === "pdf" ? "application/pdf" : "image/png")
          .header("content-disposition", attachment(`${code.name}-${templates[query.template].label}.${query.format}`));
        await reply.send(query.format === "pdf" ? toPdf([sheet]) : await toPng(sheet));
        return "";
      },
    }),
    route({
      method: "GET",
      path: "/live-codes/posters",
      summary: "A series ready to print: one PDF, or a zip of pictures, streamed",
      tag,
      access: "code.read",
      query: z.object({
        series: z.string().trim().min(1).max(60),
        template,
        format: z.enum(["pdf", "zip"]).default("pdf"),
      }),
      raw: "stream",
      answer: z.string(),
      handle: async ({ actor, query, reply }) => {
        const codes = await codesIn(actor, query.series);
        const textOf = await texts();
        const sheet = (code: CodeRow) => layOut(query.template, textOf(code));
        reply
          .header("content-type", query.format === "pdf" ? "application/pdf" : "application/zip")
          .header(
            "content-disposition",
            attachment(`${query.series}-${templates[query.template].label}.${query.format}`),
          );
        const file =
          query.format === "pdf"
            ? toPdf(
                (function* () {
                  for (const code of codes) yield sheet(code);
                })(),
              )
            : toZip(codes.map((code, n) => ({ name: fileName(code, n), sheet: async () => sheet(code) })));
        await reply.send(file);
        return "";
      },
    }),
  ];

  async function codesIn(actor: Actor, series: string): Promise<CodeRow[]> {
    const codes = await listCodes(db, actor, { series, before: null, limit: most });
    if (codes.length === 0)
      throw new Refusal({ code: "series_empty", status: 404, title: `批次「${series}」里没有可打印的活码` });
    return codes.reverse();
  }
}

const fileName = ({ name }: CodeRow, n: number) =>
  `${String(n + 1).padStart(4, "0")}-${name.replace(/[\\/:*?"<>|]/g, "_")}`;

/** A Chinese file name, as browsers take it. */
const attachment = (name: string) => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
