import { sql } from "kysely";
import { recordGroup } from "../../community/index.ts";
import type { Ground } from "./ground.testing.ts";
import { type Part, uuid } from "./world.testing.ts";

/** A group of the south with a draw, whose announcement waits to be put into it. */
export async function communityPart({ db, chain, asAdmin }: Ground): Promise<Part> {
  const at = new Date("2026-06-01T00:00:00Z");
  await db.transaction().execute((tx) =>
    recordGroup(
      tx,
      {
        platform: "wecom",
        accountKey: "ww-access",
        chatKey: "chat-of-the-south",
        name: "南方福利群",
        notice: "",
        ownerKey: "owner",
        ownerStaffId: null,
        storeNo: chain.stores.S1.no,
        ownerStatus: 0,
        openedAt: at,
        memberVersion: "1",
        members: [],
      },
      at,
    ),
  );
  const { rows: groups } = await sql<{
    id: string;
  }>`select id from customer_group where chat_key = 'chat-of-the-south'`.execute(db);
  const activity = await asAdmin<{ id: string }>("POST", "/group-activities", {
    kind: "lottery",
    name: "南方抽奖",
    rulesText: "群里的朋友参加，月底开奖",
    groupIds: [groups[0]?.id],
    startsAt: "2026-01-01T00:00:00Z",
    endsAt: "2036-01-01T00:00:00Z",
    rewards: [{ name: "保温杯", count: 1, worthFen: 9_900, give: { kind: "goods" } }],
  });
  // Of no activity: the walk ends the draw, and with it what still was to be said of it.
  const { rows: posts } = await sql<{ id: string }>`
    insert into group_post (group_id, kind, business_key, text, due_at, stale_at)
    values (${groups[0]?.id}, 'welcome', 'access', '欢迎', ${at}, '2036-01-01') returning id`.execute(db);
  await sql`insert into group_win (activity_id, origin_no, member_no, prize, rank) values (${activity.id}, 900001, 900001, 0, 1)`.execute(
    db,
  );
  return {
    things: { ":groupActivityId": uuid(activity.id), ":groupPostId": uuid(posts[0]?.id ?? "") },
    bodies: {
      "POST /group-activities/:groupActivityId/entries": {
        items: [{ chatKey: "chat-of-the-south", personKey: "nobody" }],
      },
      "POST /group-activities/:groupActivityId/end": { note: "改期" },
      "POST /group-activities/:groupActivityId/hand-over": { originNo: 900_001 },
    },
    secrets: ["南方福利群", "南方抽奖"],
  };
}
