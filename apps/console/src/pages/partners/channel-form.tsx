import { useQuery } from "@tanstack/react-query";
import { Form, Input, Radio, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { RoomsField, StoreField } from "../codes/code-form.tsx";
import { fetchBatches } from "../coupons/coupon-api.ts";
import {
  addCoupon,
  type Cooperation,
  cooperationsKey,
  makeChannel,
  type NewChannel,
  vocabularyQuery,
} from "./partner-api.ts";

interface Values {
  readonly form: NewChannel["form"] | "coupon";
  readonly name: string;
  readonly url?: string;
  readonly appId?: string;
  readonly page?: string;
  readonly unitId?: string | null;
  readonly storeNo?: string;
  readonly roomKeys?: string[];
  readonly batchId?: string;
}

const required = (message: string) => [{ required: true, message }];

function CouponField({ value, onChange }: { value?: string; onChange?: (batchId: string) => void }) {
  const batches = useQuery({
    queryKey: ["coupons", "choice"],
    queryFn: ({ signal }) => fetchBatches(undefined, signal),
  });
  return (
    <Select
      aria-label="券"
      value={value}
      onChange={onChange}
      loading={batches.isPending}
      placeholder="选择为这次合作单独建的一批券"
      options={(batches.data?.items ?? []).map(({ id, name, stock, taken }) => ({
        value: id,
        label: `${name} · 余 ${stock - taken}`,
      }))}
    />
  );
}

/** Makes one way for a cooperation: ours that the partner places, or the partner's that we place. */
export function ChannelForm({ cooperation, onClose }: { cooperation: Cooperation; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const vocabulary = useQuery(vocabularyQuery);
  const chosen = Form.useWatch("form", form) ?? "short_link";
  const forms = vocabulary.data?.forms ?? [];
  const save = useAction<Values, Cooperation>({
    run: ({ form: by, unitId, storeNo, batchId = "", ...values }) =>
      by === "coupon"
        ? addCoupon(cooperation.id, batchId)
        : makeChannel(cooperation.id, {
            ...values,
            form: by,
            ...(unitId && { unitIds: [unitId] }),
            ...(storeNo !== undefined && { storeNo: Number(storeNo) }),
          }),
    done: "已生成，发给对方使用即可",
    refresh: [cooperationsKey, ["codes"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="生成渠道"
      hint={`为「${cooperation.name}」单独生成，来的人自动记为${cooperation.brand}带来的；不要拿去别处用。`}
      submitText="生成"
      initialValues={{ form: "short_link", name: "推文" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="form"
        label="生成什么"
        extra={
          chosen === "coupon"
            ? "把我方一批券交给对方发放，领取与核销都归这次合作"
            : forms.find(({ code }) => code === chosen)?.says
        }
      >
        <Radio.Group
          style={{ display: "grid", gap: 4 }}
          options={[
            ...forms.map(({ code, label, flow }) => ({
              value: code,
              label: flow === "to_them" ? `${label}（我方帮对方放）` : label,
            })),
            { value: "coupon", label: "我方支付券（对方帮我方发）" },
          ]}
        />
      </Form.Item>
      {chosen !== "coupon" && (
        <Form.Item name="name" label="放在哪里" rules={required("请填写渠道名称")}>
          <Input maxLength={40} placeholder="例如：公众号头条、会员日海报" />
        </Form.Item>
      )}
      {(chosen === "short_link" || chosen === "partner_link") && (
        <Form.Item name="url" label={chosen === "short_link" ? "我方网址" : "对方网址"} rules={required("请填写网址")}>
          <Input maxLength={2000} placeholder="https://" />
        </Form.Item>
      )}
      {chosen === "mini_program" && (
        <>
          <Form.Item name="appId" label="小程序 AppID" rules={required("请填写小程序的 AppID")}>
            <Input maxLength={32} />
          </Form.Item>
          <Form.Item
            name="page"
            label="页面路径"
            rules={required("请填写页面路径")}
            extra="生成后把来源码放进页面的 scene 参数"
          >
            <Input maxLength={128} placeholder="pages/live/index" />
          </Form.Item>
        </>
      )}
      {chosen === "guide_code" && (
        <Form.Item name="unitId" label="谁接待" extra="不选就是这次合作所属组织的全部导购">
          <UnitSelect allowClear />
        </Form.Item>
      )}
      {chosen === "store_code" && (
        <Form.Item name="storeNo" label="哪家门店" rules={required("请选择门店")}>
          <StoreField />
        </Form.Item>
      )}
      {chosen === "group_code" && (
        <Form.Item name="roomKeys" label="客户群" rules={required("请至少选择一个群")}>
          <RoomsField />
        </Form.Item>
      )}
      {chosen === "coupon" && (
        <Form.Item
          name="batchId"
          label="哪批券"
          rules={required("请选择一批券")}
          extra="在「支付券」里为这次合作新建，一批券只能属于一次合作"
        >
          <CouponField />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
