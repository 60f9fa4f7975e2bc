import { useEffect, useState } from "react";
import type { PhoneView, ScanOutcome } from "../../../src/phone-server/views.ts";
import { act, read } from "../api.ts";
import { heardFromPage, type PageRequest } from "./cashier.ts";
import type { Sheet } from "./sheet.ts";
import { TitleBar } from "./title-bar.tsx";

interface Props {
  readonly sheet: Exclude<Sheet, { kind: "chat" }>;
  readonly view: PhoneView;
  back(): void;
  onFound(found: ScanOutcome): void;
  ask(request: PageRequest): void;
}

const KEPT = "sandbox.mini-address";

/** A page in WeChat's browser, or a mini program's page: the person's login code stands in the query, as wx.login would give it. */
export function WebView({ sheet, view, back, onFound, ask }: Props) {
  const person = view.person.id;
  const account = sheet.kind === "mini" ? view.accounts.find(({ appid }) => appid === sheet.appid) : undefined;
  const [base, setBase] = useState(() => localStorage.getItem(KEPT) ?? "");
  const [typed, setTyped] = useState(base);
  const [address, setAddress] = useState<string>();
  const [error, setError] = useState<string>();
  const start = sheet.kind === "web" ? sheet.url : undefined;
  const mini = sheet.kind === "mini" ? sheet : undefined;
  useEffect(() => {
    let wanted = true;
    // The web view stands at another port of this machine and sees this cookie: whose phone it is.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `sandbox_person=${encodeURIComponent(person)}; path=/; samesite=lax`;
    const work =
      start !== undefined ? authorised(start, person) : mini && base ? miniAddress(mini, base, person) : undefined;
    work?.then(framed).then(
      (url) => wanted && setAddress(url),
      (failure: Error) => wanted && setError(failure.message),
    );
    return () => {
      wanted = false;
    };
  }, [start, mini, base, person]);
  const recognise = (code: string) =>
    act<ScanOutcome>("phone.scan", { person, code }).then(onFound, (failure: Error) => setError(failure.message));
  useMessages(address, recognise, ask);
  return (
    <>
      <TitleBar title={account?.name ?? (start && URL.canParse(start) ? new URL(start).host : "网页")} back={back} />
      {mini && (
        <form
          className="inline padded"
          onSubmit={(event) => {
            event.preventDefault();
            localStorage.setItem(KEPT, typed);
            setBase(typed);
          }}
        >
          <input
            type="url"
            required
            placeholder="小程序网页地址，如 http://127.0.0.1:5174"
            aria-label="小程序网页地址"
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
          <button type="submit">打开</button>
        </form>
      )}
      {mini && (
        <p className="when">
          页面 {mini.page || "首页"}
          {mini.query && `?${mini.query}`}
        </p>
      )}
      {error && <p className="empty">{error}</p>}
      {address && (
        <iframe
          className="web"
          title="网页"
          src={address}
          sandbox="allow-scripts allow-forms allow-same-origin allow-popups"
        />
      )}
      {address && (
        <button
          type="button"
          onClick={() =>
            read<{ code?: string }>("/phone/web-view").then(({ code }) =>
              code ? recognise(code) : setError("页面上没有可识别的码"),
            )
          }
        >
          长按识别页面上的码
        </button>
      )}
      {address && (
        <a className="outside" href={address} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
      )}
    </>
  );
}

/**
 * What the page says to the phone around it: a code that was opened, which the phone recognises as a long press would, or a
 * payment, whose result goes back to the page.
 */
function useMessages(
  address: string | undefined,
  recognise: (code: string) => unknown,
  ask: (request: PageRequest) => void,
): void {
  useEffect(() => {
    const hear = ({ data, origin, source }: MessageEvent<{ readonly scan?: unknown } | undefined>) => {
      if (!address || origin !== new URL(address).origin) return;
      if (typeof data?.scan === "string") recognise(data.scan);
      const wanted = heardFromPage(data);
      if (wanted)
        ask({
          cashier: wanted.cashier,
          answer: (paymentResult) => source?.postMessage({ paymentResult, id: wanted.id }, { targetOrigin: origin }),
        });
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  });
}

/** The frame's address: the product's pages come through the sandbox's web view, others as they are. */
async function framed(url: string): Promise<string> {
  const { address, product } = await read<{ address: string; product?: string }>("/phone/web-view");
  return product && url.startsWith(`${product}/`) ? `${address}${url.slice(product.length)}` : url;
}

/** Where the browser really goes: an authorisation page is agreed to in the person's name. */
async function authorised(url: string, person: string): Promise<string> {
  return (await act<{ location: string }>("phone.authorise", { person, url })).location;
}

async function miniAddress(
  { appid, page, query }: Extract<Sheet, { kind: "mini" }>,
  base: string,
  person: string,
): Promise<string> {
  const { code } = await act<{ code: string }>("mini.login", { appid, person });
  const url = new URL(base);
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(name, value);
  if (page) url.searchParams.set("page", page);
  url.searchParams.set("appid", appid);
  url.searchParams.set("code", code);
  return url.href;
}
