const COLOURS = ["#4f7cac", "#5b8e7d", "#b36a5e", "#8a6fae", "#b0863d", "#4c8f9f", "#9c5f83"];

/** A square with the last character of a name, as people without a picture have. */
export function Avatar({ name, staff = false }: { readonly name: string; readonly staff?: boolean }) {
  const code = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ background: staff ? "#2b6de5" : COLOURS[code % COLOURS.length] }}
    >
      {[...name].at(-1)}
    </span>
  );
}
