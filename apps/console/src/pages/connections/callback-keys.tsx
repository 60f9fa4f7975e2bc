import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Popconfirm } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { type Account, type MadeKeys, makeCallbackKeys, publicAddressQuery } from "./connection-api.ts";
import { CopyLine } from "./copy-line.tsx";

/** The callback address with its keys, to be copied into the platform's back office. The keys are shown once. */
export function CallbackKeys({ account }: { account: Account }) {
  const can = useCan();
  const address = useQuery(publicAddressQuery);
  const [made, setMade] = useState<MadeKeys | null>(null);
  const make = useAction<void, MadeKeys>({
    run: () => makeCallbackKeys(account),
    refresh: [["connections", "accounts"]],
    onDone: setMade,
  });
  const isSet = account.secretsSet.includes("callbackToken") && account.secretsSet.includes("callbackAesKey");
  const base = address.data?.url || window.location.origin;
  const button = (
    <Button loading={make.isPending} onClick={isSet ? undefined : () => make.mutate()}>
      {isSet ? "重新生成 Token 与密钥" : "生成 Token 与密钥"}
    </Button>
  );
  return (
    <>
      <CopyLine label="回调地址（URL）" text={`${base}${account.callbackPath}`} />
      {address.data && address.data.url === "" && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title="还没有填写外网地址，上面用的是你现在打开的地址"
        />
      )}
      {made && (
        <>
          <CopyLine label="Token" text={made.token} />
          <CopyLine label="EncodingAESKey" text={made.encodingAesKey} />
          <Alert type="info" showIcon title="两个密钥只显示这一次，请现在复制到平台后台保存；丢了可以重新生成。" />
        </>
      )}
      {!made && isSet && <p>Token 与 EncodingAESKey 已设置，不再显示。</p>}
      {can("connection.write") &&
        !made &&
        (isSet ? (
          <Popconfirm
            title="重新生成后，后台也要换成新的"
            description="换好之前收到的事件会被拒绝。"
            okText="重新生成"
            cancelText="取消"
            onConfirm={() => make.mutate()}
          >
            {button}
          </Popconfirm>
        ) : (
          button
        ))}
    </>
  );
}
