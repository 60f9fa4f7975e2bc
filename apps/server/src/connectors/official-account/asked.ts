import { Refusal } from "../../kernel/errors.ts";
import { WechatRefusal } from "../wechat/index.ts";

/** A platform's refusal as the caller's. @throws Refusal `platform_refused` */
export async function asked<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error;
    throw new Refusal({ code: "platform_refused", status: 409, title: error.cause, detail: error.remedy });
  }
}
