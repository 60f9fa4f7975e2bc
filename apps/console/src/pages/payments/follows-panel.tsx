import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Alert, DatePicker, Table } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { Ratio } from "../../shared/format/values.tsx";
import { paymentsKey } from "./payment-api.ts";
import styles from "./payments.module.css";

/** Payments and who followed the official account right after, by merchant and store. */
export function FollowsPanel() {
  const [days, setDays] = useState<[Dayjs, Dayjs]>(() => [dayjs().subtract(29, "day"), dayjs()]);
  const [from, to] = [days[0].format("YYYY-MM-DD"), days[1].format("YYYY-MM-DD")];
  const follows = useQuery({
    queryKey: [...paymentsKey, "follows", from, to],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/wechat-pay/follows", { signal, params: { query: { from, to } } })),
  });
  if (follows.isError) return <ErrorState error={follows.error} onRetry={() => void follows.refetch()} />;
  return (
    <>
      <div className={styles.bar}>
        <DatePicker.RangePicker
          aria-label="付款日期"
          value={days}
          allowClear={false}
          onChange={(value) => value?.[0] && value[1] && setDays([value[0], value[1]])}
        />
      </div>
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 16 }}
        title={`付款成功页上勾选关注、且在付款后 ${follows.data?.minutesAfter ?? 30} 分钟内关注的算“支付后关注”；关注率＝关注 ÷ 付款笔数。`}
        description="在微信支付商户平台的“支付后关注”里选好公众号后，微信会自动展示；是否展示由微信决定（已关注的人看不到）。"
      />
      <Table
        rowKey={(row) => `${row.merchantId} ${row.storeNo}`}
        loading={follows.isPending}
        dataSource={follows.data?.items ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: "max-content" }}
        locale={{
          emptyText: <EmptyState title="这些天没有付款">有付款后，这里按商户和门店统计付款后关注的人数。</EmptyState>,
        }}
        columns={[
          { title: "商户", dataIndex: "merchantName" },
          { title: "门店", render: (_, row) => row.storeName ?? "总部" },
          { title: "付款笔数", dataIndex: "payments", align: "right" },
          { title: "付款人", dataIndex: "payers", align: "right" },
          { title: "支付后关注", dataIndex: "followers", align: "right" },
          {
            title: "关注率",
            align: "right",
            render: (_, row) => <Ratio value={row.payments === 0 ? null : row.followers / row.payments} />,
          },
          { title: "现在仍关注", dataIndex: "staying", align: "right" },
        ]}
      />
    </>
  );
}
