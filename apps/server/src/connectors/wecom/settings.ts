import { z } from "zod";
import { tagFamilyNames } from "../../customers/index.ts";
import { defineSetting } from "../../kernel/settings.ts";

/** How the directory of WeCom is laid onto our organisation (IN-01). */
export const directorySetting = defineSetting({
  key: "wecom.directory",
  schema: z.object({
    /** By which marks a department is taken for a unit, first to last. */
    departmentMarks: z.array(z.enum(["code", "name"])),
    /** A member whom no mark ties to staff: somebody decides, or a staff record is made at the department's unit. */
    strangers: z.enum(["propose", "create"]),
    /** The role that new staff get. */
    roleCode: z.string().min(1),
    /** Leaving WeCom ends the staff record at once, or waits for a person's word. */
    leavers: z.enum(["confirm", "end"]),
  }),
  initial: { departmentMarks: ["code", "name"], strangers: "propose", roleCode: "guide", leavers: "confirm" },
});

/** What syncing takes and gives. */
export const syncSetting = defineSetting({
  key: "wecom.sync",
  schema: z.object({
    /** Whom a customer of several guides belongs to: who came first, or last. */
    binding: z.enum(["first", "latest"]),
    /** Tags: WeCom's marks are taken over; ours are handed to WeCom. */
    tagsIn: z.boolean(),
    tagsOut: z.boolean(),
    /** Family in which groups of tags from WeCom are opened. */
    tagFamily: z.enum(tagFamilyNames),
    /** Nightly reconciliation. */
    nightly: z.boolean(),
  }),
  initial: { binding: "first", tagsIn: true, tagsOut: true, tagFamily: "identity", nightly: true },
});

/** What a new contact is greeted with where no code says otherwise; {导购} and {门店} are filled in. */
export const welcomeSetting = defineSetting({
  key: "wecom.welcome",
  schema: z.object({ enabled: z.boolean(), text: z.string().trim().max(1000) }),
  initial: { enabled: true, text: "您好，我是{门店}的{导购}，很高兴为您服务！" },
});
