import { type Kysely, sql } from "kysely";
import { appendEvents, type EventDraft } from "../../events/index.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";

/** Tells of stays that began or ended (`group.joined`, `group.left`), each once however often it is told. */
export async function announceStays(
  tx: Kysely<DB>,
  what: "joined" | "left",
  stayIds: readonly string[],
): Promise<number> {
  if (stayIds.length === 0) return 0;
  const { rows } = await sql<{
    id: string;
    originNo: number;
    memberNo: number;
    at: Date;
    storeNo: number | null;
    platform: string;
    chatKey: string;
    name: string;
    source: string;
  }>`
    select m.id, m.origin_no as "originNo", m.member_no as "memberNo", ${what === "joined" ? sql`m.joined_at` : sql`m.left_at`} as at,
      g.store_no as "storeNo", g.platform, g.chat_key as "chatKey", g.name, m.source_state as source
    from customer_group_member m join customer_group g on g.id = m.group_id
    where m.id = any(${stayIds}::uuid[]) and m.member_no is not null`.execute(tx);
  return appendEvents(
    tx,
    rows.map((row): EventDraft => {
      const group = { groupCode: row.chatKey, groupName: row.name || undefined };
      const common = {
        source: "groups",
        eventId: `${what}:${row.id}`,
        originNo: row.originNo,
        memberNo: row.memberNo,
        occurredAt: row.at,
        storeNo: row.storeNo,
        channel: row.platform,
      };
      return what === "joined"
        ? { ...common, type: "group.joined", properties: { ...group, ...(row.source && { source: row.source }) } }
        : { ...common, type: "group.left", properties: group };
    }),
  );
}
