import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import {
  type Cooperation,
  cooperationsKey,
  createCooperation,
  editCooperation,
  fetchPartners,
  measureOf,
  type NewCooperation,
  partnersKey,
  type Vocabulary,
  vocabularyQuery,
} from "./partner-api.ts";
import styles from "./partners.module.css";

type Term = Cooperation["terms"][number];
interface Values {
  readonly partnerId: string;
  readonly kind: Cooperation["kind"];
  readonly name: string;
  readonly days: [Dayjs, Dayjs];
  readonly measure: Cooperation["measure"];
  readonly terms?: (Omit<Term, "amount" | "says"> & { readonly shown: number; readonly says?: string })[];
  readonly note?: string;
  readonly unitId?: string | null;
}

const inFen = (vocabulary: Vocabulary | undefined, measure: string) => measureOf(vocabulary, measure)?.unit === "fen";

function bodyOf({ name, days, measure, terms = [], note = "" }: Values, vocabulary: Vocabulary | undefined) {
  return {
    ...{ name, measure, note },
    startsOn: days[0].format("YYYY-MM-DD"),
    endsOn: days[1].format("YYYY-MM-DD"),
    terms: terms.map(({ shown, says = "", flow, measure: by }) => ({
      ...{ flow, measure: by, says },
      amount: Math.round(inFen(vocabulary, by) ? shown * 100 : shown),
    })),
  } satisfies Partial<NewCooperation>;
}

function TermsField({ vocabulary }: { vocabulary: Vocabulary | undefined }) {
  const options = (vocabulary?.measures ?? [])
    .filter(({ weighs }) => weighs)
    .map(({ code, label, unit }) => ({ value: code, label: unit === "fen" ? `${label}（元）` : label }));
  return (
    <Form.List name="terms">
      {(fields, { add, remove }) => (
        <Form.Item label="双方各给什么" extra="两边都写清楚才能开始；按同一指标写，系统就能算出谁还欠谁">
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.term}>
              <Form.Item name={[name, "flow"]} rules={[{ required: true, message: "请选择" }]}>
                <Select
                  aria-label="谁给"
                  options={[
                    { value: "to_them", label: "我方给对方" },
                    { value: "to_us", label: "对方给我方" },
                  ]}
                />
              </Form.Item>
              <Form.Item name={[name, "measure"]} rules={[{ required: true, message: "请选择" }]}>
                <Select aria-label="指标" options={options} />
              </Form.Item>
              <Form.Item name={[name, "shown"]} rules={[{ required: true, message: "请填写数量" }]}>
                <InputNumber aria-label="数量" min={0.01} placeholder="数量" style={{ width: "100%" }} />
              </Form.Item>
              <Button icon={<DeleteOutlined />} onClick={() => remove(name)}>
                去掉
              </Button>
              <Form.Item name={[name, "says"]} className={styles.wide}>
                <Input aria-label="怎么给" maxLength={100} placeholder="怎么给，例如：公众号头条一次、社群 20 个" />
              </Form.Item>
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() => add({ flow: fields.length === 0 ? "to_them" : "to_us", measure: "clicks" })}
          >
            加一条约定
          </Button>
        </Form.Item>
      )}
    </Form.List>
  );
}

interface CooperationFormProps {
  readonly cooperation?: Cooperation;
  /** Of a new one: the partner chosen before. */
  readonly partnerId?: string | undefined;
  readonly onClose: () => void;
}

