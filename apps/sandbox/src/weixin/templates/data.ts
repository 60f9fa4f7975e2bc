import { WEIXIN_QUOTAS, type WeixinTemplateData } from "@feilun/wechat-protocol";
import { z } from "zod";
import { ApiRefusal } from "../../http/endpoint.ts";
import { charsOf } from "../read.ts";

/** `{ thing1: { value } }`; numbers are taken as their text. */
export const dataShape = z.record(
  z.string(),
  z.object({ value: z.union([z.string(), z.number()]).transform(String), color: z.string().optional() }),
);

const ASCII = /^[\x20-\x7e]*$/;
/** By the letters that a key begins with: wechat-api.md §2.4. A prefix that is not here takes anything. */
const RULES: Readonly<Record<string, (value: string) => boolean>> = {
  thing: (value) => charsOf(value) <= WEIXIN_QUOTAS.subscribeThing.amount,
  number: (value) => /^-?[\d.]+$/.test(value) && value.length <= WEIXIN_QUOTAS.subscribeNumber.amount,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => charsOf(value) <= WEIXIN_QUOTAS.subscribeSymbol.amount,
  character_string: (value) => ASCII.test(value) && value.length <= WEIXIN_QUOTAS.subscribeCharacterString.amount,
  time: (value) => /\d{1,2}:\d{2}/.test(value) || /\d{4}年?-?\/?\d{1,2}/.test(value),
  date: (value) => /\d{4}\D\d{1,2}\D\d{1,2}/.test(value),
  amount: (value) => /^[¥￥$€£]?-?\d{1,10}(,\d{3})*(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => charsOf(value) <= 8,
  name: (value) => charsOf(value) <= (ASCII.test(value) ? 20 : 10),
  phrase: (value) => charsOf(value) <= 5,
};

/** Refuses values that the template does not take: 47003 names the first field. */
export function checkData(keys: readonly string[], data: WeixinTemplateData): void {
  for (const key of keys) {
    const value = data[key]?.value;
    const fits = RULES[key.replace(/\d+$/, "")];
    if (value === undefined || value === "" || (fits && !fits(value)))
      throw new ApiRefusal(
        47003,
        `argument invalid! data.${key}.value ${value === undefined ? "is empty" : "invalid"}`,
      );
  }
}
