import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { problemText } from "../feedback/states.tsx";

interface Action<Input, Output> {
  readonly run: (input: Input) => Promise<Output>;
  /** What to tell the person when it is done; nothing when empty. */
  readonly done?: string | ((output: Output, input: Input) => string);
  /** Lists and pages that show something else now. */
  readonly refresh?: readonly QueryKey[];
  /** Takes it back; offered for ten seconds. */
  readonly undo?: (output: Output, input: Input) => Promise<unknown>;
  /** Whether taking back would restore exactly what was; always, unless said. */
  readonly mayUndo?: (output: Output, input: Input) => boolean;
  readonly onDone?: (output: Output, input: Input) => void;
  /** The caller shows the failure beside the fields. */
  readonly quietFailure?: boolean;
}

/** A change that a person makes: says when it is done or why not, refreshes what shows it, and offers to take it back. */
export function useAction<Input = void, Output = unknown>(action: Action<Input, Output>) {
  const queries = useQueryClient();
  const { message, notification } = App.useApp();
  const refresh = () => Promise.all((action.refresh ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));

  const takeBack = async (output: Output, input: Input, key: string) => {
    notification.destroy(key);
    try {
      await action.undo?.(output, input);
      void message.success("已撤销");
    } catch (error) {
      void message.error(problemText(error).title);
    }
    await refresh();
  };

  return useMutation({
    mutationFn: action.run,
    onSuccess: (output, input) => {
      void refresh();
      action.onDone?.(output, input);
      const text = typeof action.done === "function" ? action.done(output, input) : action.done;
      if (!text) return;
      if (!action.undo || action.mayUndo?.(output, input) === false) {
        void message.success(text);
        return;
      }
      const key = `undo-${Date.now()}`;
      notification.success({
        key,
        title: text,
        duration: 10,
        placement: "bottomRight",
        actions: (
          <Button size="small" onClick={() => void takeBack(output, input, key)}>
            撤销
          </Button>
        ),
      });
    },
    onError: (error) => {
      if (action.quietFailure) return;
      const { title, detail } = problemText(error);
      void message.error(detail ? `${title}：${detail}` : title, 6);
    },
  });
}
