import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { kindNames, standardsQuery, stateColors, stateNames } from "./standard-api.ts";
import { StandardForm } from "./standard-form.tsx";
import styles from "./standards.module.css";

/** 统一标准: what every store gives its members and does after a sale, and who has taken note. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const standards = useQuery(standardsQuery);
  const [isPublishing, setPublishing] = useState(false);
  const items = standards.data?.items ?? [];
  const publish = can("standard.publish") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setPublishing(true)}>
      发布标准
    </Button>
  );

  return (
    <>
      <PageHeader
        title="统一标准"
        description="总部发布的会员福利与售后标准，每家店按同一版执行；谁还没签收一目了然。"
        actions={publish}
      />
      {standards.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {standards.isError && <ErrorState error={standards.error} onRetry={() => void standards.refetch()} />}
      {standards.data && items.length === 0 && (
        <EmptyState title="还没有标准" action={publish}>
          把会员福利、退换货、投诉处理写成一份标准发布出去，各店就不会各做各的。
        </EmptyState>
      )}
      {items.length > 0 && (
        <Panel>
          <ul className={styles.plain}>
            {items.map((standard) => (
              <li key={standard.id}>
                <div className={styles.head}>
                  <Link to={`/standards/${standard.id}`}>{standard.title}</Link>
                  <Tag>{kindNames[standard.kind]}</Tag>
                  <Tag color={stateColors[standard.state]}>{stateNames[standard.state]}</Tag>
                  <span className={standard.acknowledged < standard.stores ? styles.short : styles.full}>
                    已签收 {standard.acknowledged} / {standard.stores} 家
                  </span>
                </div>
                <span className={styles.quiet}>
                  第 {standard.version} 版 · {standard.validFrom} 起生效 · {standard.publishedBy}{" "}
                  {formatDateTime(standard.publishedAt)} 发布
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {isPublishing && (
        <StandardForm
          onClose={() => setPublishing(false)}
          onDone={({ id }) => {
            setPublishing(false);
            void navigate(`/standards/${id}`);
          }}
        />
      )}
    </>
  );
}
