import { Form, Input, InputNumber, Select, Switch } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { addLines, layOverride, type Overlay, offerKindNames, type Plan, type PlanLine } from "./plan-api.ts";
import { ProductSelect } from "./product-select.tsx";

type OfferKind = PlanLine["offerKind"];
const toLi = (yuan: number | null | undefined) =>
  yuan === null || yuan === undefined ? null : Math.round(yuan * 1_000);

interface Place {
  readonly plan: Plan;
  readonly overlay: Overlay;
  readonly format: string | null;
  readonly onClose: () => void;
}

interface AddValues {
  readonly slot: string;
  readonly skus?: string[];
  readonly price?: number | null;
  readonly offerKind: OfferKind;
  readonly offer?: string;
  readonly why?: string;
}

/** Adds goods, or an offer without a product of its own, where one stands. */
export function AddForm({ plan, overlay, format, onClose }: Place) {
  const [form] = Form.useForm<AddValues>();
  const slots = plan.slots.filter(({ code }) => overlay.level === "headquarters" || overlay.openSlots.includes(code));
  const skus = Form.useWatch("skus", form) ?? [];
  const add = useAction<AddValues>({
    run: ({ slot, skus: chosen = [], price, offerKind, offer = "", why = "" }) => {
      const common = { slot, priceLi: toLi(price), offerKind, offer };
      return addLines(plan.id, {
        unitId: overlay.unitId,
        format,
        why,
        lines: chosen.length === 0 ? [common] : chosen.map((sku) => ({ ...common, sku })),
      });
    },
    done: "已添加",
    refresh: [["plans"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<AddValues>
      form={form}
      title={`在${overlay.unitName}添加`}
      hint="可以一次选多个商品，价格与优惠相同；不选商品则添加一条优惠说明。"
      submitText="添加"
      initialValues={{ slot: slots[0]?.code, offerKind: "none" }}
      onSubmit={(values) => add.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="slot" label="栏位" rules={[{ required: true, message: "请选择栏位" }]}>
        <Select options={slots.map(({ code, name, most }) => ({ value: code, label: `${name}（最多 ${most} 个）` }))} />
      </Form.Item>
      <Form.Item name="skus" label="商品">
        <ProductSelect />
      </Form.Item>
      <Form.Item name="price" label="活动价（元）">
        <InputNumber min={0} precision={2} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="offerKind" label="优惠方式">
        <Select options={optionsOf(offerKindNames)} />
      </Form.Item>
      <Form.Item
        name="offer"
        label="优惠说明"
        rules={skus.length === 0 ? [{ required: true, message: "没有选商品时，请写明优惠" }] : []}
      >
        <Input maxLength={100} placeholder="例如：满 30 元送咖啡" />
      </Form.Item>
      <Form.Item name="why" label="为什么加">
        <Input maxLength={200} placeholder="例如：北方口味" />
      </Form.Item>
    </FormDrawer>
  );
}

interface ChangeValues {
  readonly drop: boolean;
  readonly sku?: string[];
  readonly price?: number | null;
  readonly offerKind: OfferKind;
  readonly offer?: string;
  readonly why: string;
}

/** Changes, replaces or drops a line from above. */
export function ChangeForm({ plan, overlay, format, line, onClose }: Place & { readonly line: PlanLine }) {
  const [form] = Form.useForm<ChangeValues>();
  const drop = Form.useWatch("drop", form) ?? false;
  const slot = plan.slots.find(({ code }) => code === line.slot);
  const isLocked = line.from.level === "headquarters" && (slot?.lockedFields.length ?? 0) > 0;
  const save = useAction<ChangeValues>({
    run: ({ drop: isDropped, sku, price, offerKind, offer = "", why }) => {
      const [replacement] = sku ?? [];
      // What was changed here before stays changed.
      const own = overlay.own.find(({ lineId, overrideId }) => lineId === line.id && overrideId !== null);
      const { present: _present, ...before } =
        [...line.applied, ...line.standing].find(({ overrideId }) => overrideId === own?.overrideId)?.changes ?? {};
      const priceLi = toLi(price);
      return layOverride(plan.id, {
        unitId: overlay.unitId,
        format,
        lineId: line.id,
        why,
        version: own?.version ?? 0,
        changes: isDropped
          ? { present: false }
          : {
              ...before,
              ...(replacement ? { sku: replacement, title: undefined } : {}),
              ...(priceLi === line.priceLi ? {} : { priceLi }),
              ...(offerKind === line.offerKind ? {} : { offerKind }),
              ...(offer === line.offer ? {} : { offer }),
            },
      });
    },
    done: "已保存",
    refresh: [["plans"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<ChangeValues>
      form={form}
      title={`调整 ${line.title}`}
      hint={
        isLocked
          ? "总部锁定的内容改动后要总部同意，同意之前仍按总部的执行。"
          : `只影响${overlay.unitName}${format ? "的这种店型" : "及以下"}。`
      }
      initialValues={{
        drop: false,
        price: line.priceLi === null ? null : line.priceLi / 1_000,
        offerKind: line.offerKind,
        offer: line.offer,
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="drop" label="撤下不做" valuePropName="checked">
        <Switch />
      </Form.Item>
      {!drop && (
        <>
          <Form.Item name="sku" label="换成别的商品" extra="不换就留空">
            <ProductSelect />
          </Form.Item>
          <Form.Item name="price" label="活动价（元）">
            <InputNumber min={0} precision={2} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="offerKind" label="优惠方式">
            <Select options={optionsOf(offerKindNames)} />
          </Form.Item>
          <Form.Item name="offer" label="优惠说明">
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
      <Form.Item name="why" label="原因" rules={[{ required: true, min: 2, message: "请写明原因" }]}>
        <Input maxLength={200} placeholder="例如：便利店货架小" />
      </Form.Item>
    </FormDrawer>
  );
}
