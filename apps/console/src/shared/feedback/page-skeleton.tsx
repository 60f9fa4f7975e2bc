import { Skeleton } from "antd";

/** The shape of a page while its script or first data is on the way. */
export function PageSkeleton() {
  return (
    <div aria-busy="true" aria-live="polite">
      <span className="fl-visually-hidden">正在加载</span>
      <Skeleton active title={{ width: 180 }} paragraph={{ rows: 1, width: 320 }} />
      <Skeleton active style={{ marginTop: 32 }} paragraph={{ rows: 8 }} />
    </div>
  );
}
