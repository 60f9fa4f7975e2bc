import type { ReactNode } from "react";

/** The bar above what is open on a phone. */
export function TitleBar({
  title,
  back,
  children,
}: {
  readonly title: string;
  back?(): void;
  readonly children?: ReactNode;
}) {
  return (
    <div className="bar">
      {back && (
        <button type="button" className="back" aria-label="返回" onClick={back}>
          ‹
        </button>
      )}
      <b className="grow">{title}</b>
      {children}
    </div>
  );
}
