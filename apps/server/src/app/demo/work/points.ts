import { addDays } from "../../../kernel/calendar.ts";
import { hasRows, membersOf, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

/** An earning rule of the last three months, what its orders earned, and some spending. Invented. */
export async function givePoints(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "point_rule")) return;
  const admin = await office.colleague("admin");
  office.at(office.today, "08:00");
  await admin.post("/points/rules", {
    fromDay: addDays(office.today, -90),
    rule: {
      pointsPerYuan: 1,
      channels: { mini_program: 1.5 },
      days: [{ kind: "weekday", weekday: 3, multiplier: 2, name: "周三会员日" }],
      pendingDays: 7,
      expiry: { kind: "months", months: 12 },
      joiningGift: 50,
    },
    note: "演示：每元 1 分，小程序 1.5 倍，周三会员日双倍",
    basedOn: 0,
  });
  await office.runJob("commerce.earn_points");
  await office.runJob("customers.grant_joining_gifts");
  const { no } = await unitOf(office.platform, flagship);
  let spent = 0;
  for (const memberNo of await membersOf(office.platform, no, 60)) {
    const { balance } = await admin.get<{ balance: { available: number } }>(`/members/${memberNo}/points`);
    if (balance.available < 300) continue;
    spent += 1;
    await admin.post("/points/spend", {
      memberNo,
      businessKey: `demo-gift-${spent}`,
      points: 200,
      channel: spent % 2 ? "mini_program" : "store",
      storeNo: no,
      reason: "兑换手作小样",
    });
    if (spent === 12) break;
  }
  const [lucky] = await membersOf(office.platform, no, 1, 2);
  const operator = await office.colleague("hq");
  await operator.post("/points/adjust", {
    businessKey: "demo-adjust-1",
    memberNo: lucky,
    points: 100,
    reason: "包装破损致歉",
  });
}
