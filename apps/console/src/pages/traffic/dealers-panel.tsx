import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Select, Skeleton, Switch, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { serviceNames } from "../stores/store-api.ts";
import styles from "./traffic.module.css";
import { type Dealer, type Dealers, dealersQuery, saveTerms } from "./traffic-api.ts";

function territory(dealer: Dealer): string {
  const parts = [
    ...(dealer.areaCodes.length > 0 ? [dealer.areaCodes.join("、")] : []),
    ...(dealer.radiusMetres === null ? [] : [`各店周围 ${dealer.radiusMetres / 1_000} 公里`]),
  ];
  return parts.join("；") || "没有";
}

/** What is agreed with each dealer: territory, cap, weight, rate. */
export function DealersPanel() {
  const can = useCan();
  const dealers = useQuery(dealersQuery);
  const [editing, setEditing] = useState<Dealer | null>(null);
  return (
    <Panel title="经销商条款" hint="没有单独约定的按默认：不设保护区域、不限名额、权重 100、不分润" flush>
      {dealers.isError && <ErrorState compact error={dealers.error} onRetry={() => void dealers.refetch()} />}
      {dealers.isPending && <Skeleton active />}
      {dealers.data?.items.length === 0 && <EmptyState compact title="还没有经销商" />}
      {(dealers.data?.items.length ?? 0) > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">经销商</th>
                <th scope="col" className={styles.text}>
                  营业门店与服务
                </th>
                <th scope="col" className={styles.text}>
                  保护区域
                </th>
                <th scope="col">每日名额</th>
                <th scope="col">权重</th>
                <th scope="col">分润比例</th>
                {can("traffic.write") && <th scope="col">操作</th>}
              </tr>
            </thead>
            <tbody>
              {dealers.data?.items.map((dealer) => (
                <tr key={dealer.unitId}>
                  <th scope="row">
                    {dealer.name} {!dealer.accepts && <Tag>暂停接收</Tag>}
                    <div>
                      <small>{dealer.parentName}</small>
                    </div>
                  </th>
                  <td className={styles.text}>
                    {dealer.stores} 家{" "}
                    <small>{dealer.services.map((service) => serviceNames[service]).join("、")}</small>
                  </td>
                  <td className={styles.text}>{territory(dealer)}</td>
                  <td>{dealer.dailyCap ?? "不限"}</td>
                  <td>{dealer.weight}</td>
                  <td>{formatRatio(dealer.commissionBp / 10_000, 2)}</td>
                  {can("traffic.write") && (
                    <td>
                      <Button size="small" onClick={() => setEditing(dealer)}>
                        修改
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing && <TermsForm dealer={editing} onClose={() => setEditing(null)} />}
    </Panel>
  );
}

interface Values {
  accepts: boolean;
  areaCodes: string[];
  radiusKm?: number | null;
  dailyCap?: number | null;
  weight: number;
  commissionPercent: number;
}

function TermsForm({ dealer, onClose }: { dealer: Dealer; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Dealers>({
    run: (values) =>
      saveTerms(dealer.unitId, {
        accepts: values.accepts,
        areaCodes: values.areaCodes,
        radiusMetres: values.radiusKm == null ? null : Math.round(values.radiusKm * 1_000),
        dailyCap: values.dailyCap ?? null,
        weight: values.weight,
        commissionBp: Math.round(values.commissionPercent * 100),
        version: dealer.version,
      }),
    done: "条款已保存",
    refresh: [["traffic"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={`「${dealer.name}」的条款`}
      hint="从下一位客户起生效；已分到的客户按分到时的比例结算。"
      initialValues={{
        accepts: dealer.accepts,
        areaCodes: dealer.areaCodes,
        radiusKm: dealer.radiusMetres === null ? null : dealer.radiusMetres / 1_000,
        dailyCap: dealer.dailyCap,
        weight: dealer.weight,
        commissionPercent: dealer.commissionBp / 100,
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="accepts" label="接收线上流量" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="areaCodes"
        label="保护区域（行政区划代码）"
        extra="省 2 位、市 4 位、区 6 位，例如 44、4401、440106；不能与其他经销商重叠"
      >
        <Select mode="tags" tokenSeparators={[",", "，", " "]} open={false} placeholder="输入后回车" />
      </Form.Item>
      <Form.Item name="radiusKm" label="保护半径（每家门店周围）" extra="不填表示没有">
        <InputNumber min={0.1} max={500} suffix="公里" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="dailyCap" label="每日名额" extra="到了上限就让给别家；不填不限">
        <InputNumber min={1} precision={0} suffix="位" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="weight" label="权重" rules={[{ required: true, message: "请填写" }]}>
        <InputNumber min={1} max={1000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="commissionPercent" label="分润比例（净销售额）" rules={[{ required: true, message: "请填写" }]}>
        <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}
