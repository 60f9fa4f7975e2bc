import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useDeferredValue } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { ProductSelect } from "../plans/product-select.tsx";
import { LeadFields, type LeadValues, leadOf } from "./lead-fields.tsx";
import {
  addPlacement,
  type CheckBody,
  checkDraft,
  editPlacement,
  everything,
  type Outside,
  optionsOf,
  type Placement,
  wavesQuery,
} from "./outside-api.ts";
import { RiskList } from "./risk-list.tsx";

interface Values extends LeadValues {
  readonly accountId: string;
  readonly form: Placement["form"];
  readonly title: string;
  readonly body?: string;
  readonly creator?: string;
  readonly creatorTier?: NonNullable<Placement["creatorTier"]>;
  readonly skus?: string[];
  readonly plannedOn: Dayjs;
  readonly waveId?: string | null;
}

/** What the platform would do about the draft, while it is written. */
function useRisks(draft: CheckBody | null) {
  const asked = useDeferredValue(draft === null ? null : JSON.stringify(draft));
  return useQuery({
    queryKey: ["outside-platforms", "check", asked],
    queryFn: () => checkDraft(JSON.parse(asked ?? "{}") as CheckBody),
    enabled: asked !== null,
    placeholderData: (before) => before,
  });
}

/** Something to be published: what, by whom, when, and how it leads back. */
export function PlacementForm({
  outside,
  placement,
  onClose,
  onSaved,
}: {
  readonly outside: Outside;
  readonly placement: Placement | null;
  readonly onClose: () => void;
  readonly onSaved?: (saved: Placement) => void;
}) {
  const [form] = Form.useForm<Values>();
  const waves = useQuery(wavesQuery);
  const written = Form.useWatch([], form) as Partial<Values> | undefined;
  const account = outside.accounts.find(({ id }) => id === (written?.accountId ?? placement?.accountId));
  const risks = useRisks(
    account && written?.form
      ? {
          platform: account.platform,
          form: written.form,
          way: written.way ?? null,
          title: written.title ?? "",
          body: written.body ?? "",
        }
      : null,
  );
  const isFixed = placement !== null && placement.state !== "planned";
  const save = useAction<Values, Placement>({
    run: ({
      accountId,
      form: of,
      title,
      body = "",
      creator = "",
      creatorTier,
      skus = [],
      plannedOn,
      waveId,
      ...lead
    }) => {
      const fields = {
        form: of,
        title,
        body,
        creator,
        creatorTier: creatorTier ?? null,
        skus,
        plannedOn: plannedOn.format("YYYY-MM-DD"),
        waveId: waveId ?? null,
      };
      const hasLink = outside.ways.find(({ code }) => code === lead.way)?.hasLink ?? false;
      if (!placement) return addPlacement({ accountId, ...fields, lead: leadOf(lead, hasLink) });
      const isSame = isFixed || (lead.way ?? null) === placement.way;
      const kept = isSame && (!hasLink || lead.to === undefined);
      return editPlacement(placement.id, {
        ...fields,
        version: placement.version,
        ...(kept ? {} : { lead: leadOf(lead, hasLink) }),
      });
    },
    done: placement ? "已保存" : "已建立，发布后记得回来登记",
    refresh: everything,
    onDone: (saved) => {
      onClose();
      onSaved?.(saved);
    },
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={placement ? "修改内容" : "新建内容"}
      hint="写下要发什么、由谁发、怎么把人带回来；平台会处理的做法，在发布前就提醒。"
      width={560}
      submitText={placement ? "保存" : "建立"}
      initialValues={
        placement
          ? {
              accountId: placement.accountId,
              form: placement.form,
              title: placement.title,
              body: placement.body,
              creator: placement.creator,
              ...(placement.creatorTier && { creatorTier: placement.creatorTier }),
              skus: placement.skus,
              plannedOn: dayjs(placement.plannedOn),
              waveId: placement.waveId,
              ...(placement.way && { way: placement.way }),
            }
          : { form: "note", plannedOn: dayjs(), ...(outside.accounts[0] && { accountId: outside.accounts[0].id }) }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="accountId" label="账号或店铺" rules={[{ required: true, message: "请选择账号或店铺" }]}>
        <Select
          disabled={placement !== null}
          options={outside.accounts.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="form" label="形式">
        <Select options={optionsOf<Placement["form"]>(outside.forms)} />
      </Form.Item>
      <Form.Item name="title" label="标题" rules={[{ required: true, message: "请填写标题" }]}>
        <Input maxLength={200} placeholder="例如：五分钟收纳一间厨房" />
      </Form.Item>
      <Form.Item name="body" label="文案">
        <Input.TextArea rows={4} maxLength={5000} placeholder="贴上要发的文案，平台会处罚的词会标出来" />
      </Form.Item>
      <LeadFields outside={outside} current={placement?.way ?? null} isFixed={isFixed} />
      <RiskList risks={risks.data?.risks ?? []} />
      <Form.Item name="creator" label="达人" extra="不填就是自己发布">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="creatorTier" label="达人层级">
        <Select allowClear options={optionsOf<NonNullable<Placement["creatorTier"]>>(outside.tiers)} />
      </Form.Item>
      <Form.Item name="skus" label="商品">
        <ProductSelect />
      </Form.Item>
      <Form.Item name="plannedOn" label="计划发布日期" rules={[{ required: true, message: "请选择日期" }]}>
        <DatePicker style={{ width: "100%" }} allowClear={false} />
      </Form.Item>
      <Form.Item name="waveId" label="种草波次">
        <Select allowClear options={(waves.data ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </FormDrawer>
  );
}
