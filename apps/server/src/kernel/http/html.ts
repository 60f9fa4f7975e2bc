const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in an element or a quoted attribute of a page that the server writes. */
export const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
