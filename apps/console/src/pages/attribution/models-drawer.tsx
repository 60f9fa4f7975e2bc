import { useQuery } from "@tanstack/react-query";
import { Drawer, Skeleton } from "antd";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatMoney, formatMoneyExact } from "../../shared/format/number.ts";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import styles from "./attribution.module.css";
import { modelsQuery, type Part } from "./attribution-api.ts";

/** The same claims under every model, side by side: what the choice of a model does. */
export function ModelsDrawer({ part, onClose }: { part: Part; onClose: () => void }) {
  const isPhone = useIsPhone();
  const models = useQuery(modelsQuery(part));
  return (
    <Drawer open onClose={onClose} size={isPhone ? "100%" : 960} title="同样的依据，换一种算法会怎样">
      {models.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {models.isError && <ErrorState error={models.error} onRetry={() => void models.refetch()} />}
      {models.data?.subjects.length === 0 && <EmptyState compact title="这段时间没有任何依据" />}
      {models.data && models.data.subjects.length > 0 && (
        <>
          <p className={styles.quiet}>净销售额，退款已扣。加粗的是现行规则用的算法；差别大的归属，换算法前先试算。</p>
          <div className={styles.models}>
            <table>
              <thead>
                <tr>
                  <th scope="col">归属</th>
                  {models.data.models.map(({ model, label }) => (
                    <th key={model} scope="col" className={model === models.data.chosen ? styles.chosen : undefined}>
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {models.data.subjects.map((row) => (
                  <tr key={`${row.subjectKind}:${row.subject}`}>
                    <td>{row.name}</td>
                    {models.data.models.map(({ model }) => (
                      <td
                        key={model}
                        title={formatMoneyExact(row.netFen[model])}
                        className={model === models.data.chosen ? styles.chosen : undefined}
                      >
                        {formatMoney(row.netFen[model])}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Drawer>
  );
}
