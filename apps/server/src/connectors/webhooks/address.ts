import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

const inside = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, prefix, "ipv6");

/** Whether an IP address lies in the own network, or nowhere: a push to it could reach what only Feilun's host may reach. */
export function isInside(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

export class InsideAddress extends Error {
  override readonly name = "InsideAddress";
}

/** Why an address cannot be pushed to, in Chinese; null if it can. What its name resolves to is checked again at each push. */
export function refuseAddress(url: string, mayBeInside: boolean): string | null {
  if (!URL.canParse(url)) return "请填写完整的网址，例如 https://scrm.example.com/feilun";
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== "" || password !== "") return "网址里不要带账号和密码，请用签名校验来源";
  if (mayBeInside) return protocol === "https:" || protocol === "http:" ? null : "请填写 http 或 https 网址";
  if (protocol !== "https:") return "请填写 https 网址：事件里有客户行为，不能明文传输";
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && isInside(host) ? "不能推送到内网地址" : null;
}

/** Resolves a name for one connection and refuses what lies inside: checked here, a name cannot change between check and use. */
export const lookupOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, "");
    if (found.length === 0 || found.some(({ address }) => isInside(address)))
      return callback(new InsideAddress(`${hostname} is not outside`), "");
    if (options.all) return callback(null, found);
    const first = found[0];
    callback(null, first?.address ?? "", first?.family);
  });
};
