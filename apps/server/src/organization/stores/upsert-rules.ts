import type { FieldProblem } from "../../kernel/errors.ts";
import type { SpecialDays, WeekHours } from "./opening-hours.ts";
import type { Ownership, Phase, Service, Site, WarehouseMode } from "./vocabulary.ts";

/** One store as a file, an ERP or the demo brand gives it. An absent field keeps what is stored. */
export interface StoreImport {
  readonly code: string;
  readonly name: string;
  /** Code of the region or dealer above … */
  readonly parentCode?: string;
  /** … or its names below headquarters, e.g. `华东区/上海`; missing regions are made. */
  readonly regionPath?: string;
  /** Code or name of a store format. */
  readonly format?: string;
  readonly ownership?: Ownership;
  readonly site?: Site;
  readonly phase?: Phase;
  /** `YYYY-MM-DD` */
  readonly openedOn?: string;
  readonly brandCode?: string;
  readonly address?: string;
  readonly province?: string;
  readonly city?: string;
  readonly district?: string;
  readonly areaCode?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly phone?: string;
  readonly openingHours?: WeekHours;
  readonly specialDays?: SpecialDays;
  readonly warehouseMode?: WarehouseMode;
  readonly services?: readonly Service[];
}

export const longestName = 60;

/** The names along a region path: separators `/`, `／` and `>`. */
export function regionNames(regionPath: string): string[] {
  return regionPath
    .split(/[/／>]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** What is wrong with a row by itself; the columns carry the names of `StoreImport`. */
export function problemOf(row: StoreImport, deepest: number): FieldProblem | null {
  if (row.code.trim() === "" || row.code.length > longestName)
    return { path: "code", message: `门店编码必填，最长 ${longestName} 个字符` };
  if (row.name.trim() === "" || row.name.length > longestName)
    return { path: "name", message: `门店名称必填，最长 ${longestName} 个字符` };
  if ((row.latitude === undefined) !== (row.longitude === undefined))
    return { path: "latitude", message: "经度和纬度要一起填写" };
  if (row.latitude !== undefined && !(Math.abs(row.latitude) <= 90))
    return { path: "latitude", message: "纬度应在 -90 到 90 之间" };
  if (row.longitude !== undefined && !(Math.abs(row.longitude) <= 180))
    return { path: "longitude", message: "经度应在 -180 到 180 之间" };
  if (row.areaCode !== undefined && !/^\d{6}$/.test(row.areaCode))
    return { path: "areaCode", message: "行政区划代码是 6 位数字" };
  const names = regionNames(row.regionPath ?? "");
  if (names.length > deepest - 2) return { path: "regionPath", message: `区域最多 ${deepest - 2} 级` };
  if (names.some((name) => name.length > longestName))
    return { path: "regionPath", message: `区域名称最长 ${longestName} 个字符` };
  return null;
}
