import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { Unit, UnitKind } from "../../shared/organization/units.ts";

export interface UnitDetail extends Unit {
  readonly ancestors: readonly { readonly id: string; readonly name: string; readonly kind: UnitKind }[];
  readonly counts: {
    readonly units: number;
    readonly stores: number;
    readonly openStores: number;
    readonly staff: number;
  };
}

export function useUnitDetail(unitId: string | null) {
  return useQuery({
    queryKey: ["organization", "unit", unitId],
    queryFn: ({ signal }): Promise<UnitDetail> =>
      answer(api.GET("/api/v1/organization/units/{unitId}", { signal, params: { path: { unitId: unitId ?? "" } } })),
    enabled: unitId !== null,
  });
}

export interface UnitInput {
  readonly name: string;
  readonly code?: string;
}

export function createUnit(body: UnitInput & { parentId: string; kind: "region" | "dealer" }): Promise<UnitDetail> {
  return answer(api.POST("/api/v1/organization/units", { body }));
}

export function editUnit(unitId: string, body: Partial<UnitInput>): Promise<UnitDetail> {
  return answer(api.PATCH("/api/v1/organization/units/{unitId}", { params: { path: { unitId } }, body }));
}

export function moveUnit(unitId: string, parentId: string): Promise<UnitDetail> {
  return answer(
    api.POST("/api/v1/organization/units/{unitId}/move", { params: { path: { unitId } }, body: { parentId } }),
  );
}

export function closeUnit(unitId: string): Promise<UnitDetail> {
  return answer(api.POST("/api/v1/organization/units/{unitId}/close", { params: { path: { unitId } } }));
}

export function reopenUnit(unitId: string): Promise<UnitDetail> {
  return answer(api.POST("/api/v1/organization/units/{unitId}/reopen", { params: { path: { unitId } } }));
}
