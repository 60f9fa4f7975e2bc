import { html } from "../../kernel/http/html.ts";

export interface ScanView {
  readonly brand: string;
  readonly colour: string;
  readonly nonce: string;
  readonly title: string;
  readonly says: string;
  readonly product: string;
  readonly lot: string;
  /** Where the one button leads; null = nowhere now. */
  readonly lead: { readonly href: string; readonly label: string } | null;
  readonly isWarning: boolean;
}

/** The page behind a code on a package: what the piece is, whether it was scanned before, and one way on. */
export function scanHtml(view: ScanView): string {
  const colour = view.isWarning ? "#ad4e00" : view.colour;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${html(view.title)}</title>
<style nonce="${view.nonce}">*{box-sizing:border-box;margin:0}body{font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;background:#f4f5f7;color:#1d2129;min-height:100vh}
main{max-width:480px;margin:0 auto;padding:40px 16px;text-align:center}.brand{color:${view.colour};font-weight:600}
.card{background:#fff;border-radius:14px;padding:28px 20px;margin-top:16px}h1{font-size:22px;line-height:1.4;color:${colour}}p{margin-top:8px}.small{font-size:14px;color:#4e5969}
a.main{display:block;background:${view.colour};color:#fff;text-decoration:none;font-weight:600;border-radius:10px;padding:12px;margin-top:20px}</style></head>
<body><main>${view.brand === "" ? "" : `<p class="brand">${html(view.brand)}</p>`}<section class="card"><h1>${html(view.title)}</h1>
${view.product === "" ? "" : `<p><b>${html(view.product)}</b></p>`}${view.lot === "" ? "" : `<p class="small">批号 ${html(view.lot)}</p>`}<p>${html(view.says)}</p>
${view.lead === null ? "" : `<a class="main" href="${html(view.lead.href)}">${html(view.lead.label)}</a>`}</section></main></body></html>`;
}
