import { z } from "zod";
import { tierCodes, tierNames } from "../../insight/index.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { loadStore } from "../../organization/index.ts";
import {
  changeStoreService,
  codeCover,
  codeSeries,
  createService,
  editService,
  layOutServiceCodes,
  listServices,
  loadService,
  type ServiceRow,
  storeServices,
} from "./catalogue.ts";
import {
  editServiceBody,
  newServiceBody,
  serviceSchema,
  servicesAnswer,
  storeDifferenceBody,
  storeServicesAnswer,
} from "./schemas.ts";
import { servesOn } from "./staff.ts";
import { places, templates } from "./vocabulary.ts";

const tag = "services";
const serviceParams = z.object({ serviceId: z.uuid() });
const storeNo = z.coerce.number().int();

const present = ({ path: _, ...service }: ServiceRow) => service;

/** 服务目录: what is offered, where, by whom, and the codes that lead to it (CH-37). */
export function serviceRoutes(platform: Platform): Route[] {
  const { db } = platform;
  const read = { tag, access: "service.work" } as const;
  const write = { tag, access: "service.write" } as const;
  return [
    route({
      ...read,
      method: "GET",
      path: "/services",
      summary: "Services in use, templates to make new ones from, and how far the stores are ready",
      answer: servicesAnswer,
      handle: async ({ actor }) => {
        const [items, cover] = await Promise.all([listServices(db, actor), codeCover(db, actor)]);
        return {
          items: items.map(present),
          templates: templates.map((template) => ({ ...template, fields: [...template.fields] })),
          places: Object.entries(places).map(([code, label]) => ({ code: code as keyof typeof places, label })),
          tiers: tierCodes.map((code) => ({ code, label: tierNames[code] })),
          ...cover,
          series: codeSeries,
        };
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/services",
      summary: "Offer a service in every trading store below a unit",
      body: newServiceBody,
      answer: serviceSchema,
      status: 201,
      handle: ({ actor, body }) =>
        db
          .transaction()
          .execute(async (tx) => present(await loadService(tx, actor, await createService(tx, platform, actor, body)))),
    }),
    route({
      ...write,
      method: "PUT",
      path: "/services/:serviceId",
      summary: "Change a service, or end it; appointments that stand are kept",
      params: serviceParams,
      body: editServiceBody,
      answer: z.object({ changed: z.literal(true) }),
      handle: async ({ actor, params, body }) => {
        await db.transaction().execute((tx) => editService(tx, platform, actor, params.serviceId, body));
        return { changed: true as const };
      },
    }),
    route({
      ...write,
      method: "POST",
      path: "/services/codes",
      summary: "Make the codes for appointments that stores below a unit do not have yet",
      body: z.object({ unitId: z.uuid() }),
      answer: z.object({ made: z.int() }),
      handle: async ({ actor, body }) => ({
        made: await db.transaction().execute((tx) => layOutServiceCodes(tx, platform, actor, body.unitId)),
      }),
    }),
    route({
      ...read,
      method: "GET",
      path: "/services/stores/:storeNo",
      summary: "What a store offers, for how many at once and by whom",
      params: z.object({ storeNo }),
      answer: storeServicesAnswer,
      handle: async ({ actor, params }) => {
        const store = await loadStore(db, actor, params.storeNo);
        const [items, staff] = await Promise.all([
          storeServices(db, actor, params.storeNo),
          servesOn(db, platform, params.storeNo),
        ]);
        return {
          storeNo: store.storeNo,
          storeName: store.name,
          items,
          staff: staff.map(({ id, name }) => ({ id, name })),
        };
      },
    }),
    route({
      ...write,
      method: "PUT",
      path: "/services/:serviceId/stores/:storeNo",
      summary: "Say whether a store offers a service, for how many at once, and who gives it",
      params: serviceParams.extend({ storeNo }),
      body: storeDifferenceBody,
      answer: z.object({ changed: z.literal(true) }),
      handle: async ({ actor, params, body }) => {
        await db
          .transaction()
          .execute((tx) => changeStoreService(tx, platform, actor, params.serviceId, params.storeNo, body));
        return { changed: true as const };
      },
    }),
  ];
}
