import type { UpstreamName } from '#lib/reset/upstream.ts'

/** The companies of the demo. `accent` is their colour, in the shop and on the site. */
export const shops = {
  betterez: {
    owner: 'Northline Coaches',
    tagline: 'Tickets to everywhere north',
    accent: '#0f766e',
  },
  sessionm: { owner: 'Marlow Rewards', tagline: 'Points for people who return', accent: '#4338ca' },
  'elastic-path': { owner: 'Banks Outfitters', tagline: 'Clothes for weather', accent: '#9a3412' },
} as const satisfies Record<UpstreamName, object>
