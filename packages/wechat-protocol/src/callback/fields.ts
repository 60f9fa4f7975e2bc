import { itemsOf, type XmlDraft, type XmlNode, type XmlValue } from "./xml.ts";

/** How one value of a callback stands on the wire. One description serves reading, writing and the inferred type. */
export type Field =
  | { readonly shape: "text" | "number" | "id" | "commas"; readonly name: string; readonly optional?: true }
  | {
      readonly shape: "items";
      readonly name: string;
      /** The element that repeats inside `name`; without it `name` itself repeats. */
      readonly item?: string;
      readonly optional?: true;
    }
  | { readonly shape: "group"; readonly name: string; readonly fields: Fields; readonly optional?: true }
  | {
      readonly shape: "rows";
      readonly name: string;
      /** The element that repeats inside `name`; without it `name` itself repeats. */
      readonly item?: string;
      readonly fields: Fields;
      readonly optional?: true;
    };
export interface Fields {
  readonly [property: string]: Field;
}

type ValueOf<F> = F extends { shape: "text" | "id" }
  ? string
  : F extends { shape: "number" }
    ? number
    : F extends { shape: "commas" | "items" }
      ? readonly string[]
      : F extends { shape: "group"; fields: infer G extends Fields }
        ? ValuesOf<G>
        : F extends { shape: "rows"; fields: infer G extends Fields }
          ? readonly ValuesOf<G>[]
          : never;
type OptionalNames<F extends Fields> = { [P in keyof F]: F[P] extends { optional: true } ? P : never }[keyof F];

/** The object that a set of fields describes. */
export type ValuesOf<F extends Fields> = {
  readonly [P in Exclude<keyof F, OptionalNames<F>>]: ValueOf<F[P]>;
} & { readonly [P in OptionalNames<F>]?: ValueOf<F[P]> };

/** A text element. */
export function text<N extends string>(name: N) {
  return { shape: "text", name } as const;
}
/** A number element. */
export function number<N extends string>(name: N) {
  return { shape: "number", name } as const;
}
/** A 64-bit number, kept as its digits: it would lose some as a number. */
export function id<N extends string>(name: N) {
  return { shape: "id", name } as const;
}
/** One element with a comma list, e.g. `<Department>1,2</Department>`. */
export function commas<N extends string>(name: N) {
  return { shape: "commas", name } as const;
}
/** Texts in repeated elements, e.g. `<MemChangeList><Item>…</Item></MemChangeList>`, or `name` repeated without `item`. */
export function items<N extends string>(name: N, item?: string) {
  return { shape: "items", name, item } as const;
}
/** An element with elements of its own. */
export function group<N extends string, F extends Fields>(name: N, fields: F) {
  return { shape: "group", name, fields } as const;
}
/** Repeated elements with elements of their own, inside `name` when `item` is given. */
export function rows<N extends string, F extends Fields>(name: N, fields: F, item?: string) {
  return { shape: "rows", name, fields, item } as const;
}
/** A field that may be absent; on the wire an empty element counts as absent. */
export function optional<F extends Field>(field: F): F & { readonly optional: true } {
  return { ...field, optional: true };
}

/** Names the first wire element that is missing or not of its kind. */
export class FieldMissing extends Error {
  readonly element: string;
  constructor(element: string) {
    super(`element ${element} is missing or malformed`);
    this.name = "FieldMissing";
    this.element = element;
  }
}

/**
 * Reads the described values; elements that no field names are passed over.
 * @throws {FieldMissing}
 */
export function readFields<F extends Fields>(fields: F, node: XmlNode): ValuesOf<F> {
  const values: Record<string, unknown> = {};
  for (const [property, field] of Object.entries(fields)) {
    const value = readField(field, node);
    if (value !== undefined) values[property] = value;
    else if (!field.optional) throw new FieldMissing(field.name);
  }
  return values as ValuesOf<F>;
}

/** The opposite of {@link readFields}. */
export function writeFields<F extends Fields>(fields: F, values: ValuesOf<F>): XmlDraft {
  const draft: Record<string, XmlDraft[string]> = {};
  for (const [property, field] of Object.entries(fields)) {
    const value = (values as Record<string, unknown>)[property];
    if (value !== undefined) draft[field.name] = writeField(field, value);
  }
  return draft;
}

function readField(field: Field, node: XmlNode): unknown {
  const value = node[field.name];
  switch (field.shape) {
    case "text":
      return typeof value === "string" && !(field.optional && value === "") ? value : undefined;
    case "number":
      return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
    case "id":
      return typeof value === "string" && /^\d{1,20}$/.test(value) ? value : undefined;
    case "commas":
      if (typeof value !== "string" || (field.optional && value === "")) return undefined;
      return value === "" ? [] : value.split(",").map((part) => part.trim());
    case "items":
      return value === undefined ? undefined : repeated(node, field).filter(isText);
    case "group":
      return isNode(value) ? readFields(field.fields, value) : undefined;
    case "rows":
      if (value === undefined) return undefined;
      return repeated(node, field)
        .filter(isNode)
        .map((row) => readFields(field.fields, row));
  }
}

/** One or many: a single element arrives without an array, in XML and in JSON alike. */
function repeated(node: XmlNode, field: { readonly name: string; readonly item?: string }): readonly XmlValue[] {
  if (field.item) return itemsOf(node, field.name, field.item);
  const value = node[field.name];
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value : [value as XmlValue];
}

function writeField(field: Field, value: unknown): XmlDraft[string] {
  switch (field.shape) {
    case "text":
      return value as string;
    case "number":
      return value as number;
    case "id":
      return BigInt(value as string);
    case "commas":
      return (value as readonly string[]).join(",");
    case "items":
      return field.item ? { [field.item]: value as readonly string[] } : (value as readonly string[]);
    case "group":
      return writeFields(field.fields, value as ValuesOf<Fields>);
    case "rows": {
      const written = (value as readonly ValuesOf<Fields>[]).map((row) => writeFields(field.fields, row));
      return field.item ? { [field.item]: written } : written;
    }
  }
}

function isText(value: XmlValue): value is string {
  return typeof value === "string";
}

function isNode(value: XmlValue | undefined): value is XmlNode {
  return typeof value === "object" && !Array.isArray(value);
}
