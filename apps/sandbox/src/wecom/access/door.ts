import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";

/** Refuses an address that tried wrong secrets too often: blocked for an hour (wecom-api.md §1.1). */
export function checkAddress({ world, ip }: Call): void {
  const known = world.wecom.access.wrongSecrets.get(ip);
  if (known && known.blockedUntil > secondsOf(world.clock)) refuse(45009, "ip blocked after wrong secrets");
}

/** Counts a wrong secret; the try that fills the measure blocks the address. */
export function noteWrongSecret({ world, ip }: Call): void {
  const { access, limits } = world.wecom;
  const now = secondsOf(world.clock);
  const block = WECOM_QUOTAS.wrongSecretBlock.amount;
  const known = access.wrongSecrets.get(ip);
  const entry = known && known.since > now - block ? known : { since: now, count: 0, blockedUntil: 0 };
  entry.count++;
  if (entry.count >= limits.wrongSecretTries) entry.blockedUntil = now + block;
  access.wrongSecrets.set(ip, entry);
}

/** `debug=1` is allowed five times a minute: wecom-api.md §0. */
export function countDebug({ world, query }: Call): void {
  if (query.debug !== "1") return;
  const { debug } = world.wecom.access;
  const minute = Math.floor(secondsOf(world.clock) / 60);
  if (debug.minute !== minute) Object.assign(debug, { minute, calls: 0 });
  if (++debug.calls > WECOM_QUOTAS.debugCalls.amount) refuse(45009, "debug mode");
}
