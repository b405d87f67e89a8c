/** The key that the emulated Resend accepts. Not secret. */
export const RESEND_API_KEY = 're_sandbox_key'

/** API key that may only send. Not secret. */
export const RESEND_SEND_ONLY_KEY = 're_sandbox_send_only'
