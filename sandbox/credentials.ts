import type { UpstreamName } from '#lib/reset/upstream.ts'

/** What the sandbox believes: the environment of a site that is to use it. Secret to nobody. */
export const credentials = {
  betterez: {
    apiKey: 'sandbox-betterez-key',
    accountId: '5b3f0c2a9d1e4f6a8b7c6d5e',
    appName: 'northline-reset',
  },
  sessionm: {
    apiKey: 'sandboxsessionmkey',
    apiSecret: 'sandbox-sessionm-secret',
  },
  'elastic-path': {
    clientId: 'sandbox-elastic-path-client',
    clientSecret: 'sandbox-elastic-path-secret',
    passwordProfileId: '9a44bb7e-e377-4382-b36e-c8030aad1c2d',
    realmId: '063623f1-9182-4c8f-bb17-91d326e06e69',
    webhookSecret: 'sandbox-webhook-secret',
  },
  resend: { apiKey: 're_sandbox_key' },
} as const satisfies Record<UpstreamName | 'resend', Readonly<Record<string, string>>>
