import type { SeenMember } from "./directory.ts";

/** Somebody on our staff whom a member may be. */
export interface MatchableStaff {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly login: string | null;
  /** Units of present posts, with all units above them. */
  readonly unitIds: readonly string[];
}

export type MemberMark = "code" | "login" | "mobile" | "name";

export interface MemberMatch {
  readonly userid: string;
  readonly staffId: string;
  readonly by: MemberMark;
}

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/**
 * Who each member is on our staff: the staff code is the userid; else the login name is; else the mobile number is code or login name;
 * else exactly one of that name has a post at or below a unit of one of the member's departments. Nobody is taken twice.
 */
export function matchMembers(
  members: readonly SeenMember[],
  staff: readonly MatchableStaff[],
  unitOf: ReadonlyMap<number, string>,
  taken: ReadonlySet<string> = new Set(),
): MemberMatch[] {
  const used = new Set(taken);
  const matches = new Map<string, MemberMatch>();
  const byCode = index(staff, ({ code }) => [plain(code)]);
  const byLogin = index(staff, ({ login }) => (login ? [plain(login)] : []));
  const byName = index(staff, ({ name }) => [plain(name)]);
  const take = (by: MemberMark, candidatesOf: (member: SeenMember) => readonly MatchableStaff[]) => {
    const wanted = new Map<string, string[]>();
    for (const member of members) {
      if (matches.has(member.userid)) continue;
      const free = [...new Set(candidatesOf(member))].filter(({ id }) => !used.has(id));
      const [only] = free;
      if (only && free.length === 1) wanted.set(only.id, [...(wanted.get(only.id) ?? []), member.userid]);
    }
    for (const [staffId, [userid, ...others]] of wanted) {
      if (userid === undefined || others.length > 0) continue;
      matches.set(userid, { userid, staffId, by });
      used.add(staffId);
    }
  };
  take("code", ({ userid }) => byCode.get(plain(userid)) ?? []);
  take("login", ({ userid }) => byLogin.get(plain(userid)) ?? []);
  take("mobile", ({ mobile }) =>
    mobile === "" ? [] : [...(byCode.get(plain(mobile)) ?? []), ...(byLogin.get(plain(mobile)) ?? [])],
  );
  take("name", ({ name, departments }) => {
    const units = departments.flatMap((id) => unitOf.get(id) ?? []);
    return (byName.get(plain(name)) ?? []).filter(({ unitIds }) => units.some((unit) => unitIds.includes(unit)));
  });
  return [...matches.values()];
}

function index<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const list = map.get(key);
      if (list) list.push(item);
      else map.set(key, [item]);
    }
  return map;
}
