/** Credentials that the emulator accepts. Not secret. */
export const credentials = {
  clientId: 'sandbox-elastic-path-client',
  clientSecret: 'sandbox-elastic-path-secret',
  passwordProfileId: '9a44bb7e-e377-4382-b36e-c8030aad1c2d',
  realmId: '063623f1-9182-4c8f-bb17-91d326e06e69',
  webhookSecret: 'sandbox-webhook-secret',
} as const
