import { useCan } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { ActivitiesPanel } from "./activities-panel.tsx";
import { GoodsPanel } from "./goods-panel.tsx";
import { frontNames } from "./hub-api.ts";
import styles from "./hubs.module.css";
import { MembersPanel } from "./members-panel.tsx";

/** 三大中台: customers, goods, and activities with contents, across every front (DT-01). */
export function Component() {
  const can = useCan();
  return (
    <>
      <PageHeader
        title="三大中台"
        description="客户、商品、活动与内容，放在一起看各个阵地：哪里认得谁、卖什么、缺什么。"
      />
      <div className={styles.stack}>
        {can("product.read") && <GoodsPanel labels={frontNames} />}
        {can("plan.read") && <ActivitiesPanel labels={frontNames} />}
        {can("member.read") && <MembersPanel />}
      </div>
    </>
  );
}
