import { html } from "../../kernel/http/html.ts";
import type { PartnerPage } from "./schemas.ts";

type Row = PartnerPage["rows"][number];

const amount = (unit: Row["unit"], value: number | null) =>
  value === null
    ? "—"
    : unit === "fen"
      ? `¥${(value / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
      : value.toLocaleString("zh-CN");

const cell = (unit: Row["unit"], value: number | null, agreed: number | null, hidden = false, fewest = 0) =>
  `<td>${hidden ? `少于 ${fewest}` : html(amount(unit, value))}${agreed === null ? "" : `<small>约定 ${html(amount(unit, agreed))}</small>`}</td>`;

const rowOf = ({ label, unit, definition, toUs, toUsAgreed, toUsHidden, toThem, toThemAgreed }: Row, fewest: number) =>
  `<tr><th scope="row">${html(label)}<small>${html(definition)}</small></th>${cell(unit, toThem, toThemAgreed)}${cell(unit, toUs, toUsAgreed, toUsHidden, fewest)}</tr>`;

/** The page that a partner reads: figures of one cooperation, seen from its side. */
export function partnerPageHtml(
  page: PartnerPage,
  { brand, nonce }: { readonly brand: string; readonly nonce: string },
): string {
  const us = brand === "" ? "我方" : brand;
  return shell(
    page.name,
    nonce,
    `<h1>${html(page.name)}</h1>
<p>${html(page.kindLabel)} · ${html(page.startsOn)} 至 ${html(page.endsOn)} · ${html(page.stateLabel)}</p>
${
  page.rows.length === 0
    ? "<p>还没有数据：双方的约定和计数会出现在这里。</p>"
    : `<table><thead><tr><th scope="col">指标</th><th scope="col">${html(us)}给贵方</th><th scope="col">贵方给${html(us)}</th></tr></thead>
<tbody>${page.rows.map((row) => rowOf(row, page.fewest)).join("")}</tbody></table>`
}
<p class="foot">数据截至 ${html(page.takenOn)} 当天首次打开时，每天更新一次；不含任何客户资料，少于 ${page.fewest} 的人数与订单不显示。本页有效期至 ${html(page.expiresOn)}。</p>`,
  );
}

export const goneHtml = (nonce: string) =>
  shell("页面已失效", nonce, "<h1>页面已失效</h1><p>这个分享已到期或已被收回，请联系合作方重新获取。</p>");

const shell = (title: string, nonce: string, body: string) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><title>${html(title)}</title>
<style nonce="${nonce}">
body{margin:0;padding:24px 16px;background:#f5f6f8;color:#1f2329;font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:760px;margin:0 auto;background:#fff;border-radius:12px;padding:24px 20px}
h1{font-size:22px;line-height:1.4;margin:0 0 4px}p{margin:0 0 16px;color:#5a6069}
table{width:100%;border-collapse:collapse}th,td{padding:10px 8px;border-bottom:1px solid #e8eaee;text-align:right;vertical-align:top}
th[scope=row],thead th:first-child{text-align:left;font-weight:600}thead th{font-size:14px;color:#5a6069;font-weight:500}
td{font-variant-numeric:tabular-nums;white-space:nowrap}small{display:block;font-size:12px;line-height:1.5;color:#7a808a;font-weight:400}
.foot{font-size:13px;margin:16px 0 0}
</style></head><body><main>${body}</main></body></html>`;
