import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";

/** WOFF 1 to TTF: Chromium takes only the latter as a system font. Layout: https://www.w3.org/TR/WOFF/ */
function woffToTtf(woff: Buffer): Buffer {
  const tables = woff.readUInt16BE(12);
  const power = Math.floor(Math.log2(tables));
  const head = Buffer.alloc(12 + tables * 16);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(tables, 4);
  head.writeUInt16BE(16 << power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(tables * 16 - (16 << power), 10);
  const parts: Buffer[] = [head];
  let position = head.length;
  for (let index = 0; index < tables; index++) {
    const entry = 44 + index * 20;
    const [offset, stored, original] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [
      number,
      number,
      number,
    ];
    const raw = woff.subarray(offset, offset + stored);
    const data = stored < original ? zlib.inflateSync(raw) : raw;
    const record = 12 + index * 16;
    woff.copy(head, record, entry, entry + 4);
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), record + 4);
    head.writeUInt32BE(position, record + 8);
    head.writeUInt32BE(data.length, record + 12);
    const padding = (4 - (data.length % 4)) % 4;
    parts.push(data, Buffer.alloc(padding));
    position += data.length + padding;
  }
  return Buffer.concat(parts);
}

/** Makes Noto Sans SC known to programs started with the returned `FONTCONFIG_FILE`: without it Chinese is boxes. */
export function chineseFontConfig(): string {
  const folder = path.join(os.tmpdir(), "feilun-fonts");
  const config = path.join(folder, "fonts.conf");
  if (existsSync(config)) return config;
  mkdirSync(folder, { recursive: true });
  const fonts = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans-sc/package.json")),
    "files",
  );
  for (const weight of [400, 700]) {
    for (const subset of ["chinese-simplified", "latin"]) {
      const name = `noto-sans-sc-${subset}-${weight}-normal`;
      writeFileSync(path.join(folder, `${name}.ttf`), woffToTtf(readFileSync(path.join(fonts, `${name}.woff`))));
    }
  }
  writeFileSync(
    config,
    `<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  return config;
}
