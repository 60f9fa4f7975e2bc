import { forbidden } from "../errors.ts";
import type { Permission } from "./permission.ts";

/** Who asks: a signed-in staff member, an integrator's key, or Feilun itself. */
export interface Actor {
  readonly kind: "staff" | "api_key" | "system";
  readonly id: string;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  /**
   * The parts of the organisation tree the actor may see, as ltree paths of their roots, without one inside another.
   * Empty = nothing. The query layer adds this to every list, never the caller.
   */
  readonly scope: readonly string[];
  readonly ip?: string;
  readonly requestId?: string;
}

export function allowed(actor: Actor, permission: Permission): boolean {
  return actor.kind === "system" || actor.permissions.has(permission);
}

export function requirePermission(actor: Actor, permission: Permission): void {
  if (!allowed(actor, permission)) throw forbidden();
}
