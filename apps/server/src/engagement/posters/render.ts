import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { setImmediate as breathe } from "node:timers/promises";
import { renderAsync } from "@resvg/resvg-js";
import PDFDocument from "pdfkit";
import { ZipFile } from "yazl";
import type { Shape, Sheet } from "./layout.ts";

const pointsPerMm = 72 / 25.4;

/** A sheet as a picture, in print quality for its size (at most 2,000 dots wide). */
export async function toPng(sheet: Sheet): Promise<Buffer> {
  const dots = Math.min(2_000, Math.round((sheet.width / 25.4) * 300));
  const picture = await renderAsync(toSvg(sheet), {
    fitTo: { mode: "width", value: dots },
    font: { loadSystemFonts: false },
  });
  return picture.asPng();
}

function toSvg({ width, height, shapes }: Sheet): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${shapes.map(svgOf).join("")}</svg>`;
}

function svgOf(shape: Shape): string {
  const { x, y } = shape;
  switch (shape.kind) {
    case "rect":
      return `<rect x="${x}" y="${y}" width="${shape.width}" height="${shape.height}" rx="${shape.radius}" fill="${shape.fill}"/>`;
    case "path":
      return `<path transform="translate(${x} ${y}) scale(${shape.scale} ${shape.flip ? -shape.scale : shape.scale})" fill="${shape.fill}" d="${shape.d}"/>`;
    case "image":
      return `<image x="${x}" y="${y}" width="${shape.width}" height="${shape.height}" href="${shape.data}"/>`;
  }
}

/** One page a sheet, streamed: memory does not grow with their number. */
export function toPdf(sheets: AsyncIterable<Sheet> | Iterable<Sheet>): Readable {
  const document = new PDFDocument({ autoFirstPage: false, compress: true });
  const out = document.pipe(new PassThrough());
  const write = async () => {
    for await (const sheet of sheets) {
      document.addPage({ size: [sheet.width * pointsPerMm, sheet.height * pointsPerMm], margin: 0 });
      document.scale(pointsPerMm);
      for (const shape of sheet.shapes) draw(document, shape);
      await breathe();
      while (out.writableNeedDrain && !out.destroyed) await Promise.race([once(out, "drain"), once(out, "close")]);
      if (out.destroyed) return;
    }
    document.end();
  };
  write().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}

function draw(document: PDFKit.PDFDocument, shape: Shape): void {
  if (shape.kind === "image") {
    const bytes = Buffer.from(shape.data.slice(shape.data.indexOf(",") + 1), "base64");
    document.image(bytes, shape.x, shape.y, { fit: [shape.width, shape.height], align: "center", valign: "center" });
    return;
  }
  if (shape.kind === "rect") {
    document.roundedRect(shape.x, shape.y, shape.width, shape.height, shape.radius).fill(shape.fill);
    return;
  }
  document.save();
  document.transform(shape.scale, 0, 0, shape.flip ? -shape.scale : shape.scale, shape.x, shape.y);
  document.path(shape.d).fill(shape.fill);
  document.restore();
}

/** One picture a sheet in an archive; each is drawn only when the archive comes to it. */
export function toZip(entries: readonly { readonly name: string; readonly sheet: () => Promise<Sheet> }[]): Readable {
  const zip = new ZipFile();
  for (const { name, sheet } of entries) {
    zip.addReadStreamLazy(`${name}.png`, { compress: false }, (ready) => {
      sheet()
        .then(toPng)
        .then(
          (bytes) => ready(null, Readable.from([bytes])),
          (error: Error) => ready(error, Readable.from([])),
        );
    });
  }
  zip.end();
  return zip.outputStream as Readable;
}
