/** A browser's name for people, from its user agent: `Chrome · Windows`. */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return "未知设备";
  const browser = [
    [/wxwork/i, "企业微信"],
    [/MicroMessenger/i, "微信"],
    [/Edg/, "Edge"],
    [/Firefox/, "Firefox"],
    [/Chrome/, "Chrome"],
    [/Safari/, "Safari"],
  ].find(([pattern]) => (pattern as RegExp).test(userAgent))?.[1];
  const system = [
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS/, "macOS"],
    [/Linux/, "Linux"],
  ].find(([pattern]) => (pattern as RegExp).test(userAgent))?.[1];
  return [browser, system].filter(Boolean).join(" · ") || "其他程序";
}
