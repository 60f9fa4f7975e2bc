import { HandOverRefused } from "../../../engagement/index.ts";
import { WechatRefusal } from "../../wechat/index.ts";

/** A platform's refusal as the ledger of outbound messages understands it; other errors pass through. */
export async function asHandOver<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    throw new HandOverRefused({
      errcode: error.errcode,
      reason: error.cause,
      remedy: error.remedy,
      retry: error.retry === "safe" || error.retry === "after_wait" ? "later" : "never",
      uncertain: error.uncertain,
    });
  }
}

/** A message that this channel cannot carry. */
export function cannotCarry(reason: string, remedy: string): HandOverRefused {
  return new HandOverRefused({ errcode: 40058, reason, remedy, retry: "never", uncertain: false });
}
