import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, InputNumber, Radio, Select, Upload } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Cooperation, cooperationsKey, measureOf, recordEntries, vocabularyQuery } from "./partner-api.ts";

interface Values {
  readonly toldBy: "us" | "them";
  readonly teller?: string;
  readonly how: "one" | "table";
  readonly flow?: "to_us" | "to_them";
  readonly measure?: Cooperation["measure"];
  readonly day?: Dayjs;
  readonly shown?: number;
  readonly csv?: string;
}

/** Records what the partner tells, or what we ourselves did and spent: one figure, or a table. */
export function EntriesForm({ cooperation, onClose }: { cooperation: Cooperation; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const vocabulary = useQuery(vocabularyQuery);
  const toldBy = Form.useWatch("toldBy", form) ?? "them";
  const how = Form.useWatch("how", form) ?? "one";
  const measure = measureOf(vocabulary.data, Form.useWatch("measure", form) ?? "exposures");
  const save = useAction<Values, Cooperation>({
    run: ({ toldBy: by, teller = "", how: way, csv = "", ...one }) =>
      recordEntries(cooperation.id, {
        ...{ toldBy: by, teller },
        ...(way === "table"
          ? { csv }
          : {
              lines: [
                {
                  flow: one.flow ?? "to_us",
                  measure: one.measure ?? "exposures",
                  day: (one.day ?? dayjs()).format("YYYY-MM-DD"),
                  amount: Math.round((one.shown ?? 0) * (measure?.unit === "fen" ? 100 : 1)),
                },
              ],
            }),
      }),
    done: "已记录",
    refresh: [cooperationsKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="填报数据"
      hint="系统计不到的数据在这里填：曝光、发布、成本，以及对方那边的好友、会员与成交。同一天同一指标再填会替换。"
      submitText="记录"
      initialValues={{ toldBy: "them", how: "one", flow: "to_us", measure: "exposures", day: dayjs() }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="toldBy" label="谁的数据">
        <Radio.Group
          options={[
            { value: "them", label: `${cooperation.brand}提供（标为对方填报）` },
            { value: "us", label: "我方填报" },
          ]}
        />
      </Form.Item>
      {toldBy === "them" && (
        <Form.Item name="teller" label="对方谁提供的" rules={[{ required: true, message: "请写明是对方谁提供的" }]}>
          <Input maxLength={40} placeholder="例如：市场部 小林" />
        </Form.Item>
      )}
      <Form.Item name="how" label="怎么填">
        <Radio.Group
          options={[
            { value: "one", label: "填一个数" },
            { value: "table", label: "粘贴或上传表格" },
          ]}
        />
      </Form.Item>
      {how === "one" ? (
        <>
          <Form.Item name="flow" label="方向">
            <Select
              options={[
                { value: "to_us", label: "对方导给我方" },
                { value: "to_them", label: "我方导给对方" },
              ]}
            />
          </Form.Item>
          <Form.Item name="measure" label="指标" extra={measure?.definition}>
            <Select options={(vocabulary.data?.measures ?? []).map(({ code, label }) => ({ value: code, label }))} />
          </Form.Item>
          <Form.Item name="day" label="哪一天" rules={[{ required: true, message: "请选择日期" }]}>
            <DatePicker style={{ width: "100%" }} minDate={dayjs(cooperation.startsOn)} maxDate={dayjs()} />
          </Form.Item>
          <Form.Item name="shown" label="数量" rules={[{ required: true, message: "请填写数量" }]}>
            <InputNumber
              min={0}
              precision={measure?.unit === "fen" ? 2 : 0}
              prefix={measure?.unit === "fen" ? "¥" : undefined}
              style={{ width: "100%" }}
            />
          </Form.Item>
        </>
      ) : (
        <>
          <Form.Item
            name="csv"
            label="表格"
            rules={[{ required: true, message: "请粘贴或上传表格" }]}
            extra="每行：日期, 方向, 指标, 数量；金额写元。可以直接从 Excel 复制四列。"
          >
            <Input.TextArea
              rows={8}
              placeholder={`日期,方向,指标,数量\n${cooperation.startsOn},对方导给我方,曝光,12000\n${cooperation.startsOn},我方导给对方,成交金额,8800.50`}
            />
          </Form.Item>
          <Upload
            accept=".csv,.txt"
            showUploadList={false}
            beforeUpload={(file) => {
              void file.text().then((csv) => form.setFieldsValue({ csv }));
              return false;
            }}
          >
            <Button>上传 CSV 文件</Button>
          </Upload>
        </>
      )}
    </FormDrawer>
  );
}
