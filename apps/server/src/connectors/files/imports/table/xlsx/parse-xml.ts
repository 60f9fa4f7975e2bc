import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";

export interface XmlHandlers {
  /** `name` without its namespace prefix: some programs write `x:row`. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/** A parser that is fed piece by piece; throws at what is not well-formed. It knows no entities but XML's own five. */
export function createXmlParser(handlers: XmlHandlers): { write(text: string): void; end(): void } {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  const { open, text, close } = handlers;
  if (open) parser.on("opentag", (tag) => open(local(tag.name), tag.attributes as Record<string, string>));
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  if (close) parser.on("closetag", (tag) => close(local(tag.name)));
  return {
    write: (piece) => void parser.write(piece),
    end: () => void parser.close(),
  };
}

/** Parses a whole part of a workbook. */
export async function parseXml(source: Readable, handlers: XmlHandlers): Promise<void> {
  const parser = createXmlParser(handlers);
  source.setEncoding("utf8");
  for await (const piece of source) parser.write(piece as string);
  parser.end();
}

/** The attribute of that local name, whatever its prefix. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (name in attributes) return attributes[name];
  const key = Object.keys(attributes).find((each) => local(each) === name);
  return key === undefined ? undefined : attributes[key];
}
