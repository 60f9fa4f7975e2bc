import type { Finding } from "./finding.ts";
import type { Probe } from "./probe.ts";

const name = "接入地址";
const certificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|HOSTNAME_MISMATCH)/;

/** Whether the address was reached, and by whom it was answered: name, connection, certificate, gateway, in this order. */
export function addressFinding(baseUrl: string, official: boolean, seen: Probe<object>): Finding {
  const failed = (check: string, cause: string, remedy: string): Finding => ({
    check,
    name,
    state: "failed",
    detail: baseUrl,
    cause,
    remedy,
    field: "baseUrl",
  });
  switch (seen.kind) {
    case "answer":
      return {
        check: "address",
        name,
        state: "ok",
        detail: official ? `${baseUrl} 可以访问` : `${baseUrl} 可以访问（不是官方地址：经代理、网关或测试环境）`,
      };
    case "status":
      return failed(
        "gateway",
        `地址应答了 HTTP ${seen.status}，不是平台接口的应答`,
        seen.status >= 500
          ? "平台或中间的代理暂时不可用：稍后再检查；一直如此请检查代理服务"
          : "核对接入地址，或检查代理、网关有没有放行这个接口",
      );
    case "not_json":
      return failed(
        "gateway",
        "应答的不是微信平台",
        "多半被网络登录页或代理拦截：在本机浏览器打开这个地址看看应答的是谁",
      );
    case "unreached":
      return unreachedFinding(seen, failed);
  }
}

function unreachedFinding(
  { code, message }: Extract<Probe<object>, { kind: "unreached" }>,
  failed: (check: string, cause: string, remedy: string) => Finding,
): Finding {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return failed("dns", "解析不了这个域名", "检查本机的 DNS 设置，以及接入地址里的域名有没有拼错");
  if (certificate.test(code))
    return failed(
      "tls",
      `证书不被信任（${code}）`,
      "检查本机时间、根证书是否齐全；公司网络有 HTTPS 检查设备时，把它的根证书加入 NODE_EXTRA_CA_CERTS",
    );
  if (code === "TIMEOUT" || code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT")
    return failed("timeout", "连接超时，没有应答", "检查防火墙是否放行到这个地址的 443 端口，以及是否需要代理");
  return failed("connection", `连接不上：${message}`, "检查接入地址的域名与端口，以及防火墙和代理");
}

/** Signatures and tokens live by the clock: more than a minute off is noted, more than five fails. */
export function clockFinding(platformDate: Date | null, nowMs: number): Finding {
  const check = "clock";
  const clock = "本机时钟";
  if (!platformDate) return { check, name: clock, state: "skipped", detail: "平台的应答没有带时间" };
  const seconds = Math.round((nowMs - platformDate.getTime()) / 1000);
  const off = Math.abs(seconds);
  if (off <= 60) return { check, name: clock, state: "ok", detail: `与平台相差 ${off} 秒` };
  return {
    check,
    name: clock,
    state: off > 300 ? "failed" : "warning",
    detail: `本机比平台${seconds > 0 ? "快" : "慢"} ${off} 秒`,
    cause: "时钟不准会让签名、登录和有效期判断出错",
    remedy: "打开系统的自动校时（NTP），例如执行 timedatectl set-ntp true",
  };
}
