import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { ApiRefusal } from "../../http/endpoint.ts";
import { completeTransfer, failTransfer } from "../inheritance/complete.ts";

/** What a customer does when told that another member will look after them. */
export const transferActions: readonly Action[] = [
  action("wecom.see_transfers", z.object({ externalUserid: z.string() }), (world, { externalUserid }) => ({
    transfers: (world.wecom.inheritance.ofCustomer.get(externalUserid) ?? []).filter(({ status }) => status === 2),
  })),
  action(
    "wecom.answer_transfer",
    z.object({ externalUserid: z.string(), takeover: z.string(), accept: z.boolean() }),
    (world, { externalUserid, takeover, accept }) => {
      const waiting = world.wecom.inheritance.ofCustomer
        .get(externalUserid)
        ?.find((transfer) => transfer.status === 2 && transfer.takeover === takeover);
      if (!waiting) throw new ApiRefusal(40096, "没有等待确认的继承");
      if (accept) completeTransfer(world, waiting);
      else failTransfer(world, waiting, "customer_refused");
    },
  ),
];
