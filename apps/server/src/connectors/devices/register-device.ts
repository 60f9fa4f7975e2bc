import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { createKey, revokeKey, scopeCondition } from "../../organization/index.ts";
import { type Device, type DeviceMoment, loadDevice } from "./store.ts";
import { type DeviceKind, deviceKinds } from "./vocabulary.ts";

export interface NewDevice {
  readonly storeNo: number;
  readonly kind: DeviceKind;
  readonly name: string;
}

const keyName = (name: string) => `设备：${name}`.slice(0, 60);

/**
 * Registers a device with a key of its own, which opens its store's devices' interface and nothing else.
 *
 * @returns its id and the key, which is shown once and stored nowhere
 * @throws Refusal `device_name_taken`; `invalid_input` for a store that is closed or out of scope
 */
export async function registerDevice(
  tx: Tx,
  actor: Actor,
  device: NewDevice,
  now: Date,
): Promise<{ id: string; key: string }> {
  const { rows: stores } = await sql<{ unitId: string; orgPath: string; name: string }>`
    select id as "unitId", path::text as "orgPath", name from org_unit
    where no = ${device.storeNo} and kind = 'store' and closed_at is null and ${scopeCondition(actor, "no")}`.execute(
    tx,
  );
  const store = stores[0];
  if (!store) throw invalid([{ path: "storeNo", message: "没有这家门店，或不在你的权限范围内，请重新选择" }]);
  const made = await createKey(
    tx,
    actor,
    { name: keyName(device.name), permissions: ["device.report"], unitId: store.unitId },
    now,
  );
  const { rows } = await sql<{ id: string }>`
    insert into store_device (store_no, kind, name, api_key_id, created_at, created_by)
    values (${device.storeNo}, ${device.kind}, ${device.name}, ${made.id}, ${now}, ${actor.name})
    on conflict (store_no, name) where retired_at is null do nothing returning id`.execute(tx);
  if (!rows[0]) throw nameTaken(device.name);
  await audit(tx, actor, {
    action: "device.registered",
    subject: { kind: "store_device", id: rows[0].id },
    orgPath: store.orgPath,
    detail: { after: { name: device.name, kind: deviceKinds[device.kind].label, store: store.name } },
  });
  return { id: rows[0].id, key: made.key };
}

const nameTaken = (name: string) =>
  conflict("device_name_taken", `这家门店已有名为「${name}」的设备`, "请换一个能分清位置的名称，例如「二楼试妆镜」");

/** @throws Refusal `device_retired` */
function inUse(device: Device): Device {
  if (device.retiredAt !== null) throw conflict("device_retired", "这台设备已停用", "要再用请重新登记一台");
  return device;
}

/** Gives a device another name. @throws Refusal `device_changed`, `device_name_taken`, `device_retired` */
export async function renameDevice(
  tx: Tx,
  actor: Actor,
  id: string,
  { name, version }: { readonly name: string; readonly version: number },
  moment: DeviceMoment,
): Promise<void> {
  const device = inUse(await loadDevice(tx, actor, id, moment));
  const { rows: same } =
    await sql`select from store_device where store_no = ${device.storeNo} and name = ${name} and retired_at is null
    and id <> ${id}`.execute(tx);
  if (same.length > 0) throw nameTaken(name);
  const { numAffectedRows } = await sql`update store_device set name = ${name}, version = version + 1
    where id = ${id} and version = ${version}`.execute(tx);
  if (!numAffectedRows) throw conflict("device_changed", "设备刚被其他人修改过，请刷新后再改");
  await audit(tx, actor, {
    action: "device.changed",
    subject: { kind: "store_device", id },
    orgPath: device.orgPath,
    detail: { before: { name: device.name }, after: { name } },
  });
}

/** Gives a device a new key; the old one ends at once. A key that was revoked elsewhere is replaced in the same way. @returns the key, shown once */
export async function rotateKey(tx: Tx, actor: Actor, id: string, moment: DeviceMoment): Promise<string> {
  await sql`select from store_device where id = ${id} for update`.execute(tx);
  const device = inUse(await loadDevice(tx, actor, id, moment));
  const { rows } = await sql<{
    unitId: string;
  }>`select id as "unitId" from org_unit where no = ${device.storeNo}`.execute(tx);
  const made = await createKey(
    tx,
    actor,
    { name: keyName(device.name), permissions: ["device.report"], unitId: rows[0]?.unitId ?? "" },
    moment.now,
  );
  await revokeKey(tx, actor, device.keyId, moment.now);
  await sql`update store_device set api_key_id = ${made.id} where id = ${id}`.execute(tx);
  await audit(tx, actor, {
    action: "device.key_rotated",
    subject: { kind: "store_device", id },
    orgPath: device.orgPath,
    detail: { name: device.name },
  });
  return made.key;
}

/** Takes a device out of use, for good: its key ends, what it told stays. */
export async function retireDevice(tx: Tx, actor: Actor, id: string, moment: DeviceMoment): Promise<void> {
  await sql`select from store_device where id = ${id} for update`.execute(tx);
  const device = await loadDevice(tx, actor, id, moment);
  if (device.retiredAt !== null) return;
  await revokeKey(tx, actor, device.keyId, moment.now);
  await sql`update store_device set retired_at = ${moment.now}, silent_at = null, version = version + 1 where id = ${id}`.execute(
    tx,
  );
  await audit(tx, actor, {
    action: "device.retired",
    subject: { kind: "store_device", id },
    orgPath: device.orgPath,
    detail: { name: device.name, store: device.storeName },
  });
}
