/** Where the web view serves {@link BRIDGE}. */
export const BRIDGE_PATH = "/.sandbox/bridge.js";

/** Where an H5 payment link leads inside the web view. */
export const CASHIER_PATH = "/.sandbox/cashier";

/**
 * WeixinJSBridge for pages in the web view: getBrandWCPayRequest asks the phone around it to show the cashier and answers as WeChat
 * does (wechat-api.md §4.1). The phone hears `{requestPayment: params, id}` and says `{paymentResult, id}`.
 */
export const BRIDGE = `(() => {
  let next = 1;
  const open = new Map();
  addEventListener("message", ({ data, source }) => {
    if (source !== parent || !open.has(data?.id)) return;
    open.get(data.id)({ err_msg: "get_brand_wcpay_request:" + data.paymentResult });
    open.delete(data.id);
  });
  window.WeixinJSBridge = {
    invoke(name, params, done) {
      if (name !== "getBrandWCPayRequest") return done?.({ err_msg: name + ":fail" });
      open.set(next, done ?? (() => undefined));
      parent.postMessage({ requestPayment: params, id: next++ }, "*");
    },
    call: () => undefined,
    on: () => undefined,
  };
  addEventListener("DOMContentLoaded", () => document.dispatchEvent(new Event("WeixinJSBridgeReady")));
})();`;

/** The page with the bridge before any script of its own. */
export function withBridge(html: string): string {
  const script = `<script src="${BRIDGE_PATH}"></script>`;
  // A page without a head still has its doctype first.
  const place = /<head(\s[^>]*)?>/i.exec(html) ?? /<html(\s[^>]*)?>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  const end = place ? place.index + place[0].length : 0;
  return html.slice(0, end) + script + html.slice(end);
}

/** An H5 payment link is a cashier: the phone opens it, and the page stays where the payment leads back to. */
export function cashierPage(link: string): string {
  const back = URL.canParse(link) ? new URL(link).searchParams.get("redirect_url") : null;
  const next = back && /^https?:\/\//.test(back) ? `location.replace(${quoted(back)})` : "history.back()";
  return `<script>addEventListener("message", ({ data, source }) => { if (source === parent && data?.paymentResult) ${next}; });
parent.postMessage({ payAt: ${quoted(link)}, id: 0 }, "*")</script>`;
}

/** A text inside a script, with nothing that could end it. */
const quoted = (text: string) => JSON.stringify(text).replaceAll("<", "\\u003c");
