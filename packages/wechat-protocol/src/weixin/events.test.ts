import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvent } from "../callback/arbitrary.testing.ts";
import { buildJsonCallback, parseJsonCallback } from "../callback/json.ts";
import { buildXml, parseXml } from "../callback/xml.ts";
import { parseShopEvent, SHOP_EVENTS, shopEventKey, writeShopEvent } from "../shop/events.ts";
import { parseWeixinEvent, WEIXIN_EVENTS, weixinEventKey, writeWeixinEvent } from "./events.ts";

const head =
  "<ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName><CreateTime>1700000000</CreateTime><MsgType>event</MsgType>";
const parse = (inner: string) => parseWeixinEvent(parseXml(`<xml>${head}${inner}</xml>`));

describe("callbacks of official accounts and mini programs", () => {
  it("writes every event so that it reads back the same, in XML and in JSON", () => {
    fc.assert(
      fc.property(anyEvent(WEIXIN_EVENTS), (event) => {
        expect(parseWeixinEvent(parseXml(buildXml(writeWeixinEvent(event))))).toEqual(event);
        expect(parseWeixinEvent(parseJsonCallback(buildJsonCallback(writeWeixinEvent(event))))).toEqual(event);
      }),
      { numRuns: 800 },
    );
  });

  it("tells where a follower came from", () => {
    expect(parse("<Event>subscribe</Event><EventKey>qrscene_store_7</EventKey><Ticket>T</Ticket>")).toMatchObject({
      kind: "subscribe",
      fromUserName: "oA",
      eventKey: "qrscene_store_7",
      ticket: "T",
    });
  });

  it("reads a subscription list bare, single, wrapped, and wrapped by the sample's wrong name", () => {
    const item = { TemplateId: "t1", SubscribeStatusString: "reject" };
    const body = { ToUserName: "gh_1", FromUserName: "oA", CreateTime: 1_700_000_000, MsgType: "event" };
    for (const List of [item, [item]])
      expect(
        parseWeixinEvent(parseJsonCallback(JSON.stringify({ ...body, Event: "subscribe_msg_change_event", List }))),
      ).toMatchObject({ event: { list: [{ templateId: "t1", subscribeStatusString: "reject" }] } });
    const list = "<List><TemplateId>t1</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>";
    for (const name of ["SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent"])
      expect(parse(`<Event>subscribe_msg_change_event</Event><${name}>${list}</${name}>`)).toMatchObject({
        kind: "subscribe_msg_change_event",
        event: { list: [{ templateId: "t1" }] },
      });
  });

  it("keys messages by MsgId and events by sender and second", () => {
    const follow = parse("<Event>subscribe</Event>");
    expect(weixinEventKey(follow)).toBe(weixinEventKey(parse("<Event>subscribe</Event>")));
    expect(weixinEventKey(follow)).not.toBe(weixinEventKey(parse("<Event>unsubscribe</Event>")));
  });
});

describe("callbacks of WeChat shops", () => {
  it("writes every event so that it reads back the same, in XML and in JSON", () => {
    fc.assert(
      fc.property(anyEvent(SHOP_EVENTS), (event) => {
        expect(parseShopEvent(parseXml(buildXml(writeShopEvent(event))))).toEqual(event);
        expect(parseShopEvent(parseJsonCallback(buildJsonCallback(writeShopEvent(event))))).toEqual(event);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps every digit of an order id beyond 2^53, which JSON sends as a number", () => {
    const body = `{"ToUserName":"gh_s","FromUserName":"oA","CreateTime":1700000000,"MsgType":"event","Event":"channels_ec_order_pay","order_info":{"order_id":3705115058471208928,"pay_time":1700000000}}`;
    const event = parseShopEvent(parseJsonCallback(body));
    expect(event).toMatchObject({
      kind: "channels_ec_order_pay",
      orderInfo: { orderId: "3705115058471208928", payTime: 1_700_000_000 },
    });
    expect(shopEventKey(event)).toBe(shopEventKey(parseShopEvent(parseJsonCallback(body))));
    expect(
      buildJsonCallback(writeShopEvent(event as Extract<typeof event, { kind: "channels_ec_order_pay" }>)),
    ).toContain('"order_id":3705115058471208928');
  });

  it.each([
    "",
    "[]",
    "1",
    "null",
    "{",
    '"x"',
    `{"a":${"[".repeat(40)}${"]".repeat(40)}}`,
    `{"a":"${"x".repeat(262_144)}"}`,
  ])("refuses a body that is no callback: %.40s", (body) =>
    expect(() => parseJsonCallback(body)).toThrow(expect.objectContaining({ name: "XmlRefused" })),
  );
});
