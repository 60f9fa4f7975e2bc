import type { ShopOrder, ShopOrderProduct } from "@feilun/wechat-protocol";
import { describe, expect, it } from "vitest";
import { couponsOf, goodsFenOf, isGivenBack, paidAtOf, partiesOf, saleOf } from "./rules.ts";

const product = (more: Partial<ShopOrderProduct> = {}): ShopOrderProduct => ({
  product_id: "1",
  sku_id: "3704612354559743233",
  sku_cnt: 1,
  title: "面霜",
  sale_price: 10_000,
  ...more,
});
const order = (
  more: Partial<ShopOrder> = {},
  price: Partial<ShopOrder["order_detail"]["price_info"]> = {},
): ShopOrder => ({
  order_id: "3704612354559743232",
  create_time: 1_780_000_000,
  update_time: 1_780_000_000,
  status: 20,
  openid: "oBuyer",
  order_detail: {
    product_infos: [product()],
    pay_info: { pay_time: 1_780_000_060 },
    price_info: { product_price: 10_000, order_price: 10_000, freight: 0, ...price },
  },
  ...more,
});
const roles = (of: ShopOrder) => partiesOf(of).map(({ role, openid }) => `${role} ${openid}`);

describe("who is who in an order of the shop", () => {
  it("takes openid for the payer, in a gift for the receiver", () => {
    expect(roles(order())).toEqual(["payer oBuyer"]);
    const gift = { is_present: true, present_giver_openid: "oGiver" };
    expect(roles(order(gift))).toEqual(["payer oGiver", "receiver oBuyer"]);
    expect(roles(order({ ...gift, openid: "" }))).toEqual(["payer oGiver"]);
    expect(roles(order({ ...gift, openid: "oGiver" }))).toEqual(["payer oGiver"]);
  });

  it("has no payer where the merchant pays, and nothing paid", () => {
    const free = order({ is_present: true, order_present_info: { is_b2c_free_present: 1 } });
    expect(roles(free)).toEqual(["receiver oBuyer"]);
    expect(goodsFenOf(free)).toBe(0);
  });
});

describe("what an order of the shop is worth", () => {
  it("leaves freight out and takes discounts off the whole; a free gift is a line of price 0", () => {
    const of = order({}, { order_price: 9_800, freight: 800 });
    of.order_detail.product_infos.push(product({ sku_code: "GIFT", sale_price: 500, is_free_gift: true }));
    const { lines, discountLi } = saleOf(of);
    expect(lines.map(({ sku, unitPriceLi, amountLi }) => [sku, unitPriceLi, amountLi])).toEqual([
      ["3704612354559743233", 100_000, 100_000],
      ["GIFT", 0, 0],
    ]);
    expect(discountLi).toBe(10_000);
  });

  it("is paid by the time of payment, or by goods on their way where payment comes later", () => {
    expect(paidAtOf(order())).toEqual(new Date(1_780_000_060_000));
    const unpaid = order({ order_detail: { ...order().order_detail, pay_info: {} } });
    expect(paidAtOf({ ...unpaid, status: 10 })).toBeNull();
    expect(paidAtOf({ ...unpaid, status: 250 })).toBeNull();
    expect(paidAtOf({ ...unpaid, status: 30 })).toEqual(new Date(1_780_000_000_000));
    expect([isGivenBack(order({ status: 250 })), isGivenBack({ ...unpaid, status: 250 })]).toEqual([true, false]);
    expect(isGivenBack(order({ status: 200 }))).toBe(false);
  });

  it("names each coupon once", () => {
    const coupon = { user_coupon_id: "u", coupon_type: 1 as const, discounted_price: 1, coupon_id: "9007199254740993" };
    const of = order();
    of.order_detail.product_infos = [
      product({ order_product_coupon_info_list: [coupon] }),
      product({ order_product_coupon_info_list: [coupon] }),
    ];
    expect(couponsOf(of)).toEqual(["9007199254740993"]);
  });
});
