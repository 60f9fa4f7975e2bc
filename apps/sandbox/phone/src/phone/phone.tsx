import { useCallback, useContext, useState } from "react";
import type { PhoneView, ScanOutcome } from "../../../src/phone-server/views.ts";
import { PulseContext, useLive } from "../api.ts";
import { clockTime } from "../format.ts";
import { Accounts } from "./accounts.tsx";
import type { PageRequest } from "./cashier.ts";
import { Chat } from "./chat.tsx";
import { ChatList } from "./chat-list.tsx";
import { Moments } from "./moments.tsx";
import { PaySheet } from "./pay-sheet.tsx";
import { Scan } from "./scan.tsx";
import type { Sheet } from "./sheet.ts";
import { WebView } from "./web-view.tsx";
import { Workbench } from "./workbench.tsx";

type Tab = "chats" | "moments" | "scan" | "accounts" | "workbench";

interface Props {
  readonly person: string | undefined;
  onChoose(): void;
}

/** A phone with WeChat, and WeCom where it is a guide's. */
export function Phone({ person, onChoose }: Props) {
  const now = useContext(PulseContext)?.now;
  const { data: view, error } = useLive<PhoneView>(person && `/phone/view?person=${encodeURIComponent(person)}`);
  const [tab, setTab] = useState<Tab>("chats");
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);
  const open = useCallback((sheet: Sheet) => setSheets((before) => [...before, sheet]), []);
  const back = useCallback(() => setSheets((before) => before.slice(0, -1)), []);
  const [asked, setAsked] = useState<PageRequest>();
  const arrive = useCallback(
    (found: ScanOutcome) => (found.kind === "pay" ? setAsked({ cashier: { text: found.cashier } }) : open(found)),
    [open],
  );
  const answered = useCallback(
    (result: "ok" | "cancel" | "fail") => {
      asked?.answer?.(result);
      setAsked(undefined);
    },
    [asked],
  );
  const sheet = sheets.at(-1);
  return (
    <div className="phone">
      <div className="status">
        <span>{now === undefined ? "--:--" : clockTime(now)}</span>
        <span>{view?.person.nickname}</span>
      </div>
      {view ? (
        sheet ? (
          <Top sheet={sheet} view={view} open={open} back={back} arrive={arrive} ask={setAsked} />
        ) : (
          <>
            <div className="screen">
              {tab === "chats" && <ChatList view={view} open={open} toScan={() => setTab("scan")} />}
              {tab === "moments" && <Moments view={view} open={open} />}
              {tab === "scan" && <Scan person={view.person.id} onFound={arrive} />}
              {tab === "accounts" && <Accounts view={view} open={open} />}
              {tab === "workbench" && view.person.userid && <Workbench userid={view.person.userid} open={open} />}
            </div>
            <nav className="dock" aria-label="微信">
              {tabsOf(view).map(([id, label]) => (
                <button key={id} type="button" aria-pressed={tab === id} onClick={() => setTab(id)}>
                  {label}
                </button>
              ))}
            </nav>
          </>
        )
      ) : (
        <div className="screen blank">
          {error ? <p>{error}</p> : <p>{person ? "正在打开…" : "还没有拿起手机"}</p>}
          <button type="button" className="primary" onClick={onChoose}>
            选择我是谁
          </button>
        </div>
      )}
      {view && <PaySheet view={view} asked={asked} answered={answered} />}
    </div>
  );
}

function tabsOf(view: PhoneView): readonly (readonly [Tab, string])[] {
  return [
    ["chats", "聊天"],
    ...(view.person.userid ? ([["workbench", "工作台"]] as const) : []),
    ["scan", "扫一扫"],
    ["accounts", "公众号"],
    ["moments", "朋友圈"],
  ];
}

interface TopProps {
  readonly sheet: Sheet;
  readonly view: PhoneView;
  open(sheet: Sheet): void;
  back(): void;
  arrive(found: ScanOutcome): void;
  ask(request: PageRequest): void;
}

function Top({ sheet, view, open, back, arrive, ask }: TopProps) {
  if (sheet.kind === "chat") return <Chat key={sheet.key} chatKey={sheet.key} view={view} open={open} back={back} />;
  return (
    <WebView key={sheet.kind === "web" ? sheet.url : sheet.appid} {...{ sheet, view, back, ask }} onFound={arrive} />
  );
}
