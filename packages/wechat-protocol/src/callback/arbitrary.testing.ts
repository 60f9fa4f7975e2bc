import fc from "fast-check";
import type { EventOf, EventTable } from "./events.ts";
import type { Field, Fields } from "./fields.ts";

/** Text as people and platforms write it: any script, markup, `]]>`; XML itself turns a carriage return into a newline. */
const anyText = fc
  .oneof(
    fc.string({ minLength: 1, unit: "grapheme" }),
    fc.constantFrom("]]>", "<xml>", "&lt;", "a,b", "李雷😀", " 两边 ", "0012"),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
  .map((value) => value.replace(/[\u0000-\u0008\u000b\u000c\r\u000e-\u001f\ufffe\uffff]/g, "x"))
  .filter((value) => value !== "");
const anyWord = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);

/** Any event of a table. */
export function anyEvent<T extends EventTable>(table: T): fc.Arbitrary<EventOf<T>> {
  const kinds = Object.entries(table).map(([kind, fields]) =>
    fc
      .tuple(
        fc.record(
          { toUserName: anyWord, fromUserName: anyWord, createTime: fc.nat(), agentId: anyWord },
          { requiredKeys: ["toUserName", "createTime"] },
        ),
        anyValues(fields),
      )
      .map(([envelope, values]) => ({ kind, ...envelope, ...values })),
  );
  return fc.oneof(...kinds) as unknown as fc.Arbitrary<EventOf<T>>;
}

function anyValues(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const model = Object.fromEntries(Object.entries(fields).map(([property, field]) => [property, anyValue(field)]));
  const requiredKeys = Object.keys(fields).filter((property) => !fields[property]?.optional);
  return fc.record(model, { requiredKeys }) as fc.Arbitrary<Record<string, unknown>>;
}

function anyValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.shape) {
    case "text":
      return anyText;
    case "number":
      return fc.integer();
    case "id":
      return fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String);
    case "commas":
      return fc.array(anyWord, { minLength: 1, maxLength: 4 });
    case "items":
      return fc.array(anyText, { minLength: 1, maxLength: 4 });
    case "group":
      return anyValues(field.fields).filter((values) => Object.keys(values).length > 0);
    case "rows":
      return fc.array(
        anyValues(field.fields).filter((values) => Object.keys(values).length > 0),
        { minLength: 1, maxLength: 3 },
      );
  }
}
