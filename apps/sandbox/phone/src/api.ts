import { createContext, useCallback, useContext, useEffect, useState } from "react";
import type { Pulse } from "../../src/phone-server/views.ts";

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Error("沙箱没有应答：它可能已停止，请看启动它的终端");
  }
  const answer = (await response.json()) as T & { readonly error?: string; readonly message?: string };
  if (!response.ok) throw new Error(answer.error ?? answer.message ?? `沙箱答复 ${response.status}`);
  return answer;
}

export const read = <T>(path: string): Promise<T> => ask(path);

/** Writes to the sandbox; the header is what no foreign page can send. */
export function post<T = unknown>(path: string, body: object): Promise<T> {
  const headers = { "content-type": "application/json", "x-sandbox": "phone" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Does what a person does in WeChat's own programs. */
export function act<T = unknown>(name: string, input: object = {}): Promise<T> {
  return post(`/actions/${name}`, input);
}

export const PulseContext = createContext<Pulse | undefined>(undefined);

/** The sandbox's heartbeat; undefined while there is no connection. */
export function usePulseSource(): Pulse | undefined {
  const [pulse, setPulse] = useState<Pulse>();
  useEffect(() => {
    const source = new EventSource("/live");
    source.onmessage = ({ data }) => setPulse(JSON.parse(data as string) as Pulse);
    source.onerror = () => setPulse(undefined);
    return () => source.close();
  }, []);
  return pulse;
}

/** What is at `path` now, read again whenever something changes; undefined until the first answer. */
export function useLive<T>(path: string | undefined): {
  readonly data: T | undefined;
  readonly error: string | undefined;
} {
  const revision = useContext(PulseContext)?.revision;
  const [state, setState] = useState<{ path?: string; data?: T; error?: string }>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to read again
  useEffect(() => {
    if (path === undefined) return;
    let wanted = true;
    ask<T>(path).then(
      (data) => wanted && setState({ path, data }),
      (error: Error) => wanted && setState({ path, error: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [path, revision]);
  const current = state.path === path;
  return { data: current ? state.data : undefined, error: current ? state.error : undefined };
}

/** Runs something for a button: one at a time, its failure told to the person. */
export function useDoing(): { readonly busy: boolean; run(work: () => Promise<unknown>): void } {
  const say = useContext(ToastContext);
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    (work: () => Promise<unknown>) => {
      setBusy(true);
      work()
        .catch((error: Error) => say(error.message))
        .finally(() => setBusy(false));
    },
    [say],
  );
  return { busy, run };
}

export const ToastContext = createContext<(text: string) => void>(() => undefined);
