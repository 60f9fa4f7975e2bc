import { expect, it } from "vitest";
import { addApp } from "../wecom/apps/apps.ts";
import { openGroup } from "../wecom/client/rooms.ts";
import { addMember } from "../wecom/contacts/members.ts";
import { addOfficialAccount } from "../weixin/accounts/accounts.ts";
import { passTime } from "../world/schedule.ts";
import { createWorld, type World } from "../world/world.ts";
import { setCrowd } from "./crowd.ts";

const DAY_MS = 86_400_000;

/** A company of four guides with a code each and a group code, and a crowd that lives there for some days. */
function livedFor(days: number, size: number, seed: number): World {
  const world = createWorld({ seed: 7, startAt: Date.UTC(2026, 2, 10, 1), clockSpeed: 0 });
  const { agentId } = addApp(world);
  addOfficialAccount(world, { name: "飞轮" });
  for (const [at, name] of ["甲", "乙", "丙", "丁"].entries()) {
    const userid = `g${at}`;
    addMember(world, { userid, name, departments: [1] });
    const code = {
      configId: `code${at}`,
      agentId,
      type: 1,
      scene: 2,
      style: 1,
      remark: name,
      isExclusive: false,
    } as const;
    const more = { state: `s${at}`, users: [userid], departments: [], createdAt: 0, scans: 0, skipVerify: at > 0 };
    world.wecom.codes.contactWays.set(code.configId, { ...code, ...more });
  }
  world.wecom.codes.joinWays.set("room", {
    ...{ configId: "room", agentId, scene: 2, remark: "", autoCreateRoom: true, roomBaseName: "福利群", roomBaseId: 2 },
    ...{ chatIds: [openGroup(world, "g0", "福利群1").chatId], state: "" },
  });
  setCrowd(world, { running: true, size, seed, guides: true });
  for (let day = 0; day < days; day++) passTime(world, DAY_MS);
  setCrowd(world, { running: false });
  return world;
}

/** What can be counted of a world from outside the crowd. */
function figures({ wecom, crowd, weixin, chats }: World) {
  const follows = [...wecom.customers.follows.values()];
  const by = (status: string) => follows.filter((follow) => follow.status === status).length;
  return {
    done: crowd.done,
    refused: crowd.refused,
    confirmed: by("confirmed"),
    lost: by("deleted_by_customer"),
    waiting: by("half"),
    rooms: [...wecom.groups.values()].map(({ name, members }) => [name, members.size]),
    lines: [...chats.values()].reduce((sum, lines) => sum + lines.length, 0),
    followers: [...weixin.accounts.values()].map((one) =>
      one.kind === "official_account" ? one.followers.people.size : 0,
    ),
  };
}

it("two thousand people live through a week: the same seed, the same week; another seed, another", () => {
  const first = figures(livedFor(7, 2000, 3));
  expect(figures(livedFor(7, 2000, 3))).toEqual(first);
  expect(figures(livedFor(7, 2000, 4))).not.toEqual(first);
  // 1 − e^(−0.3·7) of 2,000 have scanned by then, give or take those who came late and those who were brought.
  expect(first.confirmed + first.lost + first.waiting).toBeGreaterThan(1600);
  expect(first.lost).toBeGreaterThan(0);
  expect(first.done).toMatchObject({
    joinGroup: expect.any(Number),
    answer: expect.any(Number),
    share: expect.any(Number),
  });
});

it("leaves a world in which everything fits together", () => {
  const { wecom, crowd, people, personByUnionid } = livedFor(7, 2000, 3);
  const { customers, groups } = wecom;
  expect(new Set(crowd.people).size).toBe(crowd.people.length);
  expect(personByUnionid.size).toBe(people.size);
  for (const [key, follow] of customers.follows) {
    expect(key).toBe(`${follow.userid}/${follow.externalUserid}`);
    expect(customers.followersOf.get(follow.externalUserid)?.has(follow.userid)).toBe(true);
    expect(customers.customersOf.get(follow.userid)?.has(follow.externalUserid)).toBe(true);
    expect(people.has(customers.externals.get(follow.externalUserid)?.personId ?? "")).toBe(true);
  }
  for (const { members, owner } of groups.values()) {
    expect(members.has(owner)).toBe(true);
    expect(members.size).toBeLessThanOrEqual(200);
    for (const { id, type } of members.values()) if (type === 2) expect(customers.externals.has(id)).toBe(true);
  }
  const joined = [...groups.values()].reduce((sum, { members }) => sum + members.size - 1, 0);
  expect(joined).toBe((crowd.done.joinGroup ?? 0) - (crowd.done.leaveGroup ?? 0));
});

it("stands still once stopped, and stops at once", () => {
  const world = livedFor(1, 100, 5);
  const before = figures(world);
  passTime(world, 2 * DAY_MS);
  expect(figures(world)).toEqual(before);
  expect(world.due.filter(({ kind }) => kind === "crowd.step")).toEqual([]);
});
