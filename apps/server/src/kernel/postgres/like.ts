const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** A pattern of `like` that finds the text as it is, anywhere. */
export const containing = (text: string): string => `%${escaped(text)}%`;

/** A pattern of `like` that finds what begins with the text as it is. */
export const beginningWith = (text: string): string => `${escaped(text)}%`;
