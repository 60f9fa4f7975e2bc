import type { ProductDraft } from "../../../../commerce/index.ts";
import { skuPattern } from "../../../../commerce/index.ts";
import { codeOf, ownerships, phases, type StoreImport } from "../../../../organization/index.ts";
import type { ImportPlan } from "../mapping/plan.ts";
import type { TextRecord } from "../table/split-records.ts";
import { cutText } from "../values/cut-text.ts";
import { type RowIdentifier, readIdentifiers } from "./identity-cells.ts";
import { createPlaceReader, type PlaceReader } from "./place-cells.ts";
import { RowProblem } from "./reject.ts";
import { createRowCells, type ReadingContext, type RowCells } from "./row-cells.ts";

export interface MemberRecord {
  readonly identifiers: readonly RowIdentifier[];
  readonly email: string;
  readonly name: string;
  readonly gender: "male" | "female" | null;
  /** `YYYY-MM-DD` */
  readonly birthday: string | null;
  readonly province: string;
  readonly city: string;
  /** Milliseconds since 1970. */
  readonly registeredAt: number | null;
  readonly storeNo: number | null;
  readonly channel: string | null;
}

export interface EventRecord {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly identifiers: readonly RowIdentifier[];
  readonly storeCode: string | null;
  readonly channel: string | null;
  readonly properties: Record<string, unknown>;
}

/** One row of a file, as the wing that keeps it takes it. */
export interface RecordOf {
  readonly products: ProductDraft;
  readonly stores: StoreImport;
  readonly members: MemberRecord;
  readonly events: EventRecord;
}

export type RecordKind = keyof RecordOf;
export type RecordReader<Kind extends RecordKind> = (record: TextRecord, damaged: boolean) => RecordOf[Kind];

const optional = (text: string) => (text === "" ? undefined : text);

function readProduct(row: RowCells): ProductDraft {
  const sku = row.code("sku");
  if (sku === "") throw new RowProblem("sku", "required");
  if (!skuPattern.test(sku)) throw new RowProblem("sku", "bad_code");
  const name = cutText(row.text("name"), 200);
  if (name === "") throw new RowProblem("name", "required");
  const price = row.thousandths("list_price");
  if (price !== null && price < 0) throw new RowProblem("list_price", "bad_number", "价格不能为负数");
  const status = row.text("status");
  const off = /下架|停售|停产|off|inactive|disabled/i.test(status);
  return {
    sku,
    name,
    category: optional(row.text("category")),
    brand: optional(row.text("brand")),
    unit: optional(row.text("unit")),
    barcode: optional(row.code("barcode")),
    listPriceLi: price,
    ...(status === "" ? {} : { status: off ? ("off_sale" as const) : ("on_sale" as const) }),
  };
}

function coordinate(row: RowCells, field: "latitude" | "longitude"): number | undefined {
  const text = row.text(field);
  if (text === "") return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || Math.abs(value) > (field === "latitude" ? 90 : 180))
    throw new RowProblem(field, "bad_number");
  return value;
}

function choice<Code extends string>(
  row: RowCells,
  field: string,
  words: Readonly<Record<Code, string>>,
): Code | undefined {
  const text = row.text(field);
  if (text === "") return undefined;
  const code = codeOf(words, text.replace(/(中|店)$/, "")) ?? codeOf(words, text);
  if (!code) throw new RowProblem(field, "bad_choice", `可填：${Object.values(words).join("、")}`);
  return code;
}

function readStore(row: RowCells): StoreImport {
  const code = row.code("code");
  if (code === "") throw new RowProblem("code", "required");
  const name = row.text("name");
  if (name === "") throw new RowProblem("name", "required");
  const latitude = coordinate(row, "latitude");
  const longitude = coordinate(row, "longitude");
  return {
    code,
    name,
    ...(row.text("parent_code") === "" ? {} : { parentCode: row.code("parent_code") }),
    ...(row.text("region") === "" ? {} : { regionPath: row.text("region") }),
    format: optional(row.text("format")),
    ownership: choice(row, "ownership", ownerships),
    phase: choice(row, "phase", phases),
    address: optional(row.text("address")),
    province: optional(row.text("province")),
    city: optional(row.text("city")),
    district: optional(row.text("district")),
    ...(latitude === undefined && longitude === undefined ? {} : { latitude, longitude }),
    phone: optional(row.code("phone")),
    openedOn: row.moment("opened_on")?.day,
  };
}

const genders: Readonly<Record<string, "male" | "female">> = {
  男: "male",
  男性: "male",
  先生: "male",
  m: "male",
  male: "male",
  女: "female",
  女性: "female",
  女士: "female",
  f: "female",
  female: "female",
};

function readMember(row: RowCells, plan: ImportPlan, context: ReadingContext, place: PlaceReader): MemberRecord {
  const identifiers = readIdentifiers(row, plan);
  if (identifiers.length === 0) throw new RowProblem(null, "no_customer");
  const registered = row.moment("registered_at");
  if (registered && registered.at > context.latest) throw new RowProblem("registered_at", "future_date");
  return {
    identifiers,
    email: row.text("email"),
    name: cutText(row.text("name"), 64),
    gender: genders[row.text("gender").toLowerCase()] ?? null,
    birthday: row.moment("birthday")?.day ?? null,
    province: cutText(row.text("province"), 40),
    city: cutText(row.text("city"), 40),
    registeredAt: registered?.at ?? null,
    storeNo: place.storeNo(),
    channel: place.channel(),
  };
}

function propertiesOf(row: RowCells): Record<string, unknown> {
  const text = row.text("properties");
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // falls through
  }
  throw new RowProblem("properties", "bad_json");
}

function readEvent(
  row: RowCells,
  record: TextRecord,
  plan: ImportPlan,
  context: ReadingContext,
  place: PlaceReader,
  idOf: (cells: readonly string[]) => string,
): EventRecord {
  const type = row.text("type") || plan.constants.type || "";
  if (type === "") throw new RowProblem("type", "required");
  const when = row.moment("occurred_at");
  if (!when) throw new RowProblem("occurred_at", "required");
  if (when.at > context.latest) throw new RowProblem("occurred_at", "future_date");
  const identifiers = readIdentifiers(row, plan);
  if (identifiers.length === 0) throw new RowProblem(null, "no_customer");
  place.storeNo();
  return {
    eventId: row.code("event_id") || idOf(record.cells),
    type,
    occurredAt: new Date(when.at).toISOString(),
    identifiers,
    storeCode: place.storeCode() || null,
    channel: place.channel(),
    properties: propertiesOf(row),
  };
}

/** The reader of a kind of record other than orders; throws a `RowProblem` for a row that cannot be taken over. */
export function createRecordReader<Kind extends RecordKind>(
  plan: ImportPlan & { readonly kind: Kind },
  context: ReadingContext,
  stores: ReadonlyMap<string, number>,
  storeRequired: boolean,
  idOf: (cells: readonly string[]) => string,
): RecordReader<Kind> {
  const row = createRowCells(context);
  const place = createPlaceReader(row, plan, stores, storeRequired);
  const readers: { readonly [K in RecordKind]: RecordReader<K> } = {
    products: () => readProduct(row),
    stores: () => readStore(row),
    members: () => readMember(row, plan, context, place),
    events: (record) => readEvent(row, record, plan, context, place, idOf),
  };
  const read = readers[plan.kind];
  return (record, damaged) => {
    row.enter(record, damaged);
    return read(record, damaged);
  };
}
