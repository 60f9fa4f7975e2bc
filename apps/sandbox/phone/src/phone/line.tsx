import type { LineView } from "../../../src/phone-server/views.ts";
import type { Sheet } from "./sheet.ts";

interface Props {
  readonly line: LineView;
  open?(sheet: Sheet): void;
}

const address = /(https?:\/\/[^\s"'<>，。；）]+)/;

/** What is inside a bubble: text with its links, a picture, or a card that opens something. */
export function LineBody({ line, open }: Props) {
  const { title, text, url, picture, miniProgram } = line;
  const target: Sheet | undefined = miniProgram
    ? { kind: "mini", ...miniProgram }
    : url
      ? { kind: "web", url }
      : undefined;
  if (title === undefined && !target)
    return (
      <>
        {picture && <img className="picture" src={picture} alt="图片" />}
        {!(picture && text.startsWith("[")) && <Words text={text} open={open} />}
      </>
    );
  const inside = (
    <>
      {title && <b>{title}</b>}
      {text && <span className="words">{text}</span>}
      {picture && <img className="picture" src={picture} alt="" />}
      {miniProgram && <small>小程序</small>}
    </>
  );
  return target && open ? (
    <button type="button" className="card" onClick={() => open(target)}>
      {inside}
    </button>
  ) : (
    <div className="card">{inside}</div>
  );
}

function Words({ text, open }: { readonly text: string; open?: ((sheet: Sheet) => void) | undefined }) {
  return (
    <span className="words">
      {text.split(address).map((part, at) => {
        const key = `${at}${part}`;
        if (at % 2 === 0 || !open) return <span key={key}>{part}</span>;
        return (
          <button key={key} type="button" className="link" onClick={() => open({ kind: "web", url: part })}>
            {part}
          </button>
        );
      })}
    </span>
  );
}
