import { z } from "zod";
import { specialDaysSchema, weekHoursSchema } from "./opening-hours.ts";
import { codesOf, ownerships, phases, services, sites, warehouseModes } from "./vocabulary.ts";

const ownership = z.enum(codesOf(ownerships)).describe("Who owns it");
const site = z.enum(codesOf(sites)).describe("What kind of site it trades on");
const phase = z.enum(codesOf(phases));
const service = z.enum(codesOf(services));
const warehouseMode = z.enum(codesOf(warehouseModes));
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

export const storeSchema = z.object({
  unitId: z.uuid(),
  storeNo: z.number().int(),
  code: z.string(),
  name: z.string(),
  path: z.string(),
  parentId: z.uuid(),
  parentName: z.string(),
  brandId: z.uuid().nullable(),
  brandName: z.string().nullable(),
  format: z.string(),
  formatName: z.string(),
  ownership,
  site,
  phase,
  phaseSince: z.string().nullable(),
  openedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  address: z.string(),
  province: z.string().nullable(),
  city: z.string().nullable(),
  district: z.string().nullable(),
  areaCode: z.string().nullable(),
  latitude: latitude.nullable(),
  longitude: longitude.nullable(),
  phone: z.string().nullable(),
  openingHours: weekHoursSchema.nullable().describe("Null = not entered"),
  specialDays: specialDaysSchema,
  warehouseMode,
  services: z.array(service),
  contactStaffId: z.uuid().nullable(),
  contactName: z.string().nullable(),
});

export const storeDetailSchema = storeSchema.extend({
  nextPhases: z.array(phase),
  phaseChanges: z.array(
    z.object({ fromPhase: phase.nullable(), toPhase: phase, onDay: z.string(), reason: z.string().nullable() }),
  ),
});

export const storeFilter = z.object({
  text: z.string().max(60).optional().describe("Part of the name, code or address"),
  format: z.string().max(40).optional(),
  ownership: ownership.optional(),
  site: site.optional(),
  phase: phase.optional(),
  service: service.optional(),
  city: z.string().max(60).optional(),
  brandId: z.uuid().optional(),
  unitId: z.uuid().optional().describe("Only stores below this unit"),
});

const text = (longest: number) => z.string().trim().max(longest);
const required = (longest: number) => z.string().trim().min(1).max(longest);

export const storeBody = z.object({
  name: required(60).optional(),
  code: required(60).optional(),
  brandId: z.uuid().nullish(),
  format: z.string().max(40).optional(),
  ownership: ownership.optional(),
  site: site.optional(),
  address: text(200).optional(),
  province: text(40).nullish(),
  city: text(40).nullish(),
  district: text(40).nullish(),
  areaCode: z
    .string()
    .regex(/^\d{6}$/, "行政区划代码是 6 位数字")
    .nullish(),
  latitude: latitude.nullish(),
  longitude: longitude.nullish(),
  phone: text(30).nullish(),
  openingHours: weekHoursSchema.nullish(),
  specialDays: specialDaysSchema.optional(),
  warehouseMode: warehouseMode.optional(),
  services: z.array(service).max(4).optional(),
  contactStaffId: z.uuid().nullish(),
});

export const newStoreBody = storeBody.extend({
  parentId: z.uuid(),
  name: required(60),
  code: required(60),
  format: z.string().max(40),
  phase: z.enum(["preparing", "open"]).optional(),
  phaseSince: z.iso.date().optional(),
});

export const phaseBody = z.object({
  to: phase,
  onDay: z.iso.date().optional().describe("Today when absent"),
  reason: text(200).optional(),
});

export const rosterSchema = z.object({
  postId: z.uuid(),
  staffId: z.uuid(),
  staffCode: z.string(),
  staffName: z.string(),
  roleCode: z.string(),
  roleName: z.string(),
  kind: z.enum(["regular", "rotation", "support"]),
  fromDay: z.string(),
  toDay: z.string().nullable(),
});

export const formatSchema = z.object({
  code: z.string(),
  name: z.string(),
  warehouseMode,
  services: z.array(service),
  builtin: z.boolean(),
});

export const formatBody = z.object({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "用小写字母、数字和下划线，以字母开头"),
  name: required(30),
  warehouseMode: warehouseMode.default("store_stock"),
  services: z.array(service).min(1).max(4),
});
