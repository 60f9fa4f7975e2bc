import { z } from "zod";
import { allPermissions } from "../../kernel/http/permission.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { type ApiKey, createKey, listKeys, loadKey, revokeKey } from "./keys.ts";

const keySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  hint: z.string().describe("The key's first characters"),
  permissions: z.array(z.enum(allPermissions)),
  unitId: z.uuid().describe("The part of the tree it may see"),
  unitName: z.string(),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

function present(key: ApiKey) {
  return {
    ...key,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

export function apiKeyRoutes(platform: Platform): Route[] {
  const { db, clock } = platform;
  return [
    route({
      method: "GET",
      path: "/api-keys",
      summary: "Integrators' keys in the caller's scope",
      tag: "api-keys",
      access: "api_key.write",
      answer: z.object({ items: z.array(keySchema) }),
      handle: async ({ actor }) => ({ items: (await listKeys(db, actor)).map(present) }),
    }),
    route({
      method: "POST",
      path: "/api-keys",
      secret: true,
      summary: "Make a key; the answer is the only place where it appears",
      tag: "api-keys",
      access: "api_key.write",
      body: z.object({
        name: z.string().trim().min(1).max(60),
        permissions: z.array(z.enum(allPermissions)).min(1),
        unitId: z.uuid(),
        expiresAt: z.iso.datetime({ offset: true }).optional(),
      }),
      answer: keySchema.extend({ key: z.string() }),
      status: 201,
      handle: async ({ actor, body }) => {
        const wanted = { ...body, expiresAt: body.expiresAt === undefined ? undefined : new Date(body.expiresAt) };
        const { id, key } = await db.transaction().execute((tx) => createKey(tx, actor, wanted, clock.now()));
        return { ...present(await loadKey(db, actor, id)), key };
      },
    }),
    route({
      method: "POST",
      path: "/api-keys/:keyId/revoke",
      summary: "End a key at once",
      tag: "api-keys",
      access: "api_key.write",
      params: z.object({ keyId: z.uuid() }),
      answer: keySchema,
      handle: async ({ actor, params }) => {
        await db.transaction().execute((tx) => revokeKey(tx, actor, params.keyId, clock.now()));
        return present(await loadKey(db, actor, params.keyId));
      },
    }),
  ];
}
