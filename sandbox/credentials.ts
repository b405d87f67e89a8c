/** The key that the emulated Resend accepts. Not secret. */
export const RESEND_API_KEY = 're_sandbox_key'

/** API key that may only send. Not secret. */
export const RESEND_SEND_ONLY_KEY = 're_sandbox_send_only'

/** Signs the calls of the emulated Resend. Not secret. */
export const RESEND_WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 'resend').toString('base64')}`

/** Signs the events that the sandbox receives, as a company's own program does. Not secret. */
export const EVENTS_SECRET = `whsec_${Buffer.alloc(24, 'events').toString('base64')}`
