import { Checkbox, Collapse, Form, Input, InputNumber, Radio, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import type { UnitKind } from "../../shared/organization/units.ts";
import { parseSpans, spansAsText, type WeekHours, weekdayNames, weekdays } from "./opening-hours.ts";
import {
  createStore,
  editStore,
  type NewStoreBody,
  ownershipNames,
  type Phase,
  phaseNames,
  type StoreBody,
  type StoreDetail,
  serviceNames,
  siteNames,
  useStoreFormats,
  warehouseModeNames,
} from "./store-api.ts";

interface Values extends Omit<NewStoreBody, "openingHours" | "specialDays" | "phase" | "phaseSince"> {
  phase: Phase;
  hours: Record<string, string>;
}

const parentKinds: readonly UnitKind[] = ["headquarters", "region", "dealer", "tenant"];

/** All days empty = nobody entered hours. */
function readHours(texts: Record<string, string> | undefined): WeekHours | null {
  const days = weekdays.map((day) => [day, parseSpans(texts?.[day] ?? "") ?? []] as const);
  return days.every(([, spans]) => spans.length === 0)
    ? null
    : Object.fromEntries(days.filter(([, spans]) => spans.length > 0));
}

function bodyOf({ hours, parentId, phase, ...fields }: Values): StoreBody {
  return { ...fields, openingHours: readHours(hours) };
}

interface StoreFormProps {
  /** Absent = a new store. */
  readonly store?: StoreDetail;
  readonly onClose: () => void;
  readonly onDone: (store: StoreDetail) => void;
}

/** Creates or edits a store. */
export function StoreForm({ store, onClose, onDone }: StoreFormProps) {
  const [form] = Form.useForm<Values>();
  const formats = useStoreFormats();
  const save = useAction<Values, StoreDetail>({
    run: (values) =>
      store ? editStore(store.storeNo, bodyOf(values)) : createStore({ ...values, ...bodyOf(values) } as NewStoreBody),
    done: (saved) => (store ? "门店资料已保存" : `已新建门店「${saved.name}」`),
    refresh: [["stores"], ["organization"]],
    onDone,
    quietFailure: true,
  });
  const followFormat = (code: string) => {
    const format = formats.data?.items.find((each) => each.code === code);
    if (format && !store) form.setFieldsValue({ services: [...format.services], warehouseMode: format.warehouseMode });
  };
  const copyMonday = () => {
    const hours = form.getFieldValue("hours") as Record<string, string> | undefined;
    form.setFieldValue("hours", Object.fromEntries(weekdays.map((day) => [day, hours?.mon ?? ""])));
  };

  return (
    <FormDrawer<Values>
      form={form}
      width={560}
      title={store ? `编辑「${store.name}」` : "新建门店"}
      submitText={store ? "保存" : "新建门店"}
      initialValues={
        store
          ? {
              ...store,
              services: [...store.services],
              hours: Object.fromEntries(weekdays.map((day) => [day, spansAsText(store.openingHours?.[day])])),
            }
          : { ownership: "self_run", site: "street", phase: "open" }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="门店名称" rules={[{ required: true, message: "请输入门店名称" }, { max: 60 }]}>
        <Input placeholder="例如：上海南京西路店" />
      </Form.Item>
      <Form.Item
        name="code"
        label="门店编码"
        extra="与收银系统里的编码一致，导入订单时靠它认门店。"
        rules={[{ required: true, message: "请输入门店编码" }]}
      >
        <Input placeholder="例如：SH0012" />
      </Form.Item>
      {!store && (
        <>
          <Form.Item name="parentId" label="所属区域或经销商" rules={[{ required: true, message: "请选择所属" }]}>
            <UnitSelect kinds={parentKinds} />
          </Form.Item>
          <Form.Item name="phase" label="现在的状态">
            <Radio.Group
              options={[
                { value: "open", label: phaseNames.open },
                { value: "preparing", label: phaseNames.preparing },
              ]}
            />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="format"
        label="店型"
        extra={store ? undefined : "服务与发货方式会按店型先填好，可以再改。"}
        rules={[{ required: true, message: "请选择店型" }]}
      >
        <Select
          loading={formats.isPending}
          options={(formats.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          onChange={followFormat}
        />
      </Form.Item>
      <Form.Item name="ownership" label="经营方式">
        <Radio.Group options={optionsOf(ownershipNames)} />
      </Form.Item>
      <Form.Item name="site" label="位置类型">
        <Select options={optionsOf(siteNames)} />
      </Form.Item>
      <Form.Item name="services" label="服务能力">
        <Checkbox.Group options={optionsOf(serviceNames)} />
      </Form.Item>
      <Form.Item name="warehouseMode" label="发货方式">
        <Select options={optionsOf(warehouseModeNames)} placeholder="按店型" />
      </Form.Item>
      <Form.Item name="phone" label="门店电话">
        <Input inputMode="tel" />
      </Form.Item>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(3, 1fr)", gap: 8 }}>
        <Form.Item name="province" label="省份">
          <Input />
        </Form.Item>
        <Form.Item name="city" label="城市">
          <Input />
        </Form.Item>
        <Form.Item name="district" label="区县">
          <Input />
        </Form.Item>
      </div>
      <Form.Item name="address" label="详细地址">
        <Input />
      </Form.Item>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(2, 1fr)", gap: 8 }}>
        <Form.Item name="longitude" label="经度" extra="高德、腾讯地图上的坐标">
          <InputNumber style={{ width: "100%" }} min={-180} max={180} placeholder="121.4737" />
        </Form.Item>
        <Form.Item
          name="latitude"
          label="纬度"
          dependencies={["longitude"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                ((value ?? null) === null) === ((getFieldValue("longitude") ?? null) === null)
                  ? Promise.resolve()
                  : Promise.reject(new Error("经度和纬度要一起填写")),
            }),
          ]}
        >
          <InputNumber style={{ width: "100%" }} min={-90} max={90} placeholder="31.2304" />
        </Form.Item>
      </div>
      <Collapse
        ghost
        items={[
          {
            key: "hours",
            label: "营业时间",
            forceRender: true,
            extra: (
              <button
                type="button"
                style={{ border: 0, background: "none", color: "var(--fl-primary)", cursor: "pointer" }}
                onClick={(event) => {
                  event.stopPropagation();
                  copyMonday();
                }}
              >
                每天与周一相同
              </button>
            ),
            children: weekdays.map((day) => (
              <Form.Item
                key={day}
                name={["hours", day]}
                label={weekdayNames[day]}
                layout="horizontal"
                colon={false}
                labelCol={{ flex: "48px" }}
                style={{ marginBottom: 8 }}
                rules={[
                  {
                    validator: (_, text: string | undefined) =>
                      parseSpans(text ?? "") === null
                        ? Promise.reject(new Error("写作 09:00-21:00；分两段用逗号隔开；全天写「全天」；留空为休息"))
                        : Promise.resolve(),
                  },
                ]}
              >
                <Input placeholder="09:00-21:00" />
              </Form.Item>
            )),
          },
        ]}
      />
    </FormDrawer>
  );
}
