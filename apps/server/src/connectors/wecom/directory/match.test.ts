import { describe, expect, it } from "vitest";
import { likelyUnits, type MatchableUnit, matchDepartments } from "./match-departments.ts";
import { type MatchableStaff, matchMembers } from "./match-members.ts";

const unit = (id: string, name: string, parentId: string | null = "hq", kind = "store"): MatchableUnit => ({
  id,
  parentId,
  kind,
  code: id.toUpperCase(),
  name,
});
const units = [
  unit("hq", "总部", null, "headquarters"),
  unit("north", "北区", "hq", "region"),
  unit("south", "南区", "hq", "region"),
  unit("n1", "万达店", "north"),
  unit("s1", "万达店", "south"),
  unit("s2", "海岸店", "south"),
];
const department = (id: number, name: string, parentId = 1) => ({ id, name, parentId, order: 0 });
const all = [
  department(1, "飞轮零售有限公司", 0),
  department(2, "北区"),
  department(3, "南区"),
  department(4, "万达店", 2),
  department(5, "万达店", 3),
  department(6, "S2 海岸城", 3),
  department(7, "财务部"),
];
const asText = (list: readonly { departmentId: number; unitId: string; by: string }[]) =>
  list.map(({ departmentId, unitId, by }) => `${departmentId}→${unitId} ${by}`).sort();

describe("departments on units [IN-01]", () => {
  it("takes codes in names, equal names, and of equal names the one below the parent's unit", () => {
    expect(asText(matchDepartments(all, units, ["code", "name"]))).toEqual([
      "1→hq root",
      "2→north name",
      "3→south name",
      "4→n1 name",
      "5→s1 name",
      "6→s2 code",
    ]);
  });

  it("leaves to a person what two departments claim", () => {
    const twice = [department(1, "总部", 0), department(2, "海岸店"), department(3, "海岸店")];
    expect(asText(matchDepartments(twice, units, ["name"]))).toEqual(["1→hq root"]);
  });

  it("keeps what a person decided and never gives that unit away again", () => {
    const fixed = new Map<number, string | null>([
      [7, "n1"],
      [2, null],
    ]);
    expect(asText(matchDepartments(all, units, ["code", "name"], fixed))).toEqual([
      "1→hq root",
      "3→south name",
      "5→s1 name",
      "6→s2 code",
    ]);
  });

  it("offers units whose names contain one another", () => {
    expect(likelyUnits("海岸", units).map(({ id }) => id)).toEqual(["s2"]);
  });
});

describe("members on staff [IN-01]", () => {
  const staff = (id: string, code: string, name: string, unitIds: string[] = [], login: string | null = null) =>
    ({ id, code, name, login, unitIds }) satisfies MatchableStaff;
  const member = (userid: string, name: string, departments: number[] = [], mobile = "") => ({
    userid,
    name,
    departments,
    mobile,
    position: "",
    status: 1,
    hasPhoto: null,
    alias: "",
    shownPosition: "",
    shownCompany: "",
  });
  const unitOf = new Map([
    [4, "n1"],
    [5, "s1"],
  ]);

  it("goes by staff code, login, mobile number, and by name within the department's unit", () => {
    const people = [
      staff("a", "G001", "王芳"),
      staff("b", "0002", "李雷", [], "lilei"),
      staff("c", "13800001111", "韩梅"),
      staff("d", "0004", "张伟", ["n1", "north", "hq"]),
      staff("e", "0005", "张伟", ["s1", "south", "hq"]),
    ];
    const members = [
      member("g001", "王小芳"),
      member("LiLei", "李"),
      member("x3", "韩", [], "13800001111"),
      member("x4", "张伟", [4]),
      member("x5", "陌生人", [5]),
    ];
    expect(
      matchMembers(members, people, unitOf).map(({ userid, staffId, by }) => `${userid}→${staffId} ${by}`),
    ).toEqual(["g001→a code", "LiLei→b login", "x3→c mobile", "x4→d name"]);
  });

  it("leaves namesakes in one unit to a person, and takes nobody twice", () => {
    const namesakes = [staff("d", "0004", "张伟", ["n1"]), staff("e", "0005", "张伟", ["n1"])];
    expect(matchMembers([member("x4", "张伟", [4])], namesakes, unitOf)).toEqual([]);
    const [one] = namesakes;
    expect(matchMembers([member("x4", "张伟", [4]), member("x6", "张伟", [4])], one ? [one] : [], unitOf)).toEqual([]);
    expect(matchMembers([member("0004", "张伟")], namesakes, unitOf, new Set(["d"]))).toEqual([]);
  });
});
