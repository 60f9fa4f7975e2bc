import { z } from "zod";

const figures = {
  visits: z.int().describe("Openings by a card"),
  newMembers: z.int().describe("People known on no front before"),
  orders: z.int().describe("Mini-program orders within `orderHours` after such an opening"),
  amountFen: z.int(),
};

export const sharesAnswer = z.object({
  orderHours: z.int(),
  total: z.object(figures),
  sharers: z
    .array(
      z.object({
        memberNo: z.int().nullable().describe("Null = somebody of the staff, or a person who was erased"),
        staffName: z.string().nullable(),
        storeName: z.string().nullable(),
        cards: z.int(),
        ...figures,
      }),
    )
    .describe("Whose cards were opened most, the first 30"),
  hands: z
    .array(z.object({ hand: z.int(), cards: z.int(), visits: z.int(), orders: z.int() }))
    .describe("1 = straight from the first sharer, 2 = passed on by somebody who came by a card, and so on"),
});

export const shareBody = z.object({
  appId: z.string().min(1).max(64),
  openid: z.string().min(1).max(64),
  page: z.string().trim().min(1).max(256),
  title: z.string().trim().max(60).default(""),
});
