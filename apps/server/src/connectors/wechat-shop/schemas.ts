import { z } from "zod";
import { phases } from "./sync/run.ts";
import { wayKindNames } from "./ways/vocabulary.ts";

const count = z.number().int();

export const shopParams = z.object({ accountId: z.uuid() });
export const runParams = z.object({ runId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
export const periodQuery = z.object({ from: z.iso.date(), to: z.iso.date() });

export const runAnswer = z.object({
  id: count,
  accountId: z.uuid(),
  kind: z.enum(["full", "reconcile"]),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  phase: z.enum(phases),
  since: z.string(),
  requestedBy: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  takes: count.describe("How often a worker took it up"),
  productsDone: count,
  ordersDone: count,
  aftersalesDone: count,
  membersDone: count,
  progress: z.number().min(0).max(1).describe("Of the present phase"),
  perSecond: z.number().nullable().describe("Orders per second since the run began"),
  warnings: z.array(z.string()),
  differences: z.array(z.object({ kind: z.string(), label: z.string(), count, examples: z.array(z.string()) })),
  failure: z.string().nullable(),
});

export const shopAnswer = z.object({
  accountId: z.uuid(),
  appId: z.string(),
  name: z.string(),
  storeCode: z.string().nullable().describe("Whose sales its orders are; null = headquarters' own"),
  storeName: z.string().nullable(),
  nightly: z.boolean(),
  version: count,
  products: count.describe("On sale"),
  orders: count.describe("Paid orders that are kept"),
  paidFen: count,
  refundedFen: count,
  gifts: count.describe("Gift orders, of the orders"),
  giftsWaiting: count.describe("Paid gifts that nobody has accepted yet"),
  members: count.describe("Members of the shop's membership"),
  membersWithPhone: count,
  sharers: count,
  lastCallbackAt: z.string().nullable(),
  lastRun: runAnswer.nullable(),
});

export const shopEdit = z.object({
  version: count.min(0),
  storeCode: z.string().trim().min(1).max(64).nullable().optional(),
  nightly: z.boolean().optional(),
});

export const wayAnswer = z.object({
  id: z.uuid(),
  kind: z.enum(wayKindNames),
  label: z.string(),
  codeId: z.uuid(),
  codeName: z.string(),
  fromDay: z.iso.date(),
  toDay: z.iso.date().nullable(),
  shown: count.describe("Buyers who were no contacts and met this way with an order of the period"),
  arrived: count.describe("Of those, who came through its code afterwards"),
});

export const conversionAnswer = z.object({
  buyers: count.describe("People who got goods of orders paid in the period"),
  already: count.describe("Friends of a guide when they first bought in the period"),
  followed: count.describe("Were not, and became friends afterwards"),
  open: count.describe("Were not, and are not"),
  anonymousOrders: count,
  ways: z.array(wayAnswer),
});

export const soldAnswer = z.object({
  scene: z.string().describe("In words"),
  liveId: z.string().nullable(),
  orders: count,
  buyers: count,
  amountFen: count,
  refundedFen: count,
});

export const buyerAnswer = z.object({
  memberNo: count,
  orders: count,
  amountFen: count,
  lastPaidAt: z.string(),
  scene: z.string().nullable().describe("Where the last order was placed, in words"),
  isGiftReceiver: z.boolean(),
  ways: z.array(z.string()).describe("Ways that they met with their orders, in words"),
  followedAt: z.string().nullable(),
});

export const sharerAnswer = z.object({
  openid: z.string(),
  nickname: z.string(),
  sharerType: count.describe("0 ordinary, 1 of the shop"),
  memberNo: count.nullable(),
  staffId: z.uuid().nullable(),
  staffName: z.string().nullable(),
  boundAt: z.string(),
  unboundAt: z.string().nullable(),
  orders: count.describe("Paid orders that they brought"),
  amountFen: count,
});
