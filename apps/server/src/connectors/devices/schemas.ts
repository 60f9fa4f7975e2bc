import { z } from "zod";
import { tasteNameList } from "../../customers/index.ts";
import { oldestDays } from "./rules.ts";
import { deviceStates } from "./store.ts";
import { deviceEventTypes, deviceKindNames } from "./vocabulary.ts";

const moment = z.iso.datetime();
export const deviceParams = z.object({ deviceId: z.uuid() });
export const deviceName = z
  .string()
  .trim()
  .min(1, "请填写设备名称")
  .max(40, "最多 40 个字")
  .describe("As it is called in the store, e.g. 二楼试妆镜");

export const figuresSchema = z.object({
  events: z.int(),
  late: z.int().describe("Came more than ten minutes after they happened"),
  refused: z.int().describe("Not taken, with the reason in the answer"),
  entered: z.int().describe("People counted at the door"),
  sessions: z.int().describe("Uses by one person that began in the period"),
  identified: z.int().describe("Of these, kept by a customer through the code on the screen"),
  triers: z.int().describe("People who kept a use with goods in it"),
  buyers: z.int().describe("Of these, bought one of these goods within 14 days, in any store or channel"),
});

export const deviceSchema = z.object({
  id: z.uuid(),
  storeNo: z.int(),
  storeName: z.string(),
  kind: z.enum(deviceKindNames),
  kindLabel: z.string(),
  name: z.string(),
  keyHint: z.string().describe("The key's first characters"),
  state: z.enum(deviceStates),
  storeOpen: z.boolean().describe("By the store's opening hours, now"),
  firmware: z.string().nullable(),
  clockSkewMs: z.number().nullable().describe("Our clock minus the device's, as of its last message"),
  clockWrong: z.boolean().describe("More than two minutes: times are corrected, the clock should be set"),
  lastSeenAt: moment.nullable(),
  lastEventAt: moment.nullable(),
  version: z.int(),
  createdAt: moment,
  createdBy: z.string(),
  retiredAt: moment.nullable(),
});

export const statesSchema = z.object({
  online: z.int(),
  late: z.int().describe("Not heard of for a while; the store may be closed"),
  silent: z.int().describe("Not heard of while the store was open"),
  unseen: z.int().describe("Registered and never heard of"),
  keyless: z.int().describe("Its key was revoked"),
  retired: z.int(),
} satisfies Record<(typeof deviceStates)[number], z.ZodInt>);

export const kindSchema = z.object({
  code: z.enum(deviceKindNames),
  label: z.string(),
  says: z.string(),
  types: z.array(z.object({ code: z.enum(Object.keys(deviceEventTypes) as [string, ...string[]]), label: z.string() })),
  attributes: z.array(z.object({ code: z.enum(tasteNameList), label: z.string() })),
});

export const periodQuery = z.object({
  from: z.iso.date().optional().describe("First day; 30 days back unless said"),
  to: z.iso.date().optional().describe("Last day; today unless said"),
});

export const daySchema = z.object({
  day: z.iso.date(),
  events: z.int(),
  late: z.int(),
  refused: z.int(),
  entered: z.int(),
  sessions: z.int(),
  identified: z.int(),
});

const sentAt = z.iso
  .datetime({ offset: true })
  .describe("Now, by the device's own clock: the clock is corrected by it");
const firmware = z.string().trim().min(1).max(40).optional();
export const heartbeatBody = z.object({ sentAt, firmware });
export const messageBody = z.object({
  sentAt,
  firmware,
  events: z
    .array(
      z.unknown().meta({
        id: "DeviceEvent",
        type: "object",
        required: ["eventId", "type", "occurredAt"],
        properties: {
          eventId: {
            type: "string",
            maxLength: 64,
            description: "Unique within the device; the same again is ignored",
          },
          type: {
            type: "string",
            enum: Object.keys(deviceEventTypes),
            description: "What the kind of device may tell",
          },
          occurredAt: {
            type: "string",
            format: "date-time",
            description: `By the device's own clock; at most ${oldestDays} days before sentAt`,
          },
          sessionId: { type: "string", maxLength: 64, description: "One use by one person; all types but counted" },
          sku: { type: "string", maxLength: 64 },
          seconds: { type: "number" },
          pictureMade: { type: "boolean" },
          attributes: { type: "object", additionalProperties: { type: "string", maxLength: 40 } },
          entered: { type: "integer", description: "counted: people who came in since the last count" },
        },
      }),
    )
    .min(1)
    .max(500),
});

export const receiptSchema = z.object({
  accepted: z.int().describe("New and on disk"),
  duplicate: z.int().describe("Known already, ignored"),
  rejected: z.int().describe("Not taken: mend and send again, or let go"),
  clockSkewMs: z.number().describe("Our clock minus the device's"),
  errors: z.array(z.object({ index: z.int(), eventId: z.string().nullable(), path: z.string(), message: z.string() })),
});

export const codeAnswer = z.object({
  token: z.string().describe("For a mini program's own scene or page"),
  url: z.string().nullable().describe("What the screen shows as QR code; null until the public address is entered"),
  expiresAt: moment,
  consent: z.string().describe("What whoever keeps it agrees to"),
});

const pairingToken = z.string().min(1).max(64).describe("From the code on the screen");
export const lookBody = z.object({ token: pairingToken });
export const keepBody = z.object({
  token: pairingToken,
  appId: z.string().min(1).max(64),
  openid: z.string().min(1).max(64).describe("Of somebody who signed in to this mini program"),
  consentVersion: z.int().min(0).describe("Of the words that the customer agreed to"),
});
export const shownAnswer = z.object({
  storeName: z.string(),
  deviceName: z.string(),
  goods: z.array(z.string()),
  kept: z.boolean(),
  consent: z.string(),
  consentVersion: z.int(),
});

const notBought = {
  sku: z.string(),
  name: z.string().nullable(),
  priceFen: z.number().nullable(),
  times: z.int(),
  pictures: z.int().describe("Pictures that were made of it"),
  lastAt: moment,
  storeNo: z.int(),
  storeName: z.string(),
  attributes: z.array(z.object({ label: z.string(), value: z.string() })),
  promise: z
    .enum(["in_store", "ships", "stale", "none"])
    .nullable()
    .describe(
      "What that store can do about it now: from its shelves, shipped by a warehouse; null where nobody tells stock",
    ),
};
export const memberTrialsAnswer = z.object({
  withheld: z.boolean().describe("They refused profiling: nothing is shown"),
  tastes: z.array(
    z.object({
      name: z.enum(tasteNameList),
      label: z.string(),
      value: z.string(),
      confidence: z.int().describe("0–99: its share of what was seen of the attribute, times how much was seen"),
      level: z.enum(["firm", "likely", "faint"]),
      times: z.int(),
      lastAt: moment,
      expiresAt: moment,
    }),
  ),
  notBought: z.array(z.object(notBought)),
  uses: z.array(
    z.object({
      at: moment,
      deviceName: z.string(),
      kindLabel: z.string(),
      storeName: z.string(),
      goods: z.array(z.string()),
      pictures: z.int(),
    }),
  ),
});
export const followUpSchema = z.object({
  ...notBought,
  memberNo: z.int(),
  memberName: z.string().nullable(),
  guideName: z.string().nullable(),
});
