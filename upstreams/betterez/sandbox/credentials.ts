/** Credentials that the emulator accepts. Not secret. */
export const credentials = {
  apiKey: 'sandbox-betterez-key',
  accountId: '5b3f0c2a9d1e4f6a8b7c6d5e',
  appName: 'northline-reset',
} as const
