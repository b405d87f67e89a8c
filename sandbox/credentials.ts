/** The key that the emulated Resend accepts. Not secret. */
export const RESEND_API_KEY = 're_sandbox_key'
