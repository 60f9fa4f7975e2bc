import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvent } from "../callback/arbitrary.testing.ts";
import { buildXml, parseXml } from "../callback/xml.ts";
import { parseWecomEvent, WECOM_EVENTS, wecomEventKey, writeWecomEvent } from "./events.ts";

/** The documents of wecom-api.md §4.2 and §21. */
const added = `<xml><ToUserName><![CDATA[wwcorp]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[u1]]></UserID><ExternalUserID><![CDATA[wmA]]></ExternalUserID><State><![CDATA[ch_01]]></State><WelcomeCode><![CDATA[WC1]]></WelcomeCode></xml>`;
const joined = `<xml><ToUserName><![CDATA[wwcorp]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>1700000100</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_chat]]></Event><ChatId><![CDATA[wrG1]]></ChatId><ChangeType><![CDATA[update]]></ChangeType><UpdateDetail><![CDATA[add_member]]></UpdateDetail><JoinScene>3</JoinScene><QuitScene>0</QuitScene><MemChangeCnt>1</MemChangeCnt><MemChangeList><Item>wmA</Item></MemChangeList><LastMemVer>v1</LastMemVer><CurMemVer>v2</CurMemVer></xml>`;
const tagMade = `<xml><ToUserName><![CDATA[wwcorp]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>1700000200</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_tag]]></Event><Id><![CDATA[etT1]]></Id><TagType><![CDATA[tag]]></TagType><ChangeType><![CDATA[create]]></ChangeType></xml>`;
const kfNews = `<xml><ToUserName><![CDATA[wwcorp]]></ToUserName><CreateTime>1700000300</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[tkn]]></Token><OpenKfId><![CDATA[wk1]]></OpenKfId></xml>`;

const parse = (xml: string) => parseWecomEvent(parseXml(xml));
const key = (xml: string) => wecomEventKey(parse(xml));

describe("WeCom callbacks", () => {
  it.each([
    [
      added,
      {
        kind: "change_external_contact.add_external_contact",
        createTime: 1_700_000_000,
        userId: "u1",
        externalUserId: "wmA",
        state: "ch_01",
        welcomeCode: "WC1",
      },
    ],
    [
      joined,
      { kind: "change_external_chat.update", chatId: "wrG1", joinScene: 3, quitScene: 0, memChangeList: ["wmA"] },
    ],
    [tagMade, { kind: "change_external_tag.create", id: "etT1", tagType: "tag" }],
    [kfNews, { kind: "kf_msg_or_event", token: "tkn", openKfId: "wk1" }],
  ])("reads the documented sample %#", (xml, expected) => {
    expect(parse(xml)).toMatchObject(expected);
  });

  it("writes every event so that it reads back the same", () => {
    fc.assert(
      fc.property(anyEvent(WECOM_EVENTS), (event) => {
        expect(parse(buildXml(writeWecomEvent(event)))).toEqual(event);
      }),
      { numRuns: 1500 },
    );
  });

  it("parks what it does not know, with the reason", () => {
    expect(parse(added.replace("add_external_contact", "added_in_2030"))).toMatchObject({
      kind: "unknown",
      reason: "not_known",
      detail: "change_external_contact.added_in_2030",
      createTime: 1_700_000_000,
    });
    expect(parse(added.replace(/<UserID>.*?<\/UserID>/, ""))).toMatchObject({
      kind: "unknown",
      reason: "field_missing",
      detail: "UserID",
    });
    expect(parse(added.replace("1700000000", "soon"))).toMatchObject({ reason: "field_missing", detail: "CreateTime" });
    expect(parse("<xml></xml>")).toMatchObject({ kind: "unknown", detail: "" });
  });

  it("is not misled by elements named like object members", () => {
    expect(parse("<xml><MsgType>event</MsgType><Event>toString</Event></xml>")).toMatchObject({ kind: "unknown" });
  });
});

describe("wecomEventKey", () => {
  it("is the same for each delivery of one event", () => {
    expect(key(added)).toBe(key(added));
    expect(key(added)).toBe(key(added.replace("WC1", "WC2")));
  });

  it.each([
    ["ExternalUserID", added.replace("wmA", "wmB")],
    ["UserID", added.replace("[u1]", "[u2]")],
    ["CreateTime", added.replace("1700000000", "1700000001")],
    ["ChangeType", added.replace("add_external", "add_half_external")],
    ["State", added.replace("ch_01", "ch_02")],
    ["corp", added.replace("wwcorp", "wwother")],
  ])("tells events of sys in the same second apart by %s", (_, other) => {
    expect(key(other)).not.toBe(key(added));
  });

  it("tells two member changes of one group in one second apart by version", () => {
    expect(key(joined)).not.toBe(key(joined.replace(">v1<", ">v2<").replace(">v2</Cur", ">v3</Cur")));
  });

  it("keys messages by MsgId and unknown events by all they carry", () => {
    const message = `<xml><ToUserName>ww</ToUserName><FromUserName>u1</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>hi</Content><MsgId>77</MsgId><AgentID>1</AgentID></xml>`;
    expect(key(message)).toBe("ww:msg:77");
    const strange = added.replace("add_external_contact", "new_thing");
    expect(key(strange)).toBe(key(strange));
    expect(key(strange)).not.toBe(key(strange.replace("wmA", "wmB")));
  });

  it("stays within 220 characters", () => {
    fc.assert(fc.property(anyEvent(WECOM_EVENTS), (event) => wecomEventKey(event).length <= 220));
  });
});
