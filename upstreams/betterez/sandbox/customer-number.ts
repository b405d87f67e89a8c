/** Derives a customer's number from their id. */
export const numberOf = (id: string): string =>
  String(BigInt(`0x${id}`) % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/(...)(?!$)/g, '$1-')
