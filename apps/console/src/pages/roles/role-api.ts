import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Role = AnswerOf<"/api/v1/roles">["items"][number];
export type PermissionName = AnswerOf<"/api/v1/permissions">["items"][number];

export const homeNames: Readonly<Record<Role["home"], string>> = {
  overview: "经营总览",
  store: "门店首页",
  members: "客户列表",
  audit: "操作日志",
};

export function useRoles() {
  return useQuery({
    queryKey: ["roles"],
    queryFn: ({ signal }): Promise<{ items: Role[] }> => answer(api.GET("/api/v1/roles", { signal })),
  });
}

export function usePermissions() {
  return useQuery({
    queryKey: ["permissions"],
    queryFn: ({ signal }): Promise<{ items: PermissionName[] }> => answer(api.GET("/api/v1/permissions", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export type RoleFields = Omit<Role, "builtin" | "holders" | "assignable">;

export function createRole(body: RoleFields): Promise<{ name: string }> {
  return answer(api.POST("/api/v1/roles", { body }));
}

export function editRole(roleCode: string, body: Partial<Omit<RoleFields, "code">>): Promise<{ name: string }> {
  return answer(api.PATCH("/api/v1/roles/{roleCode}", { params: { path: { roleCode } }, body }));
}

export function deleteRole(roleCode: string): Promise<unknown> {
  return answer(api.DELETE("/api/v1/roles/{roleCode}", { params: { path: { roleCode } } }));
}

const areas: readonly (readonly [string, readonly string[]])[] = [
  ["客户", ["member", "identity", "tag", "tier"]],
  ["经营", ["metrics", "order", "product", "item_code"]],
  ["数据", ["import", "event"]],
  ["组织与系统", ["organization", "staff", "role", "api_key", "webhook", "exchange", "tool", "audit", "setting"]],
];

/** Permissions by what they are about, in the order of the menu; unknown areas last. */
export function groupPermissions(
  permissions: readonly PermissionName[],
): { label: string; items: readonly PermissionName[] }[] {
  const areaOf = (code: string) => code.split(".")[0] ?? "";
  const known = new Set(areas.flatMap(([, subjects]) => subjects));
  return [
    ...areas.map(([label, subjects]) => ({
      label,
      items: permissions.filter(({ code }) => subjects.includes(areaOf(code))),
    })),
    { label: "其他", items: permissions.filter(({ code }) => !known.has(areaOf(code))) },
  ].filter(({ items }) => items.length > 0);
}
