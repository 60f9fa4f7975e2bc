import type { Kysely } from "kysely";
import { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { scopeCondition } from "../../organization/index.ts";
import { findMember } from "../members/find-member.ts";
import { maskName } from "../members/mask.ts";
import { memberParams } from "../members/schemas.ts";
import { createCompany, editCompany, putContact, removeContact, requireCompany } from "./change-companies.ts";
import {
  companiesQuery,
  companyDetailSchema,
  companyParams,
  companySchema,
  contactBody,
  contactParams,
  createBody,
  editBody,
} from "./schemas.ts";
import { type Company, findSimilar, listCompanies, listCompaniesOfMember, listContacts } from "./store.ts";

const tag = "business";

function present({ nameKey: _key, orgPath: _path, createdAt, ...company }: Company): z.input<typeof companySchema> {
  return { ...company, createdAt: createdAt.toISOString() };
}

/** Business customers (To B) and their contacts (ID-12). */
export function companyRoutes(platform: Platform): Route[] {
  const { db, cipher } = platform;
  const today = () => dayIn(platform.config.timeZone, platform.clock.now());

  async function describe(tx: Kysely<DB>, actor: Actor, id: string): Promise<z.input<typeof companyDetailSchema>> {
    const company = await requireCompany(tx, actor, id);
    const contacts = await listContacts(tx, scopeCondition(actor, "m.store_no"), id);
    return {
      ...present(company),
      contacts: contacts.map(({ nameSealed, addedAt, ...contact }) => ({
        ...contact,
        name: nameSealed === null ? null : maskName(cipher.open(nameSealed)),
        addedAt: addedAt.toISOString(),
      })),
      similar: await findSimilar(tx, scopeCondition(actor, "c.store_no"), company.nameKey, id),
    };
  }

  return [
    route({
      method: "GET",
      path: "/companies",
      summary: "Business customers, the newest first",
      tag,
      access: "business.read",
      query: companiesQuery,
      answer: pageOf(companySchema),
      handle: async ({ actor, query }) => {
        const before = decodeCursor(query.cursor, 1)?.[0] ?? null;
        const rows = await listCompanies(db, scopeCondition(actor, "c.store_no"), {
          q: query.q,
          ownerStaffId: query.ownerStaffId,
          before: before === null ? null : String(before),
          limit: query.limit + 1,
        });
        return toPage(rows, query.limit, (row) => [row.id], present);
      },
    }),
    route({
      method: "POST",
      path: "/companies",
      summary: "Register a business customer",
      tag,
      access: "business.write",
      body: createBody,
      answer: companyDetailSchema,
      status: 201,
      handle: ({ actor, body }) =>
        db.transaction().execute(async (tx) => describe(tx, actor, await createCompany(tx, actor, body, today()))),
    }),
    route({
      method: "GET",
      path: "/companies/:companyId",
      summary: "A business customer with its contacts",
      tag,
      access: "business.read",
      params: companyParams,
      answer: companyDetailSchema,
      handle: ({ actor, params }) => describe(db, actor, params.companyId),
    }),
    route({
      method: "PATCH",
      path: "/companies/:companyId",
      summary: "Change a business customer",
      tag,
      access: "business.write",
      params: companyParams,
      body: editBody,
      answer: companyDetailSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await editCompany(tx, actor, params.companyId, body, today());
          return describe(tx, actor, params.companyId);
        }),
    }),
    route({
      method: "PUT",
      path: "/companies/:companyId/contacts",
      summary: "Make a member a contact of a company, or change what is said of one",
      tag,
      access: "business.write",
      params: companyParams,
      body: contactBody,
      answer: companyDetailSchema,
      handle: ({ actor, params, body }) =>
        db.transaction().execute(async (tx) => {
          await putContact(tx, actor, params.companyId, body);
          return describe(tx, actor, params.companyId);
        }),
    }),
    route({
      method: "DELETE",
      path: "/companies/:companyId/contacts/:memberNo",
      summary: "Take a contact off a company",
      tag,
      access: "business.write",
      params: contactParams,
      answer: companyDetailSchema,
      handle: ({ actor, params }) =>
        db.transaction().execute(async (tx) => {
          await removeContact(tx, actor, params.companyId, params.memberNo);
          return describe(tx, actor, params.companyId);
        }),
    }),
    route({
      method: "GET",
      path: "/members/:memberNo/companies",
      summary: "The companies that a member is a contact of",
      tag,
      access: "business.read",
      params: memberParams,
      answer: z.object({ items: z.array(companySchema) }),
      handle: async ({ actor, params }) => {
        const { memberNo } = await findMember(db, actor, params.memberNo);
        const rows = await listCompaniesOfMember(db, scopeCondition(actor, "c.store_no"), memberNo);
        return { items: rows.map(present) };
      },
    }),
  ];
}
