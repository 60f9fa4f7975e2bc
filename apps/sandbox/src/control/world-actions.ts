import { z } from "zod";
import { nowOf, setClockSpeed } from "../world/clock.ts";
import { opaqueId } from "../world/random.ts";
import { passTime } from "../world/schedule.ts";
import { type Action, action } from "./action.ts";

const fault = z.object({
  platform: z.enum(["wecom", "weixin", "pay", "ads"]),
  path: z.string().min(1),
  what: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("errcode"), errcode: z.int() }),
    z.object({ kind: z.literal("refusal"), code: z.string().min(1) }),
    z.object({ kind: z.literal("http_status"), status: z.int().min(400).max(599) }),
    z.object({ kind: z.literal("slow"), ms: z.int().min(1).max(600_000) }),
    z.object({ kind: z.literal("lost_answer") }),
    z.object({ kind: z.literal("lost_request") }),
    z.object({ kind: z.literal("duplicate") }),
    z.object({ kind: z.literal("delay"), ms: z.int().min(1).max(600_000) }),
    z.object({ kind: z.literal("drop") }),
    z.object({ kind: z.literal("probe") }),
  ]),
  times: z.int().min(1).optional(),
  share: z.number().gt(0).max(1).optional(),
});

/** The clock and what goes wrong. */
export const worldActions: readonly Action[] = [
  action("clock.advance", z.object({ ms: z.int().min(0) }), (world, { ms }) => {
    passTime(world, ms);
    return { now: nowOf(world.clock) };
  }),
  action("clock.speed", z.object({ speed: z.number().min(0).max(100_000) }), (world, { speed }) => {
    setClockSpeed(world.clock, speed);
  }),
  action("faults.add", fault, (world, { times, share, ...rest }) => {
    const ofPay = rest.what.kind === "refusal" || rest.what.kind === "probe";
    if (ofPay && rest.platform !== "pay") throw new RangeError(`${rest.what.kind} 只用于微信支付（platform: pay）`);
    if (rest.what.kind === "errcode" && rest.platform === "pay")
      throw new RangeError("微信支付没有 errcode：用 refusal 和它的错误码，如 SYSTEM_ERROR");
    const id = opaqueId(world.random, "f", 8);
    world.faults.push({ ...rest, id, left: times, share: share ?? 1 });
    return { id };
  }),
  action("faults.remove", z.object({ id: z.string() }), (world, { id }) => {
    world.faults = world.faults.filter((known) => known.id !== id);
  }),
  action("faults.clear", z.object({}), (world) => {
    world.faults = [];
  }),
];
