import type { CallbackDialect } from "../../wechat/index.ts";
import { wecomDialect } from "./dialect.ts";

/** WeCom's callbacks and all that they lead to here. */
export const wecomCallbacks: CallbackDialect = wecomDialect({});
