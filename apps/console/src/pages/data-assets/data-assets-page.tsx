import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton, Table, Tag } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatNumber } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";

type Register = AnswerOf<"/api/v1/data-assets">;
type Asset = Register["items"][number];

const sensitivityNames: Readonly<Record<Asset["sensitivity"], string>> = {
  public: "公开",
  internal: "内部",
  personal: "个人信息",
};

/** Tables with their rows; `约` where the engine only estimates. */
function placesOf(places: Asset["stored"]): string {
  return (
    places.map(({ table, rows, exact }) => `${table} ${exact ? "" : "约 "}${formatNumber(rows)} 行`).join("、") || "—"
  );
}

/** 数据资产: what this installation holds, who answers for it, and by which ways it leaves. */
export function Component() {
  const can = useCan();
  const [edited, setEdited] = useState<Asset | null>(null);
  const register = useQuery({
    queryKey: ["data-assets"],
    queryFn: ({ signal }): Promise<Register> => answer(api.GET("/api/v1/data-assets", { signal })),
  });
  if (register.isError) return <ErrorState error={register.error} onRetry={() => void register.refetch()} />;
  if (!register.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { items, version } = register.data;
  const kinds = [...new Set(items.map((item) => item.kindLabel))];
  return (
    <>
      <PageHeader
        title="数据资产"
        description="品牌自己的四类数据资产：存在哪里、有多少、谁负责、从哪里流出。行数是打开页面时现数的。"
      />
      {kinds.map((kind) => (
        <Panel key={kind} title={kind} flush>
          <Table
            size="small"
            rowKey="code"
            scroll={{ x: "max-content" }}
            pagination={false}
            dataSource={items.filter((item) => item.kindLabel === kind)}
            columns={[
              {
                title: "资产",
                width: 180,
                render: (_: unknown, row) => (
                  <>
                    {row.name}{" "}
                    <Tag color={row.sensitivity === "personal" ? "orange" : "default"}>
                      {sensitivityNames[row.sensitivity]}
                    </Tag>
                  </>
                ),
              },
              { title: "负责人", width: 90, render: (_: unknown, row) => row.owner || "未指定" },
              { title: "以谁为准", width: 100, dataIndex: "systemOfRecord" },
              { title: "业务库", width: 210, render: (_: unknown, row) => placesOf(row.stored) },
              {
                title: "分析库",
                width: 150,
                render: (_: unknown, row) => (row.available ? placesOf(row.copies) : "分析库没有应答"),
              },
              { title: "保存多久", width: 180, dataIndex: "retention" },
              { title: "从哪里流出", width: 150, render: (_: unknown, row) => row.leaves.join("、") },
              { title: "备注", width: 100, render: (_: unknown, row) => row.notes || "—" },
              {
                title: "",
                render: (_: unknown, row) =>
                  can("setting.write") && (
                    <Button size="small" onClick={() => setEdited(row)}>
                      填写
                    </Button>
                  ),
              },
            ]}
          />
        </Panel>
      ))}
      {edited && <AssetForm asset={edited} version={version} onClose={() => setEdited(null)} />}
    </>
  );
}

interface Values {
  owner?: string;
  notes?: string;
}

function AssetForm({ asset, version, onClose }: { asset: Asset; version: number; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Register>({
    run: ({ owner = "", notes = "" }) =>
      answer(
        api.PUT("/api/v1/data-assets/{assetCode}", {
          params: { path: { assetCode: asset.code } },
          body: { owner, notes, version },
        }),
      ),
    done: "已保存",
    refresh: [["data-assets"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={asset.name}
      initialValues={{ owner: asset.owner, notes: asset.notes }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="owner" label="负责人">
        <Input maxLength={80} placeholder="部门和姓名" />
      </Form.Item>
      <Form.Item name="notes" label="备注">
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
    </FormDrawer>
  );
}
