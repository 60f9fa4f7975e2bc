/** The part of JSON Schema that event types use. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface PropertyWords {
  readonly name: string;
  readonly required: boolean;
  /** What it takes, such as 整数，0 到 100. */
  readonly takes: string;
  readonly description: string;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "文字",
  integer: "整数",
  number: "数字",
  boolean: "是 / 否",
  array: "列表",
  object: "对象",
  null: "空",
};

const formatNames: Readonly<Record<string, string>> = {
  "date-time": "时间（带时区）",
  date: "日期",
  uri: "网址",
  uuid: "UUID",
  email: "邮箱",
};

/** Whether a bound says something a person wants to know, rather than the size of a machine's integer. */
function matters(bound: number | undefined): bound is number {
  return bound !== undefined && Math.abs(bound) < 9_007_199_254_740_991;
}

/** What a value must be, in a few words. */
export function schemaWords(schema: JsonSchema): string {
  if (schema.const !== undefined) return `固定为 ${String(schema.const)}`;
  if (schema.enum) return `${schema.enum.map(String).join(" / ")} 之一`;
  if (schema.anyOf) return schema.anyOf.map(schemaWords).join("，或 ");
  const types = Array.isArray(schema.type) ? schema.type : schema.type ? [schema.type as string] : [];
  if (types.includes("array")) return schema.items ? `列表，每项为${schemaWords(schema.items)}` : "列表";
  if (schema.format && formatNames[schema.format]) return formatNames[schema.format] as string;
  const name = types.map((type) => typeNames[type] ?? type).join(" / ") || "任意值";
  const low = matters(schema.minimum)
    ? schema.minimum
    : matters(schema.exclusiveMinimum)
      ? schema.exclusiveMinimum
      : undefined;
  const high = matters(schema.maximum) ? schema.maximum : undefined;
  const bounds =
    low !== undefined && high !== undefined
      ? `${low} 到 ${high}`
      : low !== undefined
        ? `不小于 ${low}`
        : high !== undefined
          ? `不大于 ${high}`
          : "";
  const length = schema.maxLength !== undefined && types.includes("string") ? `最长 ${schema.maxLength} 字` : "";
  return [name, bounds, length].filter(Boolean).join("，");
}

/** The properties of an event type, required ones first. */
export function propertiesInWords(schema: JsonSchema): PropertyWords[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => ({
      name,
      required: required.has(name),
      takes: schemaWords(property),
      description: property.description ?? "",
    }))
    .sort((left, right) => Number(right.required) - Number(left.required));
}

/** An example event of the type, to copy into an integration. */
export function exampleOf(name: string, schema: JsonSchema): string {
  const sample = (property: JsonSchema): unknown => {
    if (property.const !== undefined) return property.const;
    if (property.enum) return property.enum[0];
    if (property.anyOf?.[0]) return sample(property.anyOf[0]);
    const type = Array.isArray(property.type) ? property.type[0] : property.type;
    if (property.format === "date-time") return "2026-01-02T09:12:33+08:00";
    if (property.format === "date") return "2026-01-02";
    switch (type) {
      case "integer":
      case "number":
        return matters(property.minimum) ? Math.max(1, property.minimum) : 1;
      case "boolean":
        return true;
      case "array":
        return property.items ? [sample(property.items)] : [];
      case "object":
        return Object.fromEntries(
          (property.required ?? []).map((key) => [key, sample(property.properties?.[key] ?? {})]),
        );
      default:
        return "…";
    }
  };
  const properties = Object.fromEntries(
    (schema.required ?? []).map((key) => [key, sample(schema.properties?.[key] ?? {})]),
  );
  return JSON.stringify(
    {
      eventId: "来源系统里不重复的编号",
      type: name,
      occurredAt: "2026-01-02T09:12:33+08:00",
      identifiers: [{ kind: "phone", value: "13900000001" }],
      properties,
    },
    null,
    2,
  );
}
