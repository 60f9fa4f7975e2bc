import { z } from "zod";
import { tierCodes } from "../../insight/index.ts";
import { codesOf } from "../codes/vocabulary.ts";
import { madeBy, places, visitStates } from "./vocabulary.ts";

const place = z.enum(codesOf(places));
const field = z.object({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,19}$/)
    .describe("Never changes, so that records stay comparable"),
  label: z.string().trim().min(1, "请填写记录项的名称").max(20),
  unit: z.string().trim().max(8).default(""),
  kind: z.enum(["number", "text"]).default("text"),
});

const editable = {
  name: z.string().trim().min(1, "请填写服务名称").max(20),
  says: z.string().trim().max(120).default(""),
  minutes: z.int().min(5, "至少 5 分钟").max(480, "最多 8 小时"),
  priceFen: z.int().min(0).max(100_000_000).default(0).describe("0 = free"),
  tiers: z.array(z.enum(tierCodes)).max(6).default([]).describe("Empty = customers of every tier"),
  formats: z.array(z.string().min(1).max(40)).max(30).default([]).describe("Empty = stores of every format"),
  places: z.array(place).min(1, "请选择至少一个服务场所").max(4),
  seats: z
    .int()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe("Customers served at once in a store; null = as many as colleagues"),
  fields: z
    .array(field)
    .max(12)
    .default([])
    .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, "记录项的编码不能重复"),
  followUpDays: z.int().min(1).max(90).nullable().default(null),
  nextAfterMonths: z.int().min(1).max(60).nullable().default(null),
};
export const newServiceBody = z.object({
  unitId: z.uuid().describe("Every trading store below it offers the service"),
  ...editable,
});
export const editServiceBody = z.object({ version: z.int(), archived: z.boolean().default(false), ...editable });

export const serviceSchema = z.object({
  id: z.uuid(),
  no: z.int(),
  unitId: z.uuid(),
  unitName: z.string(),
  name: z.string(),
  says: z.string(),
  minutes: z.int(),
  priceFen: z.number(),
  tiers: z.array(z.string()),
  formats: z.array(z.string()),
  places: z.array(place),
  seats: z.int().nullable(),
  fields: z.array(field),
  followUpDays: z.int().nullable(),
  nextAfterMonths: z.int().nullable(),
  stores: z.int().describe("Trading stores of the caller that offer it"),
  version: z.int(),
});
export const servicesAnswer = z.object({
  items: z.array(serviceSchema),
  templates: z.array(
    z.object({
      name: z.string(),
      says: z.string(),
      minutes: z.int(),
      fields: z.array(field),
      followUpDays: z.int().nullable(),
      nextAfterMonths: z.int().nullable(),
    }),
  ),
  places: z.array(z.object({ code: place, label: z.string() })),
  tiers: z.array(z.object({ code: z.string(), label: z.string() })),
  codes: z.int().describe("Trading stores of the caller that have a code for appointments"),
  storesWithoutCode: z.int(),
  storesWithoutHours: z
    .array(z.object({ storeNo: z.int(), name: z.string() }))
    .describe("Without opening hours nobody can make an appointment; the first 20"),
  series: z.string().describe("Under this name the codes of all stores are printed"),
});

export const storeDifferenceBody = z.object({
  offered: z.boolean(),
  seats: z.int().min(1).max(200).nullable().default(null),
  staffIds: z.array(z.uuid()).max(100).default([]).describe("Who gives it; empty = everybody who serves in the store"),
});
export const storeServicesAnswer = z.object({
  storeNo: z.int(),
  storeName: z.string(),
  staff: z.array(z.object({ id: z.uuid(), name: z.string() })).describe("Who serves there today"),
  items: z.array(
    z.object({
      serviceId: z.uuid(),
      name: z.string(),
      minutes: z.int(),
      places: z.array(place),
      offered: z.boolean(),
      seats: z.int().nullable(),
      staffIds: z.array(z.uuid()),
    }),
  ),
});

