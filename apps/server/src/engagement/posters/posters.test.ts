import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut, type PosterText, type Template, templates } from "./layout.ts";
import { toPdf, toPng, toZip } from "./render.ts";

const text: PosterText = {
  url: "https://crm.example.com/c/abcd2345",
  brand: "瑞饮",
  headline: "扫码领取专属福利",
  benefit: "首次扫码领取见面礼",
  place: "北京朝阳大悦城旗舰店",
  hint: "微信扫一扫",
  colour: "#07813f",
  logo: "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
};

describe("what is printed [CH-26][CH-27]", () => {
  it.each(Object.keys(templates) as Template[])("draws %s in print quality with the logo", async (template) => {
    const png = await toPng(layOut(template, text));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(Math.min(2_000, Math.round((templates[template].width / 25.4) * 300)));
  });

  it("keeps any text inside the sheet, signs of every script included", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 40 }),
        fc.constantFrom(...(Object.keys(templates) as Template[])),
        (words, template) => {
          const sheet = layOut(template, { ...text, headline: words, place: words });
          for (const shape of sheet.shapes) {
            expect(shape.x).toBeGreaterThanOrEqual(-0.01);
            expect(shape.x).toBeLessThanOrEqual(sheet.width);
            expect(shape.y).toBeLessThanOrEqual(sheet.height);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("streams 320 stores' table cards as one PDF, and pictures as a zip [AQ-05]", async () => {
    const sheets = Array.from({ length: 320 }, (_, n) => layOut("table_card", { ...text, place: `第 ${n} 店` }));
    const pdf = await buffer(toPdf(sheets));
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(320);
    const zip = await buffer(
      toZip(sheets.slice(0, 3).map((sheet, n) => ({ name: `店${n}`, sheet: async () => sheet }))),
    );
    expect(zip.toString("latin1").match(/\x89PNG/g)).toHaveLength(3);
  });
});
