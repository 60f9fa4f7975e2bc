import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { api } from "../../api/client.ts";

export type Overview = AnswerOf<"/api/v1/devices/overview">;
export type Device = AnswerOf<"/api/v1/devices">["items"][number];
export type DeviceDetail = AnswerOf<"/api/v1/devices/{deviceId}">;
export type DeviceState = Device["state"];
export type DeviceKind = Overview["kinds"][number];
export type NewDevice = BodyOf<"/api/v1/devices", "post">;
export type DeviceRules = AnswerOf<"/api/v1/settings/devices">;
export type FollowUp = AnswerOf<"/api/v1/device-trials">["items"][number];
type Values = Readonly<Record<string, string>>;

export const devicesKey = ["devices"] as const;

export const stateNames: Readonly<Record<DeviceState, string>> = {
  online: "在线",
  late: "迟到",
  silent: "静默",
  unseen: "还没上线",
  keyless: "密钥已失效",
  retired: "已停用",
};
export const stateColors: Readonly<Record<DeviceState, string>> = {
  online: "success",
  late: "warning",
  silent: "error",
  unseen: "default",
  keyless: "error",
  retired: "default",
};

const filterOf = (values: Values) => {
  const [from, to] = values.days?.split("_") ?? [];
  return {
    storeNo: values.storeNo === undefined ? undefined : Number(values.storeNo),
    kind: values.kind as Device["kind"] | undefined,
    ...(from && to ? { from, to } : {}),
  };
};

export function fetchOverview(values: Values, signal: AbortSignal): Promise<Overview> {
  return answer(api.GET("/api/v1/devices/overview", { signal, params: { query: filterOf(values) } }));
}

export function fetchDevices(
  values: Values,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/devices">> {
  const query = { ...filterOf(values), state: values.state as DeviceState | undefined, cursor };
  return answer(api.GET("/api/v1/devices", { signal, params: { query } }));
}

export function fetchDevice(deviceId: string, signal: AbortSignal): Promise<DeviceDetail> {
  return answer(api.GET("/api/v1/devices/{deviceId}", { signal, params: { path: { deviceId } } }));
}

export function registerDevice(body: NewDevice): Promise<{ id: string; key: string }> {
  return answer(api.POST("/api/v1/devices", { body }));
}

export function renameDevice({ id, version }: Device | DeviceDetail, name: string): Promise<object> {
  return answer(api.PUT("/api/v1/devices/{deviceId}", { params: { path: { deviceId: id } }, body: { name, version } }));
}

export function rotateKey(deviceId: string): Promise<{ key: string }> {
  return answer(api.POST("/api/v1/devices/{deviceId}/key", { params: { path: { deviceId } } }));
}

export function retireDevice(deviceId: string): Promise<object> {
  return answer(api.POST("/api/v1/devices/{deviceId}/retire", { params: { path: { deviceId } } }));
}

export function fetchFollowUps(
  values: Values,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/device-trials">> {
  const storeNo = values.storeNo === undefined ? undefined : Number(values.storeNo);
  return answer(api.GET("/api/v1/device-trials", { signal, params: { query: { storeNo, cursor } } }));
}

export const deviceRulesQuery = {
  queryKey: ["devices", "rules"],
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<DeviceRules> =>
    answer(api.GET("/api/v1/settings/devices", { signal })),
};

export function saveDeviceRules(body: DeviceRules): Promise<DeviceRules> {
  return answer(api.PUT("/api/v1/settings/devices", { body }));
}
