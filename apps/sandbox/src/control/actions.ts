import { adsActions } from "../ads/actions.ts";
import { payActions } from "../pay/client/actions.ts";
import { authoriseActions } from "../phone-server/authorise.ts";
import { phoneActions } from "../phone-server/scan.ts";
import { shopActions } from "../shop/client/actions.ts";
import { wecomActions } from "../wecom/client/actions.ts";
import { weixinActions } from "../weixin/client/actions.ts";
import type { Action } from "./action.ts";
import { peopleActions } from "./people-actions.ts";
import { worldActions } from "./world-actions.ts";

/** Every action by its name. */
export const actions: ReadonlyMap<string, Action> = new Map(
  [
    ...worldActions,
    ...peopleActions,
    ...wecomActions,
    ...weixinActions,
    ...shopActions,
    ...payActions,
    ...adsActions,
    ...phoneActions,
    ...authoriseActions,
  ].map((known) => [known.name, known]),
);
