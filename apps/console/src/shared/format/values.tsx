import { Tooltip } from "antd";
import { formatAgo, formatDateTime, formatDay } from "./date.ts";
import { formatExact, formatMoney, formatMoneyExact, formatNumber, formatRatio, noValue } from "./number.ts";

/** Shows the short text, and the exact one on hover when it says more. */
function WithExact({ short, exact }: { short: string; exact: string }) {
  if (short === exact || short === noValue) return <span>{short}</span>;
  return (
    <Tooltip title={exact}>
      <span>{short}</span>
    </Tooltip>
  );
}

/** Money from fen. `exact` shows every digit, for documents such as an order. */
export function Money({ fen, exact = false }: { fen: number | null | undefined; exact?: boolean }) {
  const full = formatMoneyExact(fen);
  return exact ? <span>{full}</span> : <WithExact short={formatMoney(fen)} exact={full} />;
}

/** A count in 万/亿, the exact number on hover. */
export function Count({ value, unit }: { value: number | null | undefined; unit?: string }) {
  const tail = unit ? ` ${unit}` : "";
  return <WithExact short={`${formatNumber(value)}${tail}`} exact={`${formatExact(value)}${tail}`} />;
}

/** A fraction as percentage, two more digits on hover. */
export function Ratio({ value }: { value: number | null | undefined }) {
  return <WithExact short={formatRatio(value)} exact={formatRatio(value, 3)} />;
}

/** A moment in shop time; `ago` says it in words with the moment on hover. */
export function DateTime({ value, ago = false }: { value: string | null | undefined; ago?: boolean }) {
  return ago ? (
    <WithExact short={formatAgo(value)} exact={formatDateTime(value)} />
  ) : (
    <span>{formatDateTime(value)}</span>
  );
}

export function Day({ value }: { value: string | null | undefined }) {
  return <span>{formatDay(value)}</span>;
}
