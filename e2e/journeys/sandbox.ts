import { sandboxAt } from '#sandbox/remote.ts'
import { SANDBOX_URL } from './places.ts'

export { type Customer, freshAddress, GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'

/** Sandbox of the journeys. */
export const sandbox = sandboxAt(SANDBOX_URL)

export const { register, mailsTo, mailTo, callsAbout, changesOf } = sandbox
