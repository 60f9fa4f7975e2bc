import { describe, expect, it } from "vitest";
import { nestUnits, type TreeUnit, unitTrail } from "./units.ts";

function unit(id: string, parentId: string | null, name: string): TreeUnit {
  return {
    id,
    parentId,
    name,
    no: 1,
    path: id,
    kind: "region",
    code: id,
    brandId: null,
    brandName: null,
    closed: false,
    storeCount: 0,
  };
}

const units = [
  unit("hq", null, "总部"),
  unit("east", "hq", "华东区"),
  unit("sh", "east", "上海"),
  unit("south", "hq", "华南区"),
];

describe("the organisation tree", () => {
  it("nests children below their parents, in the order of the list", () => {
    const [root] = nestUnits(units);
    expect(root?.children.map((each) => each.name)).toEqual(["华东区", "华南区"]);
    expect(root?.children[0]?.children.map((each) => each.name)).toEqual(["上海"]);
  });

  it("shows a unit whose parent lies outside the scope as a root", () => {
    expect(nestUnits([unit("sh", "east", "上海")]).map((each) => each.name)).toEqual(["上海"]);
  });

  it("says where a unit stands", () => {
    expect(unitTrail(units, "sh")).toBe("总部 / 华东区 / 上海");
  });
});
