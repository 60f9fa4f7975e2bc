import type { StaffImport } from "../../organization/index.ts";
import type { DemoBrand } from "./brand.ts";
import { inventPerson } from "./people.ts";
import { guideCode, guidesPerStore } from "./shoppers.ts";

/** The first day of everybody's post. */
export const staffSince = "2024-01-01";

/** Everybody who works in the demo's stores: a manager and some guides each, none of whom can sign in. */
export function chainStaff(brand: DemoBrand): StaffImport[] {
  return brand.stores.flatMap((store, index) => {
    const manager: StaffImport = {
      code: `${store.code}-M`,
      name: inventPerson(`manager${store.code}`, 0).name,
      posts: [{ unitCode: store.code, roleCode: "store_manager", fromDay: staffSince }],
    };
    const guides = Array.from({ length: guidesPerStore }, (_, number): StaffImport => {
      const code = guideCode(store, number + 1);
      const next = brand.stores[index + 1];
      // Some guides serve two shops of one city, as rotating staff do.
      const rotates = number === 0 && index % 9 === 0 && next !== undefined && next.city === store.city;
      return {
        code,
        name: inventPerson(`guide${code}`, 0).name,
        posts: [
          { unitCode: store.code, roleCode: "guide", fromDay: staffSince },
          ...(rotates
            ? [{ unitCode: next.code, roleCode: "guide", kind: "rotation" as const, fromDay: staffSince }]
            : []),
        ],
      };
    });
    return [manager, ...guides];
  });
}

export interface DemoAccount {
  readonly login: string;
  /** Staff number where it is not the login. */
  readonly code?: string;
  readonly name: string;
  readonly roleCode: string;
  readonly role: string;
  /** What this account is good for, as the sign-in page says it. */
  readonly label: string;
  /** Code of the unit, or the name of a region. */
  readonly unit: { readonly code: string } | { readonly name: string };
}

/** The accounts that a visitor may try; `flagship` is the busiest store. */
export function demoAccounts(flagship: string): DemoAccount[] {
  const guide = `${flagship}-1`;
  return [
    {
      login: "hq",
      name: "林一诺",
      roleCode: "hq_operator",
      role: "总部运营",
      label: "看全国：经营总览、客户、导入、分层",
      unit: { code: "HQ" },
    },
    {
      login: "east",
      name: "周沐阳",
      roleCode: "region_manager",
      role: "区域经理",
      label: "只看华东大区",
      unit: { name: "华东大区" },
    },
    {
      login: "store",
      name: "陈思远",
      roleCode: "store_manager",
      role: "店长",
      label: "只看一家门店",
      unit: { code: flagship },
    },
    {
      login: "guide",
      code: guide,
      name: inventPerson(`guide${guide}`, 0).name,
      roleCode: "guide",
      role: "导购",
      label: "服务自己门店的客户",
      unit: { code: flagship },
    },
    {
      login: "analyst",
      name: "许知夏",
      roleCode: "analyst",
      role: "数据分析师",
      label: "看数据，不改数据",
      unit: { code: "HQ" },
    },
    {
      login: "admin",
      name: "管理员",
      roleCode: "admin",
      role: "系统管理员",
      label: "员工、角色、接口密钥、设置",
      unit: { code: "HQ" },
    },
    {
      login: "compliance",
      name: "沈知谨",
      roleCode: "compliance_officer",
      role: "合规专员",
      label: "操作日志、删除请求",
      unit: { code: "HQ" },
    },
  ];
}
