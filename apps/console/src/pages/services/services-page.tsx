import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { BookTab } from "./book-tab.tsx";
import { CareTab } from "./care-tab.tsx";
import { CatalogueTab } from "./catalogue-tab.tsx";
import { ResultsTab } from "./results-tab.tsx";
import { readServices, type Services, servicesKey } from "./service-api.ts";

/** 服务场: appointments, records, and the relation that service keeps (CH-37). */
export function Component() {
  const services = useQuery({ queryKey: [...servicesKey, "catalogue"], queryFn: ({ signal }) => readServices(signal) });
  if (services.isError) return <ErrorState error={services.error} onRetry={() => void services.refetch()} />;
  if (!services.data) return <PageSkeleton />;
  return <Rooms services={services.data} />;
}

/** The day's book comes first, unless there was nothing to book when the page was opened. */
function Rooms({ services }: { services: Services }) {
  const can = useCan();
  const [params, setParams] = useSearchParams();
  const [first] = useState(services.items.length > 0 ? "book" : "catalogue");
  return (
    <>
      <PageHeader
        title="服务场"
        description="流量和交易靠平台，关系靠自己：客户预约来、服务有记录、做完有回访、到期有人请回来。"
      />
      <Tabs
        activeKey={params.get("tab") ?? first}
        onChange={(tab) => setParams({ tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: "book", label: "预约与接待", children: <BookTab services={services} /> },
          { key: "care", label: "回访与复查", children: <CareTab /> },
          {
            key: "catalogue",
            label: "服务目录",
            children: <CatalogueTab services={services} mayWrite={can("service.write")} />,
          },
          { key: "results", label: "效果", children: <ResultsTab /> },
        ]}
      />
    </>
  );
}
