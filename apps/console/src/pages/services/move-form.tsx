import { DatePicker, Form } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { moveVisit, servicesKey, type Visit } from "./service-api.ts";
import { SlotField } from "./slot-field.tsx";

interface Values {
  readonly day: Dayjs;
  readonly startsAt: string;
}

/** Another time for an appointment; whoever is free then serves it. */
export function MoveForm({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const day = (Form.useWatch("day", form) ?? dayjs(shopToday())).format("YYYY-MM-DD");
  const save = useAction<Values, Visit>({
    run: ({ startsAt }) => moveVisit(visit, startsAt, null),
    done: ({ staffName }) => `已改时间，由${staffName ?? "同事"}接待；记得告诉客户`,
    refresh: [servicesKey, ["to-dos"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={`改时间：${visit.serviceName}`}
      hint="原来的时间会让出来；由那时有空的同事接待。"
      submitText="改时间"
      initialValues={{ day: dayjs(shopToday()) } as Partial<Values>}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="day" label="日期">
        <DatePicker
          allowClear={false}
          style={{ width: "100%" }}
          minDate={dayjs(shopToday())}
          onChange={() => form.setFieldValue("startsAt", undefined)}
        />
      </Form.Item>
      <Form.Item name="startsAt" label="时间" rules={[{ required: true, message: "请选择时间" }]}>
        <SlotField storeNo={visit.storeNo} serviceId={visit.serviceId} day={day} />
      </Form.Item>
    </FormDrawer>
  );
}
