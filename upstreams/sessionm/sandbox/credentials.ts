/** Credentials that the emulator accepts. Not secret. */
export const credentials = {
  apiKey: 'sandboxsessionmkey',
  apiSecret: 'sandbox-sessionm-secret',
} as const
