const ASCII = /^[\x21-\x7e]+$/

/** All characters that a change of case or a normal form turns into ASCII: about 1,451. */
export const foldingLetters = Array.from({ length: 0x110000 - 0x80 }, (_, index) => index + 0x80)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((letter) =>
    [letter.toLowerCase(), letter.toUpperCase(), letter.normalize('NFKC')].some((text) =>
      ASCII.test(text),
    ),
  )
