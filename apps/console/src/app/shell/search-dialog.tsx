import { SearchOutlined } from "@ant-design/icons";
import { Input, Modal } from "antd";
import { useDeferredValue, useId, useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { unitKindNames, useUnitTree } from "../../shared/organization/units.ts";
import { navigation } from "../navigation.tsx";
import { useMemberSearch } from "./member-search.ts";
import styles from "./quick-search.module.css";

interface Option {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly note?: string;
  readonly to: string;
}

/** One box for everything that has a page of its own; arrow keys choose, Enter goes. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const text = useDeferredValue(typed.trim());
  const can = useCan();
  const navigate = useNavigate();
  const listId = useId();
  const members = useMemberSearch(can("member.read") ? text : "");
  const units = useUnitTree({ withStores: true });

  const pages: Option[] = navigation
    .flatMap((group) => group.items)
    .filter((item) => can(item.permission) && item.label.toLowerCase().includes(text.toLowerCase()))
    .map((item) => ({ key: item.to, group: "页面", label: item.label, to: item.to }));
  const options: Option[] = text
    ? [
        ...members.map((member) => ({ ...member, group: "客户" })),
        ...(units.data?.items ?? [])
          .filter((unit) => unit.name.includes(text) || unit.code.toLowerCase().includes(text.toLowerCase()))
          .slice(0, 6)
          .map((unit) => ({
            key: `unit-${unit.id}`,
            group: "组织",
            label: unit.name,
            note: unitKindNames[unit.kind],
            to: unit.kind === "store" ? `/store?unit=${unit.id}` : `/overview?unit=${unit.id}`,
          })),
        ...pages,
      ]
    : pages;
  const chosen = Math.min(active, options.length - 1);
  const go = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    void navigate(option.to);
  };

  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={560} style={{ top: 90 }}>
      <Input
        size="large"
        autoFocus
        variant="borderless"
        prefix={<SearchOutlined />}
        placeholder="客户姓名、手机号、会员卡号，门店，或页面名"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={options[chosen] ? `${listId}-${chosen}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown") setActive(Math.min(chosen + 1, options.length - 1));
          else if (event.key === "ArrowUp") setActive(Math.max(chosen - 1, 0));
          else if (event.key === "Enter") go(options[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <div id={listId} role="listbox" aria-label="查找结果" className={styles.results}>
        {options.map((option, index) => (
          <div key={option.key}>
            {option.group !== options[index - 1]?.group && <div className={styles.group}>{option.group}</div>}
            <button
              id={`${listId}-${index}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles.option}
              onMouseEnter={() => setActive(index)}
              onClick={() => go(option)}
            >
              {option.label}
              {option.note && <small>{option.note}</small>}
            </button>
          </div>
        ))}
        {options.length === 0 && (
          <div className={styles.group}>没有找到「{text}」。试试完整的手机号、手机号后四位，或姓名里的字。</div>
        )}
      </div>
      <div className={styles.foot}>↑ ↓ 选择 · 回车打开 · Esc 关闭</div>
    </Modal>
  );
}
