import type { CallbackDialect } from "../../wechat/index.ts";
import { customerHandlers } from "../customers/handlers.ts";
import { directoryHandlers } from "../directory/handlers.ts";
import { groupHandlers } from "../groups/handlers.ts";
import { inheritanceHandlers } from "../inheritance/handlers.ts";
import { tagHandlers } from "../tags/handlers.ts";
import { sendWelcomesJob, welcomeEvents } from "../welcome/send-welcomes.ts";
import { wecomDialect } from "./dialect.ts";

/** WeCom's callbacks and all that they lead to here. */
export const wecomCallbacks: CallbackDialect = {
  ...wecomDialect({
    ...directoryHandlers,
    ...customerHandlers,
    ...tagHandlers,
    ...groupHandlers,
    ...inheritanceHandlers,
  }),
  urgent: { events: welcomeEvents, job: sendWelcomesJob },
};
