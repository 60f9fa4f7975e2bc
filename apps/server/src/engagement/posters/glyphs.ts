import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as fontkit from "fontkit";

/** Noto Sans SC comes cut into pieces of some hundred characters; only those that a text needs are opened. */
const directory = path.dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans-sc/package.json"));
const unitsPerEm = 1000;

type Weight = 400 | 700;

interface Glyph {
  readonly d: string;
  readonly advance: number;
}

interface Piece {
  readonly name: string;
  readonly ranges: readonly (readonly [number, number])[];
}

let pieces: readonly Piece[] | undefined;
const fonts = new Map<string, fontkit.Font>();
const glyphs = new Map<string, Glyph>();

function loadPieces(): readonly Piece[] {
  const ranges = JSON.parse(readFileSync(path.join(directory, "unicode.json"), "utf8")) as Record<string, string>;
  return Object.entries(ranges).map(([name, list]) => ({
    name: name.replace(/^\[(.*)\]$/, "$1"),
    ranges: list.split(",").map((range) => {
      const [from = "", to = from] = range.replace(/^U\+/i, "").split("-");
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    }),
  }));
}

function glyphOf(codePoint: number, weight: Weight): Glyph {
  const key = `${weight}/${codePoint}`;
  const known = glyphs.get(key);
  if (known) return known;
  pieces ??= loadPieces();
  const piece = pieces.find(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to));
  const file = `noto-sans-sc-${piece?.name ?? "latin"}-${weight}-normal.woff2`;
  let font = fonts.get(file);
  if (!font) {
    font = fontkit.create(readFileSync(path.join(directory, "files", file))) as fontkit.Font;
    fonts.set(file, font);
  }
  const { path: outline, advanceWidth } = font.glyphForCodePoint(codePoint);
  const glyph = { d: outline.toSVG(), advance: advanceWidth };
  glyphs.set(key, glyph);
  return glyph;
}

export interface Word {
  readonly d: string;
  readonly x: number;
}

/** A line of text as outlines at 1,000 units an em, y upwards, so that picture and PDF need no font; with its width in ems. */
export function outline(text: string, weight: Weight = 400): { readonly words: readonly Word[]; readonly ems: number } {
  let x = 0;
  const words: Word[] = [];
  for (const sign of text) {
    const { d, advance } = glyphOf(sign.codePointAt(0) ?? 32, weight);
    if (d !== "") words.push({ d, x });
    x += advance;
  }
  return { words, ems: x / unitsPerEm };
}
