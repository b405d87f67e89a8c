/** Splits a list of values that hold no white space. */
export const words = (text: string): string[] => text.trim().split(/\s+/)
