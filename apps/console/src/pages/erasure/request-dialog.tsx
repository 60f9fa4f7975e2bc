import { Form, Input, Select } from "antd";
import { useNavigate } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type ErasureRequest, requestErasure, viaNames } from "./erasure-api.ts";

interface Values {
  receivedVia: ErasureRequest["receivedVia"];
  note: string;
}

/** Notes that a member asked to be forgotten; nothing is erased by it. */
export function ErasureRequestDialog({ memberNo, onClose }: { memberNo: number; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const ask = useAction<Values, ErasureRequest>({
    run: (values) => requestErasure(memberNo, values),
    done: (made) => `已登记，请在 ${made.dueOn} 前答复本人`,
    refresh: [["erasure"]],
    onDone: () => {
      onClose();
      void navigate("/erasure-requests");
    },
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="登记删除个人信息的请求"
      hint="登记后由合规专员审核，审核通过并再次确认后才会删除；现在不会删除任何资料。"
      submitText="登记"
      initialValues={{ receivedVia: "phone" }}
      onSubmit={(values) => ask.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="receivedVia" label="怎么收到的">
        <Select options={optionsOf(viaNames)} />
      </Form.Item>
      <Form.Item name="note" label="情况" rules={[{ required: true, min: 2, message: "请写明情况（至少两个字）" }]}>
        <Input.TextArea
          rows={4}
          maxLength={500}
          placeholder="本人怎么说、怎么核实是本人；执行删除时这段话也会一并删除"
        />
      </Form.Item>
    </FormDrawer>
  );
}
