import { Presets, SingleBar } from "cli-progress";

/** A bar on a terminal, nothing in a pipe. */
export interface Progress {
  update(done: number, total: number, label: string): void;
  stop(): void;
}

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    { format: "  {bar} {percentage}%  {label}", hideCursor: true, stream, clearOnComplete: true, barsize: 28 },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, label) {
      if (!started) {
        bar.start(Math.max(1, total), done, { label });
        started = true;
      }
      bar.setTotal(Math.max(1, total));
      bar.update(Math.min(done, total), { label });
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
