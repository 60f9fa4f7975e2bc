import { PAY_NOTIFY_DELAYS } from "@feilun/wechat-protocol";
import { nowOf, secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { digits } from "../ids.ts";
import type { Merchant } from "../merchants/state.ts";
import { dayDigits } from "../time.ts";
import type { Notice } from "./state.ts";

/** What is told; the resource is sealed when it is sent. */
export interface NoticeDraft {
  readonly eventType: string;
  readonly originalType: string;
  readonly summary: string;
  readonly resource: object;
}

/** Tells the merchant at its address, with the documented repetitions until it is accepted. Without an address nobody is told. */
export function notify(
  world: World,
  merchant: Merchant,
  url: string | undefined,
  draft: NoticeDraft,
  delays: readonly number[] = PAY_NOTIFY_DELAYS,
): void {
  if (url === undefined) return;
  world.pay.notices.waiting.push({
    ...draft,
    id: `EV-${dayDigits(world)}${digits(world, 11)}`,
    mchid: merchant.mchid,
    url,
    resource: JSON.stringify(draft.resource),
    createdAt: secondsOf(world.clock),
    delays,
    tries: 0,
  });
}

const sendAgain = onDue<{ id: string }>("pay.notify_again", (world, { id }) => {
  const { scheduled, waiting } = world.pay.notices;
  const notice = scheduled.get(id);
  if (!notice) return;
  scheduled.delete(id);
  waiting.push(notice);
});

/** Sets the next attempt by the schedule; false when there is none left. */
export function scheduleNext(world: World, notice: Notice): boolean {
  const delay = notice.delays[notice.tries - 1];
  if (delay === undefined) return false;
  world.pay.notices.scheduled.set(notice.id, notice);
  sendAgain(world, nowOf(world.clock) + delay * 1000, { id: notice.id });
  return true;
}
