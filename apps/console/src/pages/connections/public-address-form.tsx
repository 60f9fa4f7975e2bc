import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton, Space } from "antd";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { showFieldErrors } from "../../shared/form/field-errors.ts";
import { type PublicAddress, publicAddressQuery, savePublicAddress } from "./connection-api.ts";

/** Where this installation is reached from the internet: callbacks and sign-in come back to it. */
export function PublicAddressForm({ onDone }: { onDone?: () => void }) {
  const can = useCan();
  const [form] = Form.useForm<{ url: string }>();
  const address = useQuery(publicAddressQuery);
  const save = useAction<{ url: string }, PublicAddress>({
    run: ({ url }) => savePublicAddress({ url: url ?? "", version: address.data?.version ?? 0 }),
    done: "外网地址已保存",
    refresh: [["connections"]],
    onDone,
    quietFailure: true,
  });
  if (address.isError) return <ErrorState compact error={address.error} onRetry={() => void address.refetch()} />;
  if (!address.data) return <Skeleton active paragraph={{ rows: 1 }} />;
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ url: address.data.url || window.location.origin }}
      disabled={!can("connection.write")}
      onFinish={(values) => save.mutate(values, { onError: (error) => void showFieldErrors(form, error) })}
    >
      <Form.Item
        label="外网地址"
        extra="企业微信从互联网访问这里：用备案过的域名，主体与企业相同或关联。只写协议和域名，例如 https://crm.example.com"
      >
        <Space.Compact style={{ width: "100%", maxWidth: 520 }}>
          <Form.Item name="url" noStyle>
            <Input aria-label="外网地址" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            保存
          </Button>
        </Space.Compact>
      </Form.Item>
    </Form>
  );
}
