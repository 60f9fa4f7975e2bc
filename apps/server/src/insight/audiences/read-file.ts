import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { type Kysely, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { columnTraits, fileLine } from "./rules.ts";
import type { Audience } from "./store.ts";
import type { PieceLines } from "./write-pieces.ts";

type Source = { readonly db: Kysely<DB>; readonly cipher: Cipher };

/** Lines of one file, in blocks of a piece: the lines from `(file - 1) * rowsPerFile` on. WeCom's CSV has a heading, since people read it. */
async function* blocks({ db, cipher }: Source, audience: Audience, file: number): AsyncGenerator<string> {
  const end = audience.format === "csv" ? "\r\n" : "\n";
  if (audience.format === "csv" && audience.target === "wecom") {
    const heading = audience.columns.map(({ kind }) => columnTraits(kind).label);
    // The mark makes Excel read it as UTF-8.
    yield `\ufeff${fileLine("csv", heading)}${end}`;
  }
  const [from, to] = [(file - 1) * audience.rowsPerFile, file * audience.rowsPerFile];
  let [seq, passed] = [0, 0];
  while (passed < to) {
    const { rows } = await sql<{ seq: number; lines: number; sealed: string | null }>`
      select seq, lines, case when ${passed}::int + lines > ${from}::int then sealed end as sealed from audience_piece
      where audience_id = ${audience.id} and seq > ${seq} order by seq limit 1`.execute(db);
    const piece = rows[0];
    if (!piece) return;
    if (piece.sealed !== null) {
      const lines = (JSON.parse(cipher.open(piece.sealed)) as PieceLines).flatMap(([, own]) => own);
      const wanted = lines.slice(Math.max(0, from - passed), Math.max(0, to - passed));
      if (wanted.length > 0) yield `${wanted.join(end)}${end}`;
    }
    passed += piece.lines;
    seq = piece.seq;
  }
}

export function fileName({ id, format, compressed }: Audience, file: number): string {
  return `audience-${id.slice(0, 8)}-${file}.${format}${compressed ? ".gz" : ""}`;
}

/** The file as a stream, compressed when it was asked for. */
export function readAudienceFile(source: Source, audience: Audience, file: number): Readable {
  const text = Readable.from(blocks(source, audience, file), { objectMode: false });
  if (!audience.compressed) return text;
  const gzip = createGzip();
  text.on("error", (error) => gzip.destroy(error));
  return text.pipe(gzip);
}
