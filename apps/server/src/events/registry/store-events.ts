import { z } from "zod";
import { code, eventType, joined, properties, text } from "./event-type.ts";

export const storeEvents = [
  eventType({
    name: "store.visited",
    group: "store",
    label: "到店",
    meaning: "客户到店：扫码、WiFi、互动设备或店员登记（ID-07）。",
    interaction: true,
    properties: properties({ means: z.enum(["code", "wifi", "device", "staff", "other"]).optional() }),
    summary: (p) =>
      p.means ? { code: "扫码", wifi: "WiFi", device: "互动设备", staff: "店员登记", other: "" }[p.means] : "",
  }),
  eventType({
    name: "code.scanned",
    group: "store",
    label: "扫码",
    meaning: "客户扫描门店码、扫码购、一物一码或物料上的码（ID-07，DT-12）。",
    interaction: true,
    properties: properties({
      codeKind: z.enum(["store", "scan_and_go", "item", "material", "payment", "other"]),
      codeValue: code.optional(),
      sku: code.optional(),
      region: text(64).optional(),
      verdict: z
        .enum(["first", "repeat", "suspicious"])
        .optional()
        .describe("Of an item code: whether the piece was scanned before"),
    }),
    summary: (p) =>
      joined(
        {
          store: "门店码",
          scan_and_go: "扫码购",
          item: "一物一码",
          material: "物料码",
          payment: "支付后关注",
          other: "",
        }[p.codeKind],
        p.sku,
        p.region,
      ),
  }),
  eventType({
    name: "service.recorded",
    group: "store",
    label: "服务记录",
    meaning: "门店为客户完成一次服务，如验光、护理、调校（DT-13）。",
    properties: properties({
      serviceKind: text(64),
      title: text().optional(),
      guideCode: code.optional(),
      nextVisitDay: z.iso.date().optional(),
      findings: z
        .array(z.looseObject({ name: text(40), value: text(60) }))
        .max(20)
        .optional(),
    }),
    summary: (p) =>
      joined(
        p.title ?? p.serviceKind,
        ...(p.findings ?? []).slice(0, 3).map((finding) => `${finding.name} ${finding.value}`),
        p.nextVisitDay && `下次 ${p.nextVisitDay}`,
      ),
  }),
  eventType({
    name: "service.booked",
    group: "store",
    label: "预约服务",
    meaning: "客户预约到店服务。",
    interaction: true,
    properties: properties({ serviceKind: text(64), bookedFor: z.iso.datetime({ offset: true }).optional() }),
    summary: (p) => p.serviceKind,
  }),
  eventType({
    name: "wifi.connected",
    group: "store",
    label: "连接门店 WiFi",
    meaning: "客户的设备连接门店 WiFi。",
    interaction: true,
    properties: properties({}),
  }),
  eventType({
    name: "item.activated",
    group: "store",
    label: "激活商品",
    meaning: "客户通过一物一码登记或激活已购商品。",
    interaction: true,
    properties: properties({ sku: code, codeValue: code.optional() }),
    summary: (p) => p.sku,
  }),
] as const;
