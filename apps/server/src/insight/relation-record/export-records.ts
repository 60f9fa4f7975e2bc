import { Readable } from "node:stream";
import { sql } from "kysely";
import type { z } from "zod";
import { membersInScope } from "../../customers/index.ts";
import { audit } from "../../kernel/audit/audit.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { TagRule } from "../rule-tags/condition.ts";
import { membersOfRule } from "../rule-tags/find-members.ts";
import { buildRelationRecords } from "./build-records.ts";
import type { exportBody } from "./schemas.ts";

const batchMembers = 1_000;

async function* batchesOf(platform: Platform, rule: TagRule | null): AsyncGenerator<number[]> {
  if (rule === null) {
    for (let after = 0; ; ) {
      const { rows } = await sql<{ no: number }>`
        select member_no as no from member where member_no > ${after} and status = 'active' order by 1 limit ${batchMembers}`.execute(
        platform.db,
      );
      yield rows.map((row) => row.no);
      after = rows.at(-1)?.no ?? after;
      if (rows.length < batchMembers) return;
    }
  }
  for await (const found of membersOfRule(platform, rule as TagRule)) {
    for (let at = 0; at < found.length; at += batchMembers) yield found.slice(at, at + batchMembers);
  }
}

/**
 * Relation records as JSON Lines, member after member, in bounded memory. Who took them, which and why stands in the audit trail
 * before the first line goes out, and how many it were after the last.
 */
export async function exportRecords(
  platform: Platform,
  actor: Actor,
  wanted: z.output<typeof exportBody>,
): Promise<Readable> {
  const trail = (action: string, detail: Record<string, unknown>) =>
    platform.db
      .transaction()
      .execute((tx) => audit(tx, actor, { action, subject: { kind: "relation_record", id: "export" }, detail }));
  await trail("relation_record.exported", { ...wanted });
  async function* lines(): AsyncGenerator<string> {
    let members = 0;
    for await (const batch of batchesOf(platform, wanted.rule)) {
      const visible = await membersInScope(platform.db, actor, batch);
      const records = (await buildRelationRecords(platform, visible)).filter(
        (record) => !wanted.onlyProfilingConsent || record.allowedPurposes.includes("profiling"),
      );
      members += records.length;
      if (records.length > 0) yield `${records.map((record) => JSON.stringify(record)).join("\n")}\n`;
    }
    await trail("relation_record.export_finished", { members });
  }
  return Readable.from(lines());
}
