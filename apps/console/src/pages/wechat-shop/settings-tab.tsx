import { Button, Form, Switch } from "antd";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { StoreCodeSelect } from "../../shared/filter/store-filter.tsx";
import { showFieldErrors } from "../../shared/form/field-errors.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./shop.module.css";
import { editShop, type Shop } from "./shop-api.ts";

interface Values {
  readonly storeCode?: string;
  readonly nightly: boolean;
}

function StoreItem({ value, onChange }: { value?: string; onChange?: (code: string | undefined) => void }) {
  return <StoreCodeSelect value={value} onChange={(code) => onChange?.(code)} />;
}

/** Whose sales the shop's orders are, and the nightly comparison. */
export function SettingsTab({ shop, mayWrite }: { shop: Shop; mayWrite: boolean }) {
  const [form] = Form.useForm<Values>();
  const save = useAction({
    run: ({ storeCode, nightly }: Values) =>
      editShop(shop.accountId, { version: shop.version, storeCode: storeCode ?? null, nightly }),
    done: "设置已保存",
    refresh: [["wechat-shop", "shops"]],
    quietFailure: true,
  });
  const submit = async (values: Values) => {
    try {
      await save.mutateAsync(values);
    } catch (error) {
      const problem = showFieldErrors(form, error);
      if (problem) form.setFields([{ name: "storeCode", errors: [problem] }]);
    }
  };
  return (
    <Panel title="设置" hint={<Link to={`/connections/${shop.accountId}`}>密钥、回调与体检在平台接入</Link>}>
      <Form
        key={shop.version}
        form={form}
        className={styles.form}
        layout="vertical"
        disabled={!mayWrite}
        initialValues={{ ...(shop.storeCode && { storeCode: shop.storeCode }), nightly: shop.nightly }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="storeCode" label="订单归属" extra="不指定时算总部；改动对之后同步到的订单生效">
          <StoreItem />
        </Form.Item>
        <Form.Item name="nightly" label="每晚对账" extra="凌晨与小店核对一遍，补上漏掉的" valuePropName="checked">
          <Switch />
        </Form.Item>
        {mayWrite && (
          <Button htmlType="submit" loading={save.isPending}>
            保存设置
          </Button>
        )}
      </Form>
    </Panel>
  );
}
