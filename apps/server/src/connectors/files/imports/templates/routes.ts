import { z } from "zod";
import { audit } from "../../../../kernel/audit/audit.ts";
import { notFound } from "../../../../kernel/errors.ts";
import { type Route, route } from "../../../../kernel/http/route.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import { importKindNames } from "../mapping/fields.ts";
import { importPlanSchema } from "../mapping/plan.ts";
import { deleteTemplate, listTemplates, saveTemplate, type Template } from "./store.ts";

const templateSchema = z.object({
  id: z.uuid(),
  kind: z.enum(importKindNames),
  name: z.string(),
  fingerprint: z.string(),
  plan: importPlanSchema,
  updatedAt: z.iso.datetime(),
});

function present({ id, kind, name, fingerprint, plan, updatedAt }: Template): z.input<typeof templateSchema> {
  return { id, kind, name, fingerprint, plan, updatedAt: updatedAt.toISOString() };
}

/** Saved mappings; everyone who imports shares them. */
export function templateRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/imports/templates",
      summary: "Saved mappings",
      tag: "imports",
      access: "import.run",
      query: z.object({ kind: z.enum(importKindNames).optional() }),
      answer: z.object({ items: z.array(templateSchema) }),
      handle: async ({ query }) => ({ items: (await listTemplates(platform.db, query.kind)).map(present) }),
    }),
    route({
      method: "POST",
      path: "/imports/templates",
      summary: "Save a mapping under a name; files with the same headers are read so from then on",
      tag: "imports",
      access: "import.run",
      status: 201,
      body: z.object({
        name: z.string().trim().min(1).max(60),
        fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
        plan: importPlanSchema,
        replace: z.boolean().default(false),
      }),
      answer: templateSchema,
      handle: ({ actor, body }) =>
        platform.db.transaction().execute(async (tx) => {
          const saved = await saveTemplate(tx, { ...body, by: actor.name, at: platform.clock.now() });
          await audit(tx, actor, {
            action: "import_template.saved",
            subject: { kind: "import_template", id: saved.id },
            detail: { name: saved.name },
          });
          return present(saved);
        }),
    }),
    route({
      method: "DELETE",
      path: "/imports/templates/:id",
      summary: "Delete a saved mapping",
      tag: "imports",
      access: "import.run",
      status: 204,
      params: z.object({ id: z.uuid() }),
      answer: z.null(),
      handle: ({ actor, params }) =>
        platform.db.transaction().execute(async (tx) => {
          const deleted = await deleteTemplate(tx, params.id);
          if (!deleted) throw notFound("这个模板");
          await audit(tx, actor, {
            action: "import_template.deleted",
            subject: { kind: "import_template", id: deleted.id },
            detail: { name: deleted.name },
          });
          return null;
        }),
    }),
  ];
}
