import { describe, expect, it } from "vitest";
import { readEvent } from "./read-event.ts";

describe("a mended event", () => {
  it("is taken when it has what every event has", () => {
    const event = { type: "page.viewed", occurredAt: "2026-01-02T09:12:33+08:00", identifiers: [] };
    expect(readEvent(JSON.stringify(event))).toEqual({ event });
  });

  it.each([
    ["{", "不是合法的 JSON"],
    ["[]", "应当是一个 { … } 对象"],
    ['{"occurredAt":"x","identifiers":[]}', "缺少 type"],
    ['{"type":"page.viewed","identifiers":[]}', "缺少 occurredAt"],
    ['{"type":"page.viewed","occurredAt":"x"}', "缺少 identifiers"],
  ])("%s is refused in words", (text, words) => {
    const read = readEvent(text);
    expect("problem" in read && read.problem).toContain(words);
  });
});