export const slotQuery = z.object({ serviceId: z.uuid(), day: z.iso.date() });
export const slotsAnswer = z.object({
  day: z.string(),
  hoursKnown: z.boolean().describe("False = the store has no opening hours, so there are no times"),
  items: z.array(
    z.object({
      startsAt: z.string(),
      time: z.string().describe("Of the shop's zone"),
      staff: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }),
  ),
});

const phone = z
  .string()
  .trim()
  .regex(/^1\d{10}$/, "请填写 11 位手机号");
export const bookBody = z.object({
  serviceId: z.uuid(),
  storeNo: z.int(),
  startsAt: z.iso.datetime({ offset: true }),
  place: place.default("store"),
  staffId: z.uuid().nullable().default(null).describe("Null = whoever is free and has the least to do that day"),
  memberNo: z.int().nullable().default(null),
  phone: phone.nullable().default(null).describe("Of a customer who is not known by number"),
});
export const walkInBody = z.object({
  serviceId: z.uuid(),
  storeNo: z.int(),
  memberNo: z.int().nullable().default(null),
  phone: phone.nullable().default(null),
});
export const customerBookBody = z.object({
  serviceId: z.uuid(),
  startsAt: z.iso.datetime({ offset: true }),
  phone: phone.nullable().default(null),
});
export const moveBody = z.object({
  version: z.int(),
  startsAt: z.iso.datetime({ offset: true }),
  staffId: z.uuid().nullable().default(null),
});

const visitState = z.enum(codesOf(visitStates));
const visitFields = {
  id: z.uuid(),
  serviceId: z.uuid(),
  serviceName: z.string(),
  storeNo: z.int(),
  storeName: z.string(),
  staffId: z.uuid().nullable(),
  staffName: z.string().nullable(),
  memberNo: z.int().nullable().describe("Null: erased"),
  memberName: z.string().nullable().describe("Masked"),
  place,
  placeLabel: z.string(),
  madeBy: z.enum(codesOf(madeBy)),
  startsAt: z.string(),
  endsAt: z.string(),
  state: visitState,
  next: z.array(visitState),
  isLate: z.boolean().describe("The agreed time has passed and nobody has come"),
  remindedAt: z.string().nullable(),
  priceFen: z.number(),
  score: z.int().nullable(),
  scoreWords: z.string(),
  followUpOn: z.string().nullable(),
  followedUpAt: z.string().nullable(),
  nextDueOn: z.string().nullable(),
  handledAt: z.string().nullable(),
  handledNote: z.string(),
  version: z.int(),
};
export const visitSchema = z.object(visitFields);
export const visitDetail = z.object({
  ...visitFields,
  fields: z.array(field),
  findings: z.array(z.object({ name: z.string(), value: z.string() })),
  note: z.string(),
  address: z.string().nullable().describe("Page for the customer; null until Feilun's public address is known"),
  earlier: z
    .array(z.object({ day: z.string(), findings: z.array(z.object({ name: z.string(), value: z.string() })) }))
    .describe("What was found at the customer's earlier visits for this service, the latest first"),
});
export const stepBody = z.object({ version: z.int(), state: z.enum(["arrived", "serving", "cancelled", "no_show"]) });
export const finishBody = z.object({
  version: z.int(),
  findings: z.record(z.string().max(20), z.string().max(60)).default({}).describe("By the key of the service's field"),
  note: z.string().trim().max(500).default(""),
  nextDueOn: z.iso.date().nullable().optional().describe("Absent = by the service's rule; null = none"),
});
export const noteBody = z.object({ version: z.int(), note: z.string().trim().min(1, "请写明怎么处理的").max(200) });
export const versionBody = z.object({ version: z.int() });
export const visitsQuery = z.object({
  view: z.enum(["day", "follow_up", "due", "low_score"]).default("day"),
  day: z.iso.date().optional(),
  storeNo: z.coerce.number().int().optional(),
  mine: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
});
export const scoreBody = z.object({
  score: z.int().min(1, "请选择 1 到 5 分").max(5, "请选择 1 到 5 分"),
  words: z.string().trim().max(200).default(""),
});
