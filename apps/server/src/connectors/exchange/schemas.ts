import { z } from "zod";
import { identifierKindNames, memberAttributes, tagFamilyNames } from "../../customers/index.ts";

const nullableText = z.string().nullable();

export const systemSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: z.string().describe("Under which its own customer numbers are kept (`external_id`)"),
  unitId: z.uuid(),
  unitName: z.string(),
  keyHint: z.string(),
  personal: z.boolean().describe("Whether names and identifiers leave in the clear"),
  writes: z.boolean(),
  readAt: z.iso.datetime().nullable(),
  writtenAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  ended: z.boolean(),
  last30Days: z.object({
    reads: z.int(),
    membersRead: z.int(),
    writes: z.int(),
    tagsWritten: z.int(),
    rowsFailed: z.int(),
  }),
});

export const systemDetailSchema = systemSchema.extend({
  waiting: z
    .object({ members: z.int(), more: z.boolean() })
    .nullable()
    .describe("Changed since its last reading; null = never read"),
  days: z.array(
    z.object({
      day: z.string(),
      reads: z.int(),
      membersRead: z.int(),
      writes: z.int(),
      tagsWritten: z.int(),
      unchanged: z.int(),
      superseded: z.int(),
      rowsFailed: z.int(),
    }),
  ),
  failures: z.array(
    z.object({ id: z.int(), at: z.iso.datetime(), rowKey: z.string(), code: z.string(), message: z.string() }),
  ),
});

export const newSystemSchema = z.object({
  name: z.string().trim().min(1).max(60),
  scope: z
    .string()
    .trim()
    .regex(/^[a-zA-Z0-9_-]{2,32}$/, "只能用字母、数字、下划线和短横线，2 到 32 个")
    .describe("Kept with the system's own customer numbers"),
  unitId: z.uuid(),
  personal: z.boolean().default(false),
  writes: z.boolean().default(true),
});

const tagsOf = z.array(
  z.object({ tagNo: z.int(), dynamic: z.boolean().describe("Kept by a rule; not to be written") }),
);

export const changeSchema = z.object({
  memberNo: z.int(),
  state: z.enum(["active", "merged", "erased"]),
  mergedInto: z
    .int()
    .nullable()
    .describe("Of a merged number: whose customer it is now; that record is in the same answer"),
  record: z
    .object({
      externalId: nullableText.describe("Your own number for the customer"),
      name: nullableText,
      phone: nullableText,
      identifiers: z.array(z.object({ kind: z.enum(identifierKindNames), scope: z.string(), value: z.string() })),
      relation: z.string(),
      registeredAt: z.iso.datetime().nullable(),
      tier: nullableText,
      storeCode: nullableText,
      guideCode: nullableText,
      channel: nullableText,
      gender: nullableText,
      birthYear: z.int().nullable(),
      province: nullableText,
      city: nullableText,
      tags: tagsOf,
      sharingRefused: z.boolean(),
    })
    .nullable()
    .describe("null unless active"),
});

export const changesSchema = z.object({
  items: z.array(changeSchema),
  cursor: z.string().describe("Keep it; it is where the next reading goes on"),
  more: z.boolean().describe("More is there already: read on at once"),
});

export const tagSchema = z.object({
  tagNo: z.int(),
  name: z.string(),
  group: z.string(),
  family: z.enum(tagFamilyNames),
  dynamic: z.boolean(),
  members: z.int(),
  archived: z.boolean(),
  mergedInto: z.int().nullable(),
});

const label = z.string().trim().min(1).max(30);
export const ensureTagsBody = z.object({
  tags: z
    .array(z.object({ group: label, family: z.enum(tagFamilyNames), name: label }))
    .min(1)
    .max(2_000),
});
export const ensuredSchema = z.object({
  made: z.int(),
  tags: z.array(z.object({ group: z.string(), name: z.string(), tagNo: z.int(), dynamic: z.boolean() })),
});

const rowKey = z.string().min(1).max(64);
const identifier = z.object({
  kind: z.enum(identifierKindNames),
  scope: z.string().max(128).optional(),
  value: z.string().min(1).max(256),
});
const tagNo = z.int().min(1).max(2_147_483_647);
const instant = z.iso.datetime({ offset: true });

export const tagWritesBody = z.object({
  rows: z
    .array(
      z.object({
        key: rowKey,
        memberNo: z.int().min(1).max(2_147_483_647).optional(),
        externalId: z.string().min(1).max(128).optional(),
        identifier: identifier.optional(),
        add: z.array(tagNo).max(100).default([]),
        remove: z.array(tagNo).max(100).default([]),
        at: instant.optional().describe("When you decided so; older than the tag's last change here, it is not taken"),
      }),
    )
    .min(1)
    .max(2_000),
});
export const tagWritesAnswer = z.object({
  written: z.int(),
  unchanged: z.int(),
  superseded: z.int(),
  failed: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  moved: z.array(z.object({ key: z.string(), memberNo: z.int() })).describe("Rows whose number was merged"),
});

const { name, gender, birthday, province, city, remark } = memberAttributes;
export const memberWritesBody = z.object({
  rows: z
    .array(
      z.object({
        key: rowKey,
        externalId: z.string().trim().min(1).max(128),
        identifiers: z.array(identifier).max(10).default([]),
        attributes: z
          .object({
            name: name.schema.optional(),
            gender: gender.schema.optional(),
            birthday: birthday.schema.optional(),
            province: province.schema.optional(),
            city: city.schema.optional(),
            remark: remark.schema.optional(),
          })
          .default({}),
        storeCode: z.string().min(1).max(64).optional(),
        at: instant,
      }),
    )
    .min(1)
    .max(2_000),
});
export const memberWritesAnswer = z.object({
  changed: z.int(),
  members: z.array(z.object({ key: z.string(), memberNo: z.int(), isNew: z.boolean() })),
  failed: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
});
