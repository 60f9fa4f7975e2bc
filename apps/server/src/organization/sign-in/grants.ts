import { allPermissions, type Permission } from "../../kernel/http/permission.ts";
import type { Access } from "../../kernel/http/route.ts";
import { collapsePaths } from "../scope/rules.ts";

/** What one post, or one API key, gives: these permissions in this part of the tree. */
export interface Grant {
  readonly path: string;
  /** Names as stored in a role; `*` is all, and a name that this version does not know is nothing. */
  readonly permissions: readonly string[];
}

/** The permissions behind stored names. */
export function permissionsOf(stored: readonly string[]): Permission[] {
  return stored.includes("*")
    ? [...allPermissions]
    : allPermissions.filter((permission) => stored.includes(permission));
}

/**
 * What somebody with these grants may do, and where. For a permission the scope holds only the posts that give it: the manager
 * of one store who helps out as a guide in another stays a guide there.
 */
export function authorityFor(
  grants: readonly Grant[],
  access: Access,
): { permissions: ReadonlySet<Permission>; scope: readonly string[] } {
  const known = grants.map((grant) => ({ path: grant.path, permissions: permissionsOf(grant.permissions) }));
  const relevant =
    access === "public" || access === "signed_in" ? known : known.filter((grant) => grant.permissions.includes(access));
  return {
    permissions: new Set(known.flatMap((grant) => grant.permissions)),
    scope: collapsePaths(relevant.map((grant) => grant.path)),
  };
}
