import { ADD_WAY } from "@feilun/wechat-protocol";
import { say } from "../../world/chats.ts";
import { secondsOf } from "../../world/clock.ts";
import { onDue } from "../../world/schedule.ts";
import type { World } from "../../world/world.ts";
import { dropFollow, enterFollow, followOf } from "../customers/relations.ts";
import { tellCustomerEvent } from "../tell.ts";
import type { Transfer } from "./state.ts";

/** Schedules the end of the 24 hours of the transfer at this place in the list. */
export const scheduleTransfer = onDue<number>("wecom.transfer", (world, place) => {
  const transfer = world.wecom.inheritance.transfers[place];
  if (transfer?.status === 2) completeTransfer(world, transfer);
});

/** The takeover comes into effect, or fails where the new member's customers are at their cap. */
export function completeTransfer(world: World, transfer: Transfer): void {
  const { handover, takeover, externalUserid } = transfer;
  const former = followOf(world, handover, externalUserid);
  const taker = world.wecom.contacts.members.get(takeover.toLowerCase());
  if (!former || taker?.status !== 1) {
    failTransfer(world, transfer, "customer_refused");
    return;
  }
  const held = world.wecom.customers.customersOf.get(takeover)?.size ?? 0;
  const friends = followOf(world, takeover, externalUserid)?.status === "confirmed";
  if (!friends && held >= taker.customerCap) {
    failTransfer(world, transfer, "customer_limit_exceed");
    return;
  }
  transfer.status = 1;
  transfer.takeoverAt = secondsOf(world.clock);
  dropFollow(world, handover, externalUserid);
  if (transfer.kind === "on_job")
    tellCustomerEvent(world, "del_external_contact", handover, externalUserid, { Source: "DELETE_BY_TRANSFER" });
  if (!friends) {
    const { remark, description, remarkCompany, remarkMobiles, tags, state } = former;
    enterFollow(world, {
      userid: takeover,
      externalUserid,
      addWay: ADD_WAY.assignedByAdmin,
      state,
      operUserid: taker.userid,
      remark,
      description,
      remarkCompany,
      remarkMobiles: [...remarkMobiles],
      tags: new Set(tags),
    });
    // Who once gave this customer away is not told of getting them back.
    const gaveAway = world.wecom.inheritance.ofCustomer
      .get(externalUserid)
      ?.some((known) => known.status === 1 && known.handover === takeover);
    if (!gaveAway)
      tellCustomerEvent(world, "add_external_contact", takeover, externalUserid, { State: state || undefined });
  }
  const content = transfer.message || `您好，我是${taker.name}，接下来由我为您服务`;
  say(world, `wecom/${takeover}/${externalUserid}`, { from: takeover, msgtype: "text", content: { content } });
}

/** The takeover does not happen; the customer stays where they were. */
export function failTransfer(
  world: World,
  transfer: Transfer,
  reason: "customer_refused" | "customer_limit_exceed",
): void {
  transfer.status = reason === "customer_refused" ? 3 : 4;
  transfer.takeoverAt = secondsOf(world.clock);
  tellCustomerEvent(world, "transfer_fail", transfer.takeover, transfer.externalUserid, { FailReason: reason });
}
