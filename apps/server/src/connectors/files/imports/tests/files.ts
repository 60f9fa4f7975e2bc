import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** Writes files for a test into a folder that is gone after the test file. */
export function testFiles(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "feilun-files-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
}

let encodings: Map<string, number[]> | undefined;

/** Text as Excel in China saves it: Node decodes GB18030 but does not encode it, so the table is made by decoding. */
export function gbk(text: string): Uint8Array {
  if (!encodings) {
    encodings = new Map();
    const decoder = new TextDecoder("gb18030");
    for (let lead = 0x81; lead <= 0xfe; lead += 1) {
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        if (trail !== 0x7f) encodings.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
      }
    }
  }
  const table = encodings;
  return Uint8Array.from(
    [...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (table.get(char) ?? [0x3f]))),
  );
}
