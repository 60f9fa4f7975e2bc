import { useLens } from "../../lens/use-lens.ts";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";

const storesOnly = ["store"] as const;

/** For those with many stores: which one? */
export function ChooseStore() {
  const { setUnitId } = useLens();
  return (
    <EmptyState
      title="先选一家门店"
      action={
        <UnitSelect
          kinds={storesOnly}
          placeholder="输入门店名称或编号"
          style={{ width: 300 }}
          onChange={(id) => setUnitId(id)}
        />
      }
    >
      这里是店长每天打开的页面：这家店昨天怎么样、哪里变了、该联系哪些老客。
    </EmptyState>
  );
}
