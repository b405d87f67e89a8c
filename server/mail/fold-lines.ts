/** A tag with attributes. Text and values hold no `<` or `>`. */
const TAG = /<[a-z][\w:]*\s[^<>]*>/gi

/** Invisible characters that the preview ends with. */
const FILLER = /(\u00a0\u200c\u200b\u200d\u200e\u200f\ufeff){8}/g

/**
 * Breaks HTML into lines where space means nothing: before each attribute. The library writes one line, and a
 * line of a mail has at most 998 octets.
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1
 */
export const foldLines = (html: string): string =>
  html.replace(TAG, (tag) => tag.replace(/ (?=[\w:-]+=")/g, '\n')).replace(FILLER, '$&\n')
