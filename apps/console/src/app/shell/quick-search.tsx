import { SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import styles from "./quick-search.module.css";

const SearchDialog = lazy(() => import("./search-dialog.tsx").then((m) => ({ default: m.SearchDialog })));

/** Ctrl-K: go to a page, a store or a member without the menu. */
export function QuickSearch() {
  const [open, setOpen] = useState(false);
  const isPhone = useIsPhone();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <Button
        className={isPhone ? undefined : styles.button}
        type={isPhone ? "text" : "default"}
        aria-label="快速查找"
        icon={<SearchOutlined />}
        onClick={() => setOpen(true)}
      >
        {!isPhone && (
          <>
            <span className={styles.hint}>查找客户、门店、页面</span>
            <kbd className={styles.key}>Ctrl K</kbd>
          </>
        )}
      </Button>
      <Suspense>{open && <SearchDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
