import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";

export type UnitKind = "headquarters" | "region" | "dealer" | "tenant" | "store";

export interface Unit {
  readonly id: string;
  readonly no: number;
  readonly parentId: string | null;
  readonly path: string;
  readonly kind: UnitKind;
  readonly code: string;
  readonly name: string;
  readonly brandId: string | null;
  readonly closed: boolean;
}

export interface TreeUnit extends Unit {
  readonly brandName: string | null;
  readonly storeCount: number;
}

export const unitKindNames: Readonly<Record<UnitKind, string>> = {
  headquarters: "总部",
  region: "区域",
  dealer: "经销商",
  tenant: "商户",
  store: "门店",
};

interface TreeOptions {
  readonly withStores?: boolean;
  readonly withClosed?: boolean;
}

/** One's part of the organisation as a flat list, parents before children. */
export function useUnitTree({ withStores = false, withClosed = false }: TreeOptions = {}) {
  const can = useCan();
  return useQuery({
    queryKey: ["organization", "units", { withStores, withClosed }],
    queryFn: ({ signal }): Promise<{ items: TreeUnit[] }> =>
      answer(
        api.GET("/api/v1/organization/units", {
          signal,
          params: { query: { withStores: withStores ? "true" : "false", withClosed: withClosed ? "true" : "false" } },
        }),
      ),
    enabled: can("organization.read"),
    staleTime: 5 * 60_000,
  });
}

export interface UnitNode extends TreeUnit {
  readonly children: UnitNode[];
}

/** The flat list as nested nodes; whoever's parent is not in the list is a root. */
export function nestUnits(units: readonly TreeUnit[]): UnitNode[] {
  const nodes = new Map(units.map((unit) => [unit.id, { ...unit, children: [] as UnitNode[] }]));
  const roots: UnitNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/** Names from the root down to the unit, e.g. `总部 / 华东区 / 上海`. */
export function unitTrail(units: readonly TreeUnit[], id: string): string {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const names: string[] = [];
  for (let at = byId.get(id); at; at = at.parentId === null ? undefined : byId.get(at.parentId)) names.unshift(at.name);
  return names.join(" / ");
}
