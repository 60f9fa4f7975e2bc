import { App, Button } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { endWay, type Way } from "./shop-api.ts";

/** Takes a code away from today on; what it brought stays counted. */
export function EndWay({ accountId, way }: { accountId: string; way: Way }) {
  const { modal } = App.useApp();
  const end = useAction({
    run: () => endWay(accountId, way.id, shopToday()),
    done: "入口已结束",
    refresh: [
      ["wechat-shop", "conversion"],
      ["wechat-shop", "buyers"],
    ],
  });
  return (
    <Button
      size="small"
      loading={end.isPending}
      onClick={() =>
        void modal.confirm({
          title: `结束「${way.label} · ${way.codeName}」？`,
          content: "从明天起的订单不再算作遇到过它；已经带来的好友照常统计。结束后不能恢复，可以重新登记。",
          okText: "结束",
          cancelText: "继续使用",
          onOk: () => end.mutateAsync(),
        })
      }
    >
      结束
    </Button>
  );
}
