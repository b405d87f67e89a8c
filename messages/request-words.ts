import type { Messages } from './messages.ts'

/**
 * Returns the words of the form that asks for a link.
 * @param acceptsNumber whether customers can type a customer number instead of an address
 */
export const requestWords = (
  { forgotPassword, customerNumber: { lead, label, errors } }: Messages,
  acceptsNumber: boolean | undefined,
): Messages['forgotPassword'] =>
  acceptsNumber
    ? { ...forgotPassword, lead, email: label, errors: { ...forgotPassword.errors, ...errors } }
    : forgotPassword
