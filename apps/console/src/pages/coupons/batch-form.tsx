import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, InputNumber, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { merchantsQuery } from "../payments/payment-api.ts";
import { type Batch, couponsKey, createBatch } from "./coupon-api.ts";

interface Values {
  readonly kind: "plain" | "social";
  readonly name: string;
  readonly goodsName: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly off: number;
  readonly minSpend: number;
  readonly days: [Dayjs, Dayjs];
  readonly validDays?: number | null;
  readonly stock: number;
  readonly perPerson: number;
  readonly unitId?: string | null;
  readonly shareCount?: number | null;
  readonly shareMin?: number | null;
}

const fen = (yuan: number) => Math.round(yuan * 100);

/** A new batch of payment coupons. What was opened at WeChat Pay keeps its rules: only giving can be paused. */
export function BatchForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const merchants = useQuery(merchantsQuery);
  const kind = Form.useWatch("kind", form);
  const create = useAction<Values, Batch>({
    run: ({ off, minSpend, days, unitId, shareCount, shareMin, validDays, ...rest }) =>
      createBatch({
        ...rest,
        offFen: fen(off),
        minSpendFen: fen(minSpend),
        startsAt: days[0].toISOString(),
        endsAt: days[1].toISOString(),
        validDays: validDays ?? null,
        unitIds: unitId ? [unitId] : [],
        shareCount: rest.kind === "social" ? (shareCount ?? null) : null,
        shareMinFen: rest.kind === "social" && shareMin ? fen(shareMin) : null,
        reminder: null,
      }),
    done: ({ state }) => (state === "live" ? "券已建好，可以发放" : "已提交，正在微信支付建券"),
    refresh: [couponsKey],
    onDone: onClose,
    quietFailure: true,
  });
  const required = (message: string) => [{ required: true, message }];
  return (
    <FormDrawer<Values>
      form={form}
      title="新建支付券"
      hint="券建在微信支付，进客户的卡包；建好后金额、门槛和库存不能改，只能暂停发放。"
      submitText="建券"
      width={520}
      initialValues={{ kind: "plain", perPerson: 1, goodsName: "全场商品", days: [dayjs(), dayjs().add(30, "day")] }}
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="用途">
        <Radio.Group
          options={[
            { value: "plain", label: "领取或发放" },
            { value: "social", label: "社交立减金（付款人分享给好友）" },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label="券名" rules={required("请填写券名")} extra="客户在卡包里看到，最多 7 个汉字">
        <Input placeholder="例如：满百减十" />
      </Form.Item>
      <Form.Item name="goodsName" label="适用商品" rules={required("请填写适用商品")}>
        <Input maxLength={15} />
      </Form.Item>
      <Form.Item name="off" label="优惠金额（元）" rules={required("请填写优惠金额")}>
        <InputNumber min={0.01} max={100_000} precision={2} prefix="¥" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="minSpend" label="满多少元可用" rules={required("请填写使用门槛")}>
        <InputNumber min={0.02} max={100_000} precision={2} prefix="¥" style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="days" label="使用时间" rules={required("请选择使用时间")}>
        <DatePicker.RangePicker showTime={{ format: "HH:mm" }} allowClear={false} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="validDays" label="领取后几天内有效" extra="不填就到使用时间结束">
        <InputNumber min={1} max={365} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="stock" label="库存（张）" rules={required("请填写库存")}>
        <InputNumber min={1} max={10_000_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="perPerson" label="每人限领（张）" rules={required("请填写每人限领")}>
        <InputNumber min={1} max={100} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      {kind === "social" && (
        <>
          <Form.Item name="shareCount" label="每位付款人可分享给几位好友" rules={required("请填写可分享几位")}>
            <InputNumber min={1} max={50} precision={0} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="shareMin" label="付款满多少元可分享" extra="不填就不限">
            <InputNumber min={0.01} precision={2} prefix="¥" style={{ width: "100%" }} />
          </Form.Item>
        </>
      )}
      <Form.Item name="unitId" label="哪些门店可用" extra="不选就是全部门店">
        <UnitSelect allowClear />
      </Form.Item>
      <Form.Item name="merchantId" label="发券商户" rules={required("请选择商户")}>
        <Select
          loading={merchants.isPending}
          notFoundContent="还没有接入微信支付商户"
          options={(merchants.data?.items ?? [])
            .filter(({ enabled }) => enabled)
            .map(({ accountId, name }) => ({ value: accountId, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="appId"
        label="领券的小程序 AppID"
        rules={required("请填写小程序 AppID")}
        extra="要已绑定上面的商户"
      >
        <Input maxLength={32} placeholder="wx…" />
      </Form.Item>
    </FormDrawer>
  );
}