/** A new cooperation from the template of its kind, or a change of one. */
export function CooperationForm({ cooperation, partnerId, onClose }: CooperationFormProps) {
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const vocabulary = useQuery(vocabularyQuery);
  const [typed, setTyped] = useState("");
  const partners = useQuery({
    queryKey: [...partnersKey, "choice", typed],
    queryFn: ({ signal }) => fetchPartners({ q: typed || undefined }, undefined, signal),
    enabled: !cooperation,
  });
  const kindCode = Form.useWatch("kind", form) ?? cooperation?.kind;
  const kind = vocabulary.data?.kinds.find(({ code }) => code === kindCode);
  const fill = (code: string) => {
    const chosen = vocabulary.data?.kinds.find((each) => each.code === code);
    if (chosen) form.setFieldsValue({ measure: chosen.measure, days: [dayjs(), dayjs().add(chosen.days - 1, "day")] });
  };
  const save = useAction<Values, Cooperation>({
    run: (values) =>
      cooperation
        ? editCooperation(cooperation.id, { ...bodyOf(values, vocabulary.data), version: cooperation.version })
        : createCooperation({
            ...bodyOf(values, vocabulary.data),
            ...{ partnerId: values.partnerId, kind: values.kind, unitId: values.unitId ?? undefined },
          }),
    done: cooperation ? "已保存" : "合作已建立，下一步生成我方链接",
    refresh: [cooperationsKey, partnersKey],
    onDone: (saved) => {
      onClose();
      if (!cooperation) void navigate(`/partners/cooperations/${saved.id}`);
    },
    quietFailure: true,
  });
  if (!vocabulary.data) return null;
  const { measures, kinds } = vocabulary.data;
  return (
    <FormDrawer<Values>
      form={form}
      title={cooperation ? "修改合作" : "新建合作"}
      hint="写清双方各给什么、按什么衡量。系统按专用链接计数我方收到的，对方那边由对方填报。"
      width={560}
      submitText={cooperation ? "保存" : "建立"}
      initialValues={
        cooperation
          ? {
              ...cooperation,
              days: [dayjs(cooperation.startsOn), dayjs(cooperation.endsOn)],
              terms: cooperation.terms.map(({ amount, ...term }) => ({
                ...term,
                shown: inFen(vocabulary.data, term.measure) ? amount / 100 : amount,
              })),
            }
          : {
              ...(partnerId && { partnerId }),
              kind: "account_swap",
              measure: "clicks",
              days: [dayjs(), dayjs().add(6, "day")],
              terms: [],
            }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {!cooperation && (
        <>
          <Form.Item name="partnerId" label="合作品牌" rules={[{ required: true, message: "请选择合作品牌" }]}>
            <Select
              showSearch={{ filterOption: false, onSearch: setTyped }}
              loading={partners.isFetching}
              placeholder="输入品牌名查找"
              notFoundContent={partners.isSuccess ? "没有这个品牌，请先在「合作品牌」里登记" : null}
              options={(partners.data?.items ?? []).map(({ id, brand, industryLabel }) => ({
                value: id,
                label: `${brand} · ${industryLabel}`,
              }))}
            />
          </Form.Item>
          <Form.Item name="kind" label="合作方式" extra={kind && `${kind.fits}；自带 ${kind.checks.length} 项合作清单`}>
            <Select options={kinds.map(({ code, label }) => ({ value: code, label }))} onChange={fill} />
          </Form.Item>
        </>
      )}
      <Form.Item name="name" label="合作名称" rules={[{ required: true, message: "请填写合作名称" }]}>
        <Input maxLength={60} placeholder="例如：618 联合直播" />
      </Form.Item>
      <Form.Item
        name="days"
        label="起止日期"
        rules={[{ required: true, message: "请选择日期" }]}
        extra="这些天里来的人算这次合作带来的"
      >
        <DatePicker.RangePicker style={{ width: "100%" }} allowClear={false} />
      </Form.Item>
      <Form.Item name="measure" label="按什么衡量交换">
        <Select options={measures.filter(({ weighs }) => weighs).map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <TermsField vocabulary={vocabulary.data} />
      {!cooperation && (
        <Form.Item name="unitId" label="属于哪个区域或门店" extra="不选就是你的最高一级">
          <UnitSelect allowClear />
        </Form.Item>
      )}
      <Form.Item name="note" label="备注">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
