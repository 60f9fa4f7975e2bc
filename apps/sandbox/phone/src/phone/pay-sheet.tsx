import { useCallback, useEffect, useState } from "react";
import type { WaitingSheet } from "../../../src/pay/client/waiting.ts";
import type { PhoneView } from "../../../src/phone-server/views.ts";
import { act } from "../api.ts";
import { type Cashier, cashierInput, orderOf, type PageRequest } from "./cashier.ts";

interface Props {
  readonly view: PhoneView;
  /** What a scan or a page asked for; it comes before what waits by itself. */
  readonly asked: PageRequest | undefined;
  /** The asked one is answered: `ok`, `cancel` or `fail`, as WeChat says it to the page. */
  answered(result: "ok" | "cancel" | "fail"): void;
}

interface Look {
  readonly merchant: string;
  readonly description: string;
  readonly amount: number;
  readonly follow?: { readonly name: string } | undefined;
}

type Stage =
  | { readonly kind: "open" }
  | { readonly kind: "busy" }
  | { readonly kind: "done"; readonly text: string; readonly result: "ok" | "cancel" | "fail" };

/** The sheet of WeChat Pay over the phone: an order to pay or money to take, and what became of it. */
export function PaySheet({ view, asked, answered }: Props) {
  const person = view.person.id;
  const [later, setLater] = useState<readonly string[]>([]);
  const waiting = view.sheets.find(({ key }) => !later.includes(key));
  // Stays until its result has been read, though it no longer waits by then.
  const [shown, setShown] = useState<Shown>();
  const next = asked ? { cashier: asked.cashier, asked: true } : waiting && { waiting, asked: false };
  const current = shown ?? next;
  const close = useCallback(
    (result: "ok" | "cancel" | "fail") => {
      setShown(undefined);
      const order = orderOf(current?.cashier) ?? current?.waiting?.key;
      // What the page asked for wrongly must not come up by itself: its mistake would be hidden.
      if (order && (result === "fail" || current?.waiting?.kind === "transfer"))
        setLater((before) => [...before, order]);
      if (asked && (current?.asked || orderOf(asked.cashier) === order)) answered(result);
    },
    [current, asked, answered],
  );
  if (!current) return null;
  return (
    <OneSheet
      key={current.waiting?.key ?? JSON.stringify(current.cashier)}
      person={person}
      shown={current}
      hold={() => setShown(current)}
      close={close}
    />
  );
}

interface Shown {
  readonly cashier?: Cashier;
  readonly waiting?: WaitingSheet | undefined;
  readonly asked: boolean;
}

interface OneProps {
  readonly person: string;
  readonly shown: Shown;
  hold(): void;
  close(result: "ok" | "cancel" | "fail"): void;
}

function OneSheet({ person, shown, hold, close }: OneProps) {
  const { waiting } = shown;
  const cashier = shown.cashier ?? { prepayId: waiting?.key ?? "" };
  const transfer = waiting?.kind === "transfer";
  const [look, setLook] = useState<Look | undefined>(waiting);
  const [stage, setStage] = useState<Stage>({ kind: "open" });
  const [follow, setFollow] = useState(false);
  const input = cashierInput(person, cashier);
  const fixed = JSON.stringify(input);
  useEffect(() => {
    if (waiting) return;
    act<Look>("pay.look", JSON.parse(fixed)).then(setLook, (error: Error) =>
      setStage({ kind: "done", text: error.message, result: "fail" }),
    );
  }, [waiting, fixed]);
  const pay = () => {
    hold();
    setStage({ kind: "busy" });
    const work = transfer
      ? act("pay.confirm_transfer", { person, package: waiting.key })
      : act("pay.pay", { ...input, follow });
    work.then(
      () => setStage({ kind: "done", text: transfer ? "已确认收款" : "支付成功", result: "ok" }),
      (error: Error) => setStage({ kind: "done", text: error.message, result: "fail" }),
    );
  };
  const leave = () => {
    if (!transfer) act("pay.cancel", input).catch(() => undefined);
    close("cancel");
  };
  return (
    <div className="veil">
      <section className="cashier" role="dialog" aria-modal="true" aria-label={transfer ? "收款" : "微信支付"}>
        {look && (
          <>
            <p>{look.merchant}</p>
            <p className="amount">¥{(look.amount / 100).toFixed(2)}</p>
            <p className="what">{look.description}</p>
          </>
        )}
        {stage.kind === "done" ? (
          <>
            <p className={stage.result === "ok" ? "pill good" : "pill bad"} role="status">
              {stage.text}
            </p>
            <button type="button" className="primary" onClick={() => close(stage.result)}>
              完成
            </button>
          </>
        ) : (
          <>
            {look?.follow && (
              <label>
                <input type="checkbox" checked={follow} onChange={(event) => setFollow(event.target.checked)} />{" "}
                关注公众号“
                {look.follow.name}”
              </label>
            )}
            <button type="button" className="primary" disabled={!look || stage.kind === "busy"} onClick={pay}>
              {stage.kind === "busy" ? "正在处理…" : transfer ? "收款" : "支付"}
            </button>
            <button type="button" disabled={stage.kind === "busy"} onClick={leave}>
              {transfer ? "以后再说" : "取消"}
            </button>
          </>
        )}
      </section>
    </div>
  );
}
