import { useQueryClient } from "@tanstack/react-query";
import { DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { StoreFilter } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { useUnitTree } from "../../shared/organization/units.ts";
import { book, type Services, servicesKey, type Visit, walkIn } from "./service-api.ts";
import { SlotField } from "./slot-field.tsx";

interface Values {
  readonly storeNo: string;
  readonly serviceId: string;
  readonly place?: "store" | "wecom" | "mini_program" | "phone";
  readonly day?: Dayjs;
  readonly startsAt?: string;
  readonly phone: string;
}

interface BookingFormProps {
  readonly kind: "booking" | "walk_in";
  readonly services: Services;
  readonly storeNo: string | undefined;
  readonly onClose: () => void;
}

/** The store's line: chosen already when the person has one store. */
function StoreField({ value, onChange }: { value?: string; onChange?: (value: string | undefined) => void }) {
  return <StoreFilter value={value} onChange={(next) => onChange?.(next)} />;
}

/** Makes an appointment for a customer, or takes down somebody who has come without one. */
export function BookingForm({ kind, services, storeNo, onClose }: BookingFormProps) {
  const [form] = Form.useForm<Values>();
  const queries = useQueryClient();
  const stores = (useUnitTree({ withStores: true }).data?.items ?? []).filter((unit) => unit.kind === "store");
  const only = stores.length === 1 && stores[0] ? String(stores[0].no) : undefined;
  const chosenStore = Form.useWatch("storeNo", form) ?? storeNo ?? only;
  const serviceId = Form.useWatch("serviceId", form);
  const day = (Form.useWatch("day", form) ?? dayjs(shopToday())).format("YYYY-MM-DD");
  const service = services.items.find(({ id }) => id === serviceId);
  const isBooking = kind === "booking";
  const save = useAction<Values, Visit>({
    run: ({ storeNo: store, serviceId: id, place = "store", startsAt = "", phone }) => {
      const common = { storeNo: Number(store), serviceId: id, phone };
      return isBooking ? book({ ...common, place, startsAt }) : walkIn(common);
    },
    done: isBooking ? "约好了，把预约页发给客户就能改时间、签到" : "已登记，等同事开始服务",
    refresh: [servicesKey, ["to-dos"]],
    onDone: onClose,
    quietFailure: true,
  });
  const submit = async (values: Values) => {
    try {
      await save.mutateAsync(values);
    } catch (error) {
      // Somebody was quicker: show what is left.
      await queries.invalidateQueries({ queryKey: [...servicesKey, "slots"] });
      throw error;
    }
  };
  return (
    <FormDrawer<Values>
      key={only}
      form={form}
      title={isBooking ? "代客预约" : "到店登记"}
      hint={
        isBooking
          ? "只列出营业时间内、有同事空着的时间；同一时间不会重复约出去。"
          : "没有预约直接来的客户：登记后谁开始服务，就记在谁名下。"
      }
      submitText={isBooking ? "预约" : "登记"}
      initialValues={{ storeNo: storeNo ?? only, place: "store", day: dayjs(shopToday()) } as Partial<Values>}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="storeNo" label="门店" rules={[{ required: true, message: "请选择门店" }]}>
        <StoreField />
      </Form.Item>
      <Form.Item name="serviceId" label="服务" rules={[{ required: true, message: "请选择服务" }]}>
        <Select
          options={services.items.map(({ id, name, minutes }) => ({ value: id, label: `${name}（${minutes} 分钟）` }))}
          onChange={() => form.setFieldValue("startsAt", undefined)}
        />
      </Form.Item>
      <Form.Item
        name="phone"
        label="客户手机号"
        rules={[{ required: true, pattern: /^1\d{10}$/, message: "请填写 11 位手机号" }]}
      >
        <Input inputMode="numeric" maxLength={11} />
      </Form.Item>
      {isBooking && (
        <>
          {(service?.places.length ?? 0) > 1 && (
            <Form.Item name="place" label="在哪里服务">
              <Select
                options={services.places
                  .filter(({ code }) => service?.places.includes(code))
                  .map(({ code, label }) => ({ value: code, label }))}
              />
            </Form.Item>
          )}
          <Form.Item name="day" label="日期" rules={[{ required: true, message: "请选择日期" }]}>
            <DatePicker
              style={{ width: "100%" }}
              minDate={dayjs(shopToday())}
              onChange={() => form.setFieldValue("startsAt", undefined)}
            />
          </Form.Item>
          <Form.Item name="startsAt" label="时间" rules={[{ required: true, message: "请选择时间" }]}>
            <SlotField
              storeNo={chosenStore === undefined ? null : Number(chosenStore)}
              serviceId={serviceId}
              day={day}
            />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
