import { useState } from "react";
import type { ChatView, MenuButton } from "../../../src/phone-server/views.ts";
import { act, useDoing } from "../api.ts";
import type { Sheet } from "./sheet.ts";

interface Props {
  readonly chat: ChatView;
  readonly person: string;
  open(sheet: Sheet): void;
}

interface Pressed {
  readonly type?: string;
  readonly url?: string;
  readonly appid?: string;
  readonly pagepath?: string;
}

/** The menu of an official account, as this person sees it. */
export function AccountMenu({ chat, person, open }: Props) {
  const { busy, run } = useDoing();
  const [spread, setSpread] = useState<string>();
  const [, appid = ""] = chat.key.split("/");
  const press = ({ name, children }: MenuButton) => {
    if (children.length > 0) return setSpread(spread === name ? undefined : name);
    setSpread(undefined);
    run(async () => {
      const opened = await act<Pressed>("oa.press_menu", { appid, person, button: name });
      if (opened.type === "view" && opened.url) open({ kind: "web", url: opened.url });
      if (opened.type === "miniprogram" && opened.appid)
        open({ kind: "mini", appid: opened.appid, page: opened.pagepath ?? "" });
    });
  };
  const under = chat.menu.find(({ name }) => name === spread)?.children ?? [];
  return (
    <>
      {under.length > 0 && (
        <div className="menu under">
          {under.map((button) => (
            <button key={button.name} type="button" disabled={busy} onClick={() => press(button)}>
              {button.name}
            </button>
          ))}
        </div>
      )}
      <div className="menu">
        {chat.menu.map((button) => (
          <button
            key={button.name}
            type="button"
            disabled={busy}
            aria-expanded={button.children.length > 0 ? spread === button.name : undefined}
            onClick={() => press(button)}
          >
            {button.children.length > 0 && "≡ "}
            {button.name}
          </button>
        ))}
      </div>
    </>
  );
}
