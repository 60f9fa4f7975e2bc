import type { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { changeProducts, changeStatus, editTenant, invite, onboardTenant } from "./change-tenants.ts";
import { nextStatuses } from "./rules.ts";
import {
  editBody,
  inviteAnswer,
  inviteBody,
  onboardAnswer,
  onboardBody,
  productsBody,
  statusBody,
  tenantDetailAnswer,
  tenantParams,
  type tenantSchema,
  tenantsAnswer,
} from "./schemas.ts";
import { listTenantProducts, listTenants, loadTenant, type Tenant } from "./store.ts";

const tag = "Tenants";

/** Tenants, brands and suppliers who trade on the operator's platform (OR-18). */
export function tenantRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  const today = () => dayIn(platform.config.timeZone, clock.now());

  function present({ path: _path, createdAt: _at, ...tenant }: Tenant): z.input<typeof tenantSchema> {
    return {
      ...tenant,
      nextStatuses: [...nextStatuses(tenant.status)],
      daysLeft: Math.round((Date.parse(tenant.contractTo) - Date.parse(today())) / 86_400_000),
    };
  }

  async function describe(actor: Actor, unitId: string): Promise<z.input<typeof tenantDetailAnswer>> {
    const tenant = await loadTenant(db, actor, unitId);
    const products = await listTenantProducts(db, unitId);
    return {
      ...present(tenant),
      skus: products.map((product) => ({ ...product, addedAt: product.addedAt.toISOString() })),
    };
  }

  return [
    route({
      method: "GET",
      path: "/tenants",
      summary: "Tenants in scope, those whose contract ends first at the top",
      tag,
      access: "organization.read",
      answer: tenantsAnswer,
      handle: async ({ actor }) => ({ items: (await listTenants(db, actor)).map(present) }),
    }),
    route({
      method: "POST",
      path: "/tenants",
      summary: "Take a tenant onto the platform, with its first store and an invitation for its first user",
      tag,
      access: "tenant.write",
      secret: true,
      body: onboardBody,
      answer: onboardAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        const { unitId, invitation } = await db
          .transaction()
          .execute((tx) => onboardTenant(tx, actor, body, today(), clock.now()));
        return { ...(await describe(actor, unitId)), invitation };
      },
    }),
    route({
      method: "GET",
      path: "/tenants/:unitId",
      summary: "One tenant with its contract and goods",
      tag,
      access: "organization.read",
      params: tenantParams,
      answer: tenantDetailAnswer,
      handle: ({ actor, params }) => describe(actor, params.unitId),
    }),
    route({
      method: "PUT",
      path: "/tenants/:unitId",
      summary: "Change a tenant's name, place or contract",
      tag,
      access: "tenant.write",
      params: tenantParams,
      body: editBody,
      answer: tenantDetailAnswer,
      handle: async ({ actor, params, body: { version, ...fields } }) => {
        await db.transaction().execute((tx) => editTenant(tx, actor, params.unitId, fields, version));
        return describe(actor, params.unitId);
      },
    }),
    route({
      method: "POST",
      path: "/tenants/:unitId/status",
      summary: "Open, suspend or end a tenant",
      tag,
      access: "tenant.write",
      params: tenantParams,
      body: statusBody,
      answer: tenantDetailAnswer,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => changeStatus(tx, actor, params.unitId, body.to, body.reason || null));
        return describe(actor, params.unitId);
      },
    }),
    route({
      method: "POST",
      path: "/tenants/:unitId/invitations",
      summary: "Open an account at the tenant, with a one-time password",
      tag,
      access: "tenant.write",
      secret: true,
      params: tenantParams,
      body: inviteBody,
      answer: inviteAnswer,
      status: 201,
      handle: ({ actor, params, body }) =>
        db.transaction().execute((tx) => invite(tx, actor, params.unitId, body, today())),
    }),
    route({
      method: "POST",
      path: "/tenants/:unitId/products",
      summary: "Tag goods as the tenant's own, or give them back to the chain",
      tag,
      access: "tenant.write",
      params: tenantParams,
      body: productsBody,
      answer: tenantDetailAnswer,
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => changeProducts(tx, actor, params.unitId, body, clock.now()));
        return describe(actor, params.unitId);
      },
    }),
  ];
}
