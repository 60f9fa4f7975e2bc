import type { SeenDepartment } from "./directory.ts";

/** A unit of our tree that a department may be. */
export interface MatchableUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: string;
  readonly code: string;
  readonly name: string;
}

export type DepartmentMark = "root" | "code" | "name";

export interface DepartmentMatch {
  readonly departmentId: number;
  readonly unitId: string;
  readonly by: DepartmentMark;
}

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** Letters and digits that stand together: `北一店(N1)` has `n1`. */
const codesIn = (name: string) => new Set(plain(name).match(/[a-z0-9][a-z0-9_-]*/g) ?? []);

/**
 * Which unit each department is, by the marks an operator chose: the root is the headquarters; a unit's code stands in the department's
 * name; or the names are equal. What fits more than one unit, or shares its unit with another department, is left for a person.
 */
export function matchDepartments(
  departments: readonly SeenDepartment[],
  units: readonly MatchableUnit[],
  marks: readonly ("code" | "name")[],
  /** Said by hand before. */
  fixed: ReadonlyMap<number, string | null> = new Map(),
): DepartmentMatch[] {
  const taken = new Set([...fixed.values()].filter((unitId) => unitId !== null));
  const matched = new Map<number, DepartmentMatch>();
  const open = () => departments.filter(({ id }) => !matched.has(id) && !fixed.has(id));
  const take = (by: DepartmentMark, candidatesOf: (department: SeenDepartment) => readonly MatchableUnit[]) => {
    const wanted = new Map<string, number[]>();
    for (const department of open()) {
      const free = candidatesOf(department).filter(({ id }) => !taken.has(id));
      const [only] = free;
      if (only && free.length === 1) wanted.set(only.id, [...(wanted.get(only.id) ?? []), department.id]);
    }
    for (const [unitId, [departmentId, ...others]] of wanted) {
      if (departmentId === undefined || others.length > 0) continue;
      matched.set(departmentId, { departmentId, unitId, by });
      taken.add(unitId);
    }
  };
  const ids = new Set(departments.map(({ id }) => id));
  take("root", ({ id, parentId }) =>
    id === 1 || (parentId === 0 && !ids.has(1)) ? units.filter(({ kind }) => kind === "headquarters") : [],
  );
  for (const mark of marks) {
    if (mark === "code") {
      const byCode = new Map(units.map((unit) => [plain(unit.code), unit]));
      take("code", ({ name }) => [...codesIn(name)].flatMap((code) => byCode.get(code) ?? []));
      continue;
    }
    const byName = new Map<string, MatchableUnit[]>();
    for (const unit of units) byName.set(plain(unit.name), [...(byName.get(plain(unit.name)) ?? []), unit]);
    take("name", ({ name }) => byName.get(plain(name)) ?? []);
    // Equal names in several places: the one below the parent's unit.
    const unitOf = (departmentId: number) => fixed.get(departmentId) ?? matched.get(departmentId)?.unitId;
    take("name", ({ name, parentId }) =>
      (byName.get(plain(name)) ?? []).filter((unit) => unit.parentId !== null && unit.parentId === unitOf(parentId)),
    );
  }
  return [...matched.values()];
}

/** Units to offer for a department that no mark decides: names or codes that contain one another, the closest first. */
export function likelyUnits(name: string, units: readonly MatchableUnit[], limit = 5): MatchableUnit[] {
  const wanted = plain(name);
  const score = (unit: MatchableUnit) => {
    const own = plain(unit.name);
    if (own === wanted) return 3;
    if (codesIn(name).has(plain(unit.code))) return 2;
    return own.includes(wanted) || wanted.includes(own) ? 1 : 0;
  };
  return units
    .map((unit) => ({ unit, score: score(unit) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ unit }) => unit);
}
