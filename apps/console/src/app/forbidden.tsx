import { Button } from "antd";
import { Link } from "react-router";
import { EmptyState } from "../shared/feedback/states.tsx";

export function Forbidden() {
  return (
    <EmptyState
      title="没有打开这个页面的权限"
      action={
        <Link to="/">
          <Button type="primary">回到首页</Button>
        </Link>
      }
    >
      你的角色不包含这项权限。需要的话，请让管理员在「员工」里为你调整任职和角色。
    </EmptyState>
  );
}

export function NotFound() {
  return (
    <EmptyState
      title="没有找到这个页面"
      action={
        <Link to="/">
          <Button type="primary">回到首页</Button>
        </Link>
      }
    >
      地址可能写错了，或者内容已经不在你的数据范围内。
    </EmptyState>
  );
}
