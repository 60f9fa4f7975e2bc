import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildXml, itemsOf, MAX_XML_BYTES, parseXml, textOf, XmlRefused } from "./xml.ts";

const entityBomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><xml><A>&b;</A></xml>`;
const external = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><A>&f;</A></xml>`;

describe("parseXml", () => {
  it.each([
    ["an entity bomb", entityBomb, "doctype"],
    ["an external entity", external, "doctype"],
    ["an entity in lower case", "<!doctype a><xml/>", "doctype"],
    ["deep nesting", `<xml>${"<a>".repeat(2000)}${"</a>".repeat(2000)}</xml>`, "too_deep"],
    ["more than it takes", `<xml><A>${"x".repeat(MAX_XML_BYTES)}</A></xml>`, "oversized"],
    ["more bytes than it takes", `<xml><A>${"字".repeat(MAX_XML_BYTES / 3)}</A></xml>`, "oversized"],
    ["an unclosed document", "<xml><A>1</A>", "malformed"],
    ["crossed elements", "<xml><A>1</B></xml>", "malformed"],
    ["a truncated CDATA", "<xml><A><![CDATA[abc</A></xml>", "malformed"],
    ["another root", "<html></html>", "malformed"],
    ["two roots", "<xml></xml><xml></xml>", "malformed"],
    ["text only", "hello", "malformed"],
    ["nothing", "", "malformed"],
    ["JSON", '{"a":1}', "malformed"],
    ["an element named __proto__", "<xml><__proto__><x>1</x></__proto__></xml>", "malformed"],
  ])("refuses %s", (_, body, reason) => {
    const parse = () => parseXml(body);
    expect(parse).toThrow(XmlRefused);
    expect(parse).toThrow(expect.objectContaining({ reason }));
  });

  it("never throws anything but its refusal, whatever arrives", () => {
    const pieces = fc.constantFrom(
      "<xml>",
      "</xml>",
      "<A>",
      "</A>",
      "<![CDATA[",
      "]]>",
      "&lt;",
      "<!--",
      "-->",
      "<?",
      "a",
      "字",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        try {
          parseXml(parts.join(""));
        } catch (error) {
          expect(error).toBeInstanceOf(XmlRefused);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves entities and digits as they stand", () => {
    expect(parseXml("<xml><A>&lt;&a;</A><B>0012</B><C/></xml>")).toEqual({ A: "&lt;&a;", B: "0012", C: "" });
  });

  it("gives one item and many alike", () => {
    expect(itemsOf(parseXml("<xml><L><Item>a</Item></L></xml>"), "L")).toEqual(["a"]);
    expect(itemsOf(parseXml("<xml><L><Item>a</Item><Item>b</Item></L></xml>"), "L")).toEqual(["a", "b"]);
    expect(itemsOf(parseXml("<xml><L></L></xml>"), "L")).toEqual([]);
    expect(itemsOf(parseXml("<xml/>"), "L")).toEqual([]);
  });
});

describe("buildXml", () => {
  it("writes texts as CDATA, numbers and 64-bit ids plain, and leaves out what is undefined", () => {
    expect(buildXml({ A: "a", B: 2, C: 3_705_115_058_471_208_928n, D: undefined, E: { F: ["x", "y"] } })).toBe(
      "<xml><A><![CDATA[a]]></A><B>2</B><C>3705115058471208928</C><E><F><![CDATA[x]]></F><F><![CDATA[y]]></F></E></xml>",
    );
  });

  it("keeps text that ends a CDATA from ending it", () => {
    expect(textOf(parseXml(buildXml({ A: "x]]><B>1</B>" })), "A")).toBe("x]]><B>1</B>");
  });
});
