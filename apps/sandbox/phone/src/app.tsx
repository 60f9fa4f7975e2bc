import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { PulseContext, ToastContext, usePulseSource } from "./api.ts";
import { ControlPanel } from "./control/control-panel.tsx";
import { Phone } from "./phone/phone.tsx";
import { Who } from "./who.tsx";

type Room = "who" | "phone" | "control";
const rooms: readonly (readonly [Room, string])[] = [
  ["who", "我是谁"],
  ["phone", "手机"],
  ["control", "沙箱"],
];
const KEPT = "sandbox.person";

/** Who one is, the phone, and the sandbox: beside each other on a desk, one at a time on a phone. */
export function App() {
  const pulse = usePulseSource();
  const [person, setPerson] = useState(() => localStorage.getItem(KEPT) ?? undefined);
  const [room, setRoom] = useState<Room>("phone");
  const [toast, setToast] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((text: string) => {
    clearTimeout(timer.current);
    setToast(text);
    timer.current = setTimeout(() => setToast(undefined), 5000);
  }, []);
  useEffect(() => {
    if (person) localStorage.setItem(KEPT, person);
  }, [person]);
  const become = useCallback((id: string) => {
    setPerson(id);
    setRoom("phone");
  }, []);
  const phone = useMemo(() => <Phone key={person ?? ""} person={person} onChoose={() => setRoom("who")} />, [person]);
  return (
    <PulseContext value={pulse}>
      <ToastContext value={say}>
        <div className="app" data-room={room}>
          <header className="top">
            <strong>本地微信沙箱</strong>
            <span className={pulse ? "state on" : "state off"}>{pulse ? "运行中" : "未连接"}</span>
          </header>
          <main className="desk">
            <section className="room who" aria-label="我是谁">
              <Who current={person} onChoose={become} />
            </section>
            <section className="room hand" aria-label="手机">
              {phone}
            </section>
            <section className="room control" aria-label="沙箱">
              <ControlPanel />
            </section>
          </main>
          <nav className="rooms" aria-label="页面">
            {rooms.map(([id, label]) => (
              <button key={id} type="button" aria-pressed={room === id} onClick={() => setRoom(id)}>
                {label}
              </button>
            ))}
          </nav>
          {toast && (
            <div className="toast" role="alert">
              {toast}
            </div>
          )}
        </div>
      </ToastContext>
    </PulseContext>
  );
}
