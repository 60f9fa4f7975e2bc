import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { merchantsQuery } from "../payments/payment-api.ts";
import { createCampaign, packetsKey } from "./coupon-api.ts";
import { OneCodeField } from "./one-code-field.tsx";

interface Values {
  readonly name: string;
  readonly reward: string;
  readonly remark: string;
  readonly merchantId: string;
  readonly appId: string;
  readonly min: number;
  readonly max: number;
  readonly budget: number;
  readonly perPerson: number;
  readonly perPersonDay: number;
  readonly days: [Dayjs, Dayjs];
  readonly codeId?: string | null;
  readonly groupCodeId?: string | null;
}

const fen = (yuan: number) => Math.round(yuan * 100);

/** A new red packet campaign. */
export function CampaignForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const merchants = useQuery(merchantsQuery);
  const create = useAction<Values>({
    run: ({ min, max, budget, days, codeId, groupCodeId, ...rest }) =>
      createCampaign({
        ...rest,
        sceneId: "1000",
        minFen: fen(min),
        maxFen: fen(max),
        budgetFen: fen(budget),
        startsAt: days[0].toISOString(),
        endsAt: days[1].toISOString(),
        codeId: codeId ?? null,
        groupCodeId: groupCodeId ?? null,
      }),
    done: "红包活动已建立",
    refresh: [packetsKey],
    onDone: onClose,
    quietFailure: true,
  });
  const required = (message: string) => [{ required: true, message }];
  const yuan = <InputNumber min={0.1} precision={2} prefix="¥" style={{ width: "100%" }} />;
  const count = <InputNumber min={1} max={1000} precision={0} style={{ width: "100%" }} />;
  return (
    <FormDrawer<Values>
      form={form}
      title="新建红包活动"
      hint="钱从商户的运营账户付出。商户要先开通“商家转账”的现金营销场景；单笔上限以商户平台的设置为准。"
      submitText="建立"
      width={520}
      initialValues={{ perPerson: 1, perPersonDay: 1, remark: "谢谢您的支持", days: [dayjs(), dayjs().add(14, "day")] }}
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="活动名称" rules={required("请填写活动名称")} extra="会报给微信支付，客户也看得到">
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item
        name="reward"
        label="奖励说明"
        rules={required("请填写奖励说明")}
        extra="会报给微信支付，例如：邀请一位新客"
      >
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="remark" label="客户看到的留言" rules={required("请填写留言")}>
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="min" label="一个红包最少（元）" rules={required("请填写最小金额")}>
        {yuan}
      </Form.Item>
      <Form.Item name="max" label="一个红包最多（元）" rules={required("请填写最大金额")}>
        {yuan}
      </Form.Item>
      <Form.Item name="budget" label="总预算（元）" rules={required("请填写总预算")} extra="发到预算用完为止，不会多发">
        {yuan}
      </Form.Item>
      <Form.Item name="perPerson" label="每人最多（个）" rules={required("请填写每人上限")}>
        {count}
      </Form.Item>
      <Form.Item name="perPersonDay" label="每人每天最多（个）" rules={required("请填写每天上限")}>
        {count}
      </Form.Item>
      <Form.Item name="days" label="活动时间" rules={required("请选择活动时间")}>
        <DatePicker.RangePicker showTime={{ format: "HH:mm" }} allowClear={false} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="merchantId" label="付款商户" rules={required("请选择商户")}>
        <Select
          loading={merchants.isPending}
          notFoundContent="还没有接入微信支付商户"
          options={(merchants.data?.items ?? [])
            .filter(({ enabled }) => enabled)
            .map(({ accountId, name }) => ({ value: accountId, label: name }))}
        />
      </Form.Item>
      <Form.Item name="appId" label="收红包的小程序 AppID" rules={required("请填写小程序 AppID")}>
        <Input maxLength={32} placeholder="wx…" />
      </Form.Item>
      <Form.Item
        name="codeId"
        label="接力：加好友的活码"
        extra="新客经这个活码加上好友就得一个红包；他邀请的人加上好友，他再得一个。活码的欢迎语里放小程序链接"
      >
        <OneCodeField />
      </Form.Item>
      <Form.Item name="groupCodeId" label="接力：进群的活码" extra="进群再得一个红包">
        <OneCodeField />
      </Form.Item>
    </FormDrawer>
  );
}
