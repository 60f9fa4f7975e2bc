import type { Browser, Page, Request } from "playwright-core";
import { desktop, newContext } from "./browser.ts";
import { password } from "./trading-chain.ts";

export interface Visit {
  /** Where Feilun answers. */
  readonly url: string;
  readonly login: string;
  readonly password?: string;
  readonly path?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The browser's clock stands still at this time; else it is the machine's. */
  readonly now?: Date;
}

/** A page of a browser profile of its own, signed in and standing at `path`. */
export async function signedIn(browser: Browser, visit: Visit): Promise<Page> {
  const context = await newContext(browser, visit.viewport ?? desktop);
  const answer = await context.request.post(`${visit.url}/api/v1/sign-in`, {
    data: { login: visit.login, password: visit.password ?? password },
  });
  if (!answer.ok()) throw new Error(`${visit.login} could not sign in: ${await answer.text()}`);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  watchRequests(page);
  if (visit.now) await page.clock.setFixedTime(visit.now);
  await page.goto(visit.url + (visit.path ?? "/"));
  await page.locator("#content, main").first().waitFor();
  return page;
}

const underWay = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on("request", (request) => requests.add(request));
  page.on("requestfinished", (request) => requests.delete(request));
  page.on("requestfailed", (request) => requests.delete(request));
}

/** Waits until nothing has been on its way for a tenth of a second; sooner there than the half second of "networkidle". */
export async function atRest(page: Page): Promise<void> {
  for (let quiet = 0; quiet < 5; ) {
    await page.waitForTimeout(20);
    quiet = underWay.get(page)?.size === 0 ? quiet + 1 : 0;
  }
}

/** Keeps a picture in the folder that `FEILUN_SHOTS` names. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.FEILUN_SHOTS;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
