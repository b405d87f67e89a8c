import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { ConfigError } from './config.ts'
import { prepareIncoming } from './http/incoming.ts'
import { site } from './site.ts'

/** Starts the site, or ends the process with the names of what its configuration lacks. */
export function boot(): void {
  try {
    const { config } = site()
    subscribe('http.server.request.start', (message) => {
      prepareIncoming((message as { request: IncomingMessage }).request, config)
    })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(78)
  }
}
