import { Button } from "antd";
import { useRouteError } from "react-router";
import { EmptyState, ErrorState } from "../shared/feedback/states.tsx";

const reload = () => window.location.reload();

/** A page that threw: the menu stays, the page says so. A script that is gone means that a new version was installed. */
export function RouteError() {
  const error = useRouteError();
  const isOutdated = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
  if (!isOutdated) return <ErrorState error={error} onRetry={reload} />;
  return (
    <EmptyState
      title="飞轮刚刚更新过"
      action={
        <Button type="primary" onClick={reload}>
          刷新页面
        </Button>
      }
    >
      这个页面来自旧版本，刷新后即可继续。
    </EmptyState>
  );
}
