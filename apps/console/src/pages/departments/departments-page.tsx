import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Skeleton } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { type Department, departmentsQuery } from "./department-api.ts";
import { DepartmentCard } from "./department-card.tsx";
import { DepartmentForm } from "./department-form.tsx";
import styles from "./departments.module.css";

/** 部门与编制: dedicated departments as a chart of who reports to whom, their functions, people and open heads. */
export function Component() {
  const can = useCan();
  const [day, setDay] = useState<string | undefined>();
  const [isCreating, setCreating] = useState(false);
  const departments = useQuery(departmentsQuery(day));
  const create = can("department.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      新设部门
    </Button>
  );
  const data = departments.data;
  const items = data?.items ?? [];
  const known = new Set(items.map((each) => each.id));
  const tops = items.filter((each) => each.reportsToDepartmentId === null || !known.has(each.reportsToDepartmentId));

  return (
    <>
      <PageHeader
        title="部门与编制"
        description={
          data && items.length > 0
            ? `编制 ${data.planned} 人，在岗 ${data.filled} 人${data.gap > 0 ? `，缺 ${data.gap} 人` : "，没有缺口"}`
            : "社群运营部这样的专职部门：向谁汇报、有哪些职能、编制几人、谁在岗、还缺谁。"
        }
        actions={
          <>
            <DatePicker
              aria-label="看哪一天"
              allowClear={day !== undefined}
              value={dayjs(day ?? shopToday())}
              onChange={(next) => setDay(next?.format("YYYY-MM-DD"))}
            />
            {create}
          </>
        }
      />
      {departments.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {departments.isError && <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />}
      {data && items.length === 0 && (
        <EmptyState title="还没有专职部门" action={create}>
          例如社群运营部：直接向首席增长官汇报，10 人，分活动、文案、设计、数据、项目管理五项职能。
        </EmptyState>
      )}
      <div className={styles.branch}>
        {tops.map((top) => (
          <Branch key={top.id} department={top} all={items} />
        ))}
      </div>
      {isCreating && <DepartmentForm departments={items} onClose={() => setCreating(false)} />}
    </>
  );
}

function Branch({ department, all }: { department: Department; all: readonly Department[] }) {
  const below = all.filter((each) => each.reportsToDepartmentId === department.id);
  return (
    <div className={styles.branch}>
      <DepartmentCard department={department} all={all} />
      {below.length > 0 && (
        <div className={styles.below}>
          {below.map((each) => (
            <Branch key={each.id} department={each} all={all} />
          ))}
        </div>
      )}
    </div>
  );
}
