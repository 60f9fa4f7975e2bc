import { forbidden } from "../kernel/errors.ts";
import type { Actor } from "../kernel/http/actor.ts";
import { seesWholeChain } from "../organization/index.ts";

/** Dead letters and totals belong to no store yet: they are for those who see the whole chain. */
export function requireWholeChain(actor: Actor): void {
  if (!seesWholeChain(actor)) throw forbidden("异常事件和对账只对总部开放，请联系总部管理员");
}
