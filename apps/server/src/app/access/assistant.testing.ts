import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import type { Part } from "./world.testing.ts";

/** What a language model wrote of a member of the south. */
export async function assistantPart({ db, member }: Ground): Promise<Part> {
  await sql`insert into member_narrative (origin_no, member_no, facts, facts_hash, sentences, dropped, model, written_at, written_by)
    values (${member.originNo}, ${member.memberNo}, '[]', '', '[{"kind": "summary", "text": "南方老客", "facts": []}]', 0, 'm', now(), '南方员工')`.execute(
    db,
  );
  return { bodies: { "PUT /members/:memberNo/narrative/verdict": { verdict: "right" } } };
}
