import qrcode from "qrcode";
import { outline } from "./glyphs.ts";

/** Sizes in millimetres. */
export const templates = {
  poster: { label: "A4 海报", width: 210, height: 297, wide: false },
  table_card: { label: "A6 台卡", width: 105, height: 148, wide: false },
  badge: { label: "导购胸牌", width: 54, height: 86, wide: false },
  parcel_card: { label: "包裹卡", width: 90, height: 54, wide: true },
  plain: { label: "仅二维码", width: 60, height: 60, wide: false },
} as const;
export type Template = keyof typeof templates;

export interface PosterText {
  readonly url: string;
  readonly brand: string;
  readonly headline: string;
  readonly benefit: string;
  /** Store, and guide. */
  readonly place: string;
  readonly hint: string;
  readonly colour: string;
  readonly logo: string | null;
}

export type Shape =
  | {
      readonly kind: "rect";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
      readonly fill: string;
    }
  /** An outline whose own units are scaled; y upwards when `flip`. */
  | {
      readonly kind: "path";
      readonly d: string;
      readonly x: number;
      readonly y: number;
      readonly scale: number;
      readonly flip: boolean;
      readonly fill: string;
    }
  | {
      readonly kind: "image";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly data: string;
    };

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const ink = "#1d2129";
const grey = "#4e5969";

/** What is printed, in millimetres from the upper left. */
export function layOut(template: Template, text: PosterText): Sheet {
  const { width, height, wide } = templates[template];
  const shapes: Shape[] = [{ kind: "rect", x: 0, y: 0, width, height, radius: 0, fill: "#ffffff" }];
  if (template === "plain") {
    shapes.push(...qr(text, 4, 4, width - 8));
    return { width, height, shapes };
  }
  if (wide) {
    const side = height - 14;
    shapes.push({ kind: "rect", x: 0, y: 0, width: 2.5, height, radius: 0, fill: text.colour });
    shapes.push(...qr(text, width - side - 6, 5, side));
    const room = width - side - 17;
    shapes.push(...line(text.brand, { x: 7, y: 11, size: 3.4, fill: text.colour, bold: true, room }));
    shapes.push(...wrapped(text.headline, { x: 7, y: 20, size: 5.2, fill: ink, bold: true, room }, 2));
    shapes.push(...wrapped(text.benefit, { x: 7, y: 34, size: 3, fill: grey, room }, 2));
    shapes.push(...line(text.place, { x: 7, y: height - 5, size: 2.8, fill: grey, room }));
    const hintRoom = side;
    shapes.push(
      ...line(text.hint, {
        x: width - side / 2 - 6,
        y: height - 4,
        size: 2.4,
        fill: grey,
        room: hintRoom,
        centred: true,
      }),
    );
    return { width, height, shapes };
  }
  const unit = width / 105;
  const centre = width / 2;
  const room = width - 12 * unit;
  const side = Math.min(width * 0.62, height * 0.46);
  const band = height * 0.29;
  shapes.push({ kind: "rect", x: 0, y: 0, width, height: band, radius: 0, fill: text.colour });
  const at = (y: number, size: number, fill: string, bold = false) => ({
    x: centre,
    y,
    size,
    fill,
    bold,
    room,
    centred: true,
  });
  shapes.push(...line(text.brand, at(band * 0.26, 5 * unit, "#ffffff", true)));
  shapes.push(...line(text.headline, at(band * 0.58, 9 * unit, "#ffffff", true)));
  shapes.push(...line(text.benefit, at(band * 0.82, 5 * unit, "#ffffff")));
  shapes.push(...qr(text, centre - side / 2, band + (height - band) * 0.07, side));
  const below = band + (height - band) * 0.07 + side;
  shapes.push(...line(text.hint, at(below + 8 * unit, 4.6 * unit, grey)));
  shapes.push(...line(text.place, at(height - 7 * unit, 6 * unit, ink, true)));
  return { width, height, shapes };
}

interface LineAt {
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  /** Height of an em. */
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly room: number;
  readonly centred?: boolean;
}

/** One line, made smaller where it would not fit. */
function line(text: string, at: LineAt): Shape[] {
  if (text === "") return [];
  const { words, ems } = outline(text, at.bold ? 700 : 400);
  const size = Math.min(at.size, at.room / ems);
  const left = at.centred ? at.x - (ems * size) / 2 : at.x;
  const scale = size / 1000;
  return words.map(({ d, x }) => ({ kind: "path", d, x: left + x * scale, y: at.y, scale, flip: true, fill: at.fill }));
}

/** Some lines; what is left goes into the last one. */
function wrapped(text: string, at: LineAt, lines: number): Shape[] {
  const perLine = Math.max(1, Math.floor(at.room / at.size));
  const signs = [...text];
  const parts = Array.from({ length: lines }, (_, n) =>
    signs.slice(n * perLine, n === lines - 1 ? undefined : (n + 1) * perLine).join(""),
  );
  return parts.flatMap((part, n) => line(part, { ...at, y: at.y + n * at.size * 1.35 }));
}

/** The code with the logo in its middle: level H bears a covered ninth of the width. */
function qr(text: PosterText, x: number, y: number, side: number): Shape[] {
  const { modules } = qrcode.create(text.url, { errorCorrectionLevel: "H" });
  const quiet = 2;
  const scale = side / (modules.size + 2 * quiet);
  let d = "";
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      let length = 1;
      while (column + length < modules.size && modules.get(row, column + length)) length++;
      d += `M${column + quiet} ${row + quiet}h${length}v1h-${length}z`;
      column += length;
    }
  const shapes: Shape[] = [
    { kind: "rect", x, y, width: side, height: side, radius: 0, fill: "#ffffff" },
    { kind: "path", d, x, y, scale, flip: false, fill: "#000000" },
  ];
  if (text.logo) {
    const size = side * 0.2;
    const corner = { x: x + (side - size) / 2, y: y + (side - size) / 2 };
    shapes.push({ kind: "rect", ...corner, width: size, height: size, radius: size * 0.12, fill: "#ffffff" });
    const inner = size * 0.86;
    const inset = (size - inner) / 2;
    shapes.push({
      kind: "image",
      x: corner.x + inset,
      y: corner.y + inset,
      width: inner,
      height: inner,
      data: text.logo,
    });
  }
  return shapes;
}
