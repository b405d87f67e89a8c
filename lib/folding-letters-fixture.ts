const ASCII = /^[\x21-\x7e]+$/

/** Every character that a change of case or a normal form makes into ASCII: 1,451 or so. */
export const foldingLetters = Array.from({ length: 0x110000 - 0x80 }, (_, index) => index + 0x80)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((letter) =>
    [letter.toLowerCase(), letter.toUpperCase(), letter.normalize('NFKC')].some((text) =>
      ASCII.test(text),
    ),
  )
