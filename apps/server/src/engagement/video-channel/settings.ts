import { z } from "zod";
import { defineSetting } from "../../kernel/settings.ts";

const percent = z.int().min(0).max(100);

/** When the four keys of a video channel are met (CH-17). Only the posts per week are the catalog's; the shares are ours to begin with. */
export const videoChannelSetting = defineSetting({
  key: "engagement.video_channel",
  schema: z
    .object({
      perWeekFrom: z.int().min(1).max(50).describe("Works a week, at least"),
      perWeekTo: z.int().min(1).max(50).describe("Works a week, at most"),
      weeks: z.int().min(2).max(26).describe("Complete weeks that are looked at"),
      steadyShare: percent.describe("Of these weeks, so many percent have works enough"),
      uniformShare: percent.describe("Of the works, so many percent carry cover, title and topics of the account"),
      themedShare: percent.describe("Of the works, so many percent are about the account's themes"),
      leadShare: percent.describe("Of the works, so many percent lead somewhere"),
    })
    .refine(({ perWeekFrom, perWeekTo }) => perWeekFrom <= perWeekTo, {
      path: ["perWeekTo"],
      message: "每周最多不能少于每周最少",
    }),
  initial: {
    perWeekFrom: 3,
    perWeekTo: 4,
    weeks: 4,
    steadyShare: 75,
    uniformShare: 80,
    themedShare: 80,
    leadShare: 60,
  },
});
