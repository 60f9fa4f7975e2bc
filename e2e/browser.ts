import chromiumBinary from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { chineseFontConfig } from "./fonts.ts";

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** A browser that shows Chinese. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumBinary.executablePath(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
    env: { ...process.env, FONTCONFIG_FILE: chineseFontConfig() } as Record<string, string>,
  });
}

/** A browser profile of its own, in shop time and without motion, so that pictures are the same each time. */
export function newContext(browser: Browser, viewport: { width: number; height: number }): Promise<BrowserContext> {
  return browser.newContext({
    viewport,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    hasTouch: viewport.width < 600,
    isMobile: viewport.width < 600,
  });
}
