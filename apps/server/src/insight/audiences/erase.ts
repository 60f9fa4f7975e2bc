import { sql } from "kysely";
import type { ErasureHook } from "../../kernel/member-erasure.ts";
import type { PieceLines } from "./write-pieces.ts";

/** Takes an erased person's lines out of the files that can still be downloaded. */
export const audienceErasure: ErasureHook = {
  name: "audience_piece",
  async erase(tx, { cipher }, { profileNos }) {
    const { rows } = await sql<{ audience_id: string; seq: number; sealed: string }>`
      select audience_id, seq, sealed from audience_piece p
      where exists (select from unnest(${[...profileNos]}::int[]) no where no between p.first_no and p.last_no) for update`.execute(
      tx,
    );
    let erased = 0;
    for (const { audience_id, seq, sealed } of rows) {
      const lines = JSON.parse(cipher.open(sealed)) as PieceLines;
      const kept = lines.filter(([originNo]) => !profileNos.includes(originNo));
      if (kept.length === lines.length) continue;
      const count = kept.reduce((sum, [, own]) => sum + own.length, 0);
      const gone = lines.reduce((sum, [, own]) => sum + own.length, 0) - count;
      await sql`update audience_piece set sealed = ${cipher.seal(JSON.stringify(kept))}, lines = ${count}
        where audience_id = ${audience_id} and seq = ${seq}`.execute(tx);
      await sql`update audience set lines = lines - ${gone}, chosen = chosen - ${lines.length - kept.length} where id = ${audience_id}`.execute(
        tx,
      );
      erased += gone;
    }
    return erased;
  },
};
