export type ImportKind = "stores" | "products" | "members" | "orders" | "events";

export const importKindNames: Readonly<Record<ImportKind, string>> = {
  orders: "订单",
  members: "客户",
  products: "商品",
  stores: "门店",
  events: "行为事件",
};

export type ConstantKey = "channel" | "store_code" | "type";

export interface ImportOptions {
  readonly source: string;
  readonly timeZone?: string;
  readonly dateOrder?: "dmy" | "mdy";
  readonly currency: string;
  readonly orderPerCustomerDay: boolean;
  readonly refundPrefixes: string[];
  readonly refundNamesOrder: boolean;
  readonly excludePrefixes: string[];
  readonly openidScope: string;
}

/** How a file is read; the same document that the server stores with a run or a template. */
export interface ImportPlan {
  readonly kind: ImportKind;
  /** Workbooks with several sheets: the one that is read. */
  readonly sheet?: string;
  /** Physical line of the header row. */
  readonly headerLine: number;
  /** Field → header of its column. */
  readonly columns: Readonly<Record<string, string>>;
  /** Values for fields without a column. */
  readonly constants: Readonly<Partial<Record<ConstantKey, string>>>;
  readonly options: ImportOptions;
}

export interface ImportField {
  readonly key: string;
  readonly label: string;
  readonly hint?: string | null;
}

export interface KindInfo {
  readonly kind: ImportKind;
  readonly label: string;
  readonly fields: readonly ImportField[];
  /** Of each group at least one must have a column or a constant. */
  readonly required: readonly (readonly string[])[];
}

/** Which field a column stands for; null = it is not imported. */
export function fieldOfColumn(plan: ImportPlan, header: string): string | null {
  return Object.keys(plan.columns).find((field) => plan.columns[field] === header) ?? null;
}

/** Lets a column stand for a field. A field has one column: the one that had it before is not imported then. */
export function assignColumn(plan: ImportPlan, header: string, field: string | null): ImportPlan {
  const columns = Object.fromEntries(
    Object.entries(plan.columns).filter(([key, of]) => of !== header && key !== field),
  );
  return { ...plan, columns: field === null ? columns : { ...columns, [field]: header } };
}

/** Sets or clears the value for a field that the file has no column for. */
export function setConstant(plan: ImportPlan, key: ConstantKey, value: string): ImportPlan {
  const constants = { ...plan.constants };
  if (value.trim() === "") delete constants[key];
  else constants[key] = value.trim();
  return { ...plan, constants };
}

export interface Requirement {
  /** Fields of which one is enough. */
  readonly fields: readonly ImportField[];
  readonly met: boolean;
}

const customerKeys = ["customer_id", "phone", "card", "unionid", "openid"];

/** What the file must say, and whether the plan finds it. Orders need a code, or a customer to group a day's rows by. */
export function requirementsOf(info: KindInfo, plan: ImportPlan): Requirement[] {
  const groups =
    info.kind !== "orders"
      ? info.required
      : [
          plan.options.orderPerCustomerDay ? customerKeys : ["order_code"],
          ...info.required.filter((group) => !group.includes("order_code")),
        ];
  return groups.map((group) => ({
    fields: group.flatMap((key) => info.fields.find((field) => field.key === key) ?? []),
    met: group.some((key) => key in plan.columns || key in plan.constants),
  }));
}

/** What is still missing, in words; empty when the import can start. */
export function missingWords(requirements: readonly Requirement[]): string[] {
  return requirements
    .filter(({ met }) => !met)
    .map(({ fields }) =>
      fields.length === 1
        ? `「${fields[0]?.label}」`
        : `${fields.map(({ label }) => `「${label}」`).join("或")}其中一列`,
    );
}

/** Takes over what another plan for the same kind says, as far as this file has the columns. */
export function applyTemplate(
  template: ImportPlan,
  headers: readonly string[],
  headerLine: number,
  sheet?: string,
): ImportPlan {
  return {
    ...template,
    headerLine,
    sheet,
    columns: Object.fromEntries(Object.entries(template.columns).filter(([, header]) => headers.includes(header))),
  };
}

/** Order-code prefixes as a person types them: `C, R` or `C，R`. */
export function parsePrefixes(text: string): string[] {
  return [...new Set(text.split(/[\s,，、;；]+/).filter((part) => part !== ""))].slice(0, 10);
}
