import type { Server } from 'node:http'
import { ConfigError } from '#server/config/config-error.ts'
import type { OpsConfig } from '#server/config/ops.ts'
import { createMetrics } from '#server/operator/metrics.ts'
import { cachedChecks } from '#server/operator/run-checks.ts'
import type { App } from '#server/services.ts'
import { VERSION } from '#server/version.ts'
import { countGuesses } from './guesses.ts'
import { createRenderer } from './render.tsx'
import { serveOps } from './serve.ts'

/** Reasons why the server cannot listen, by the code of the error. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: '  OPS_PORT must be one that this user may listen on',
  EADDRNOTAVAIL: '  HOSTNAME must be an address of this machine',
  ENOTFOUND: '  HOSTNAME must be an address or a name of this machine',
}

/**
 * Starts the operator's page and the metrics on their port.
 * @param own receives the server before it listens
 * @returns a function that closes the server; resolves when the last request is answered
 * @throws {ConfigError} when an operator has to act
 * @throws {OpsPortInUseError} when another process has the port
 */
export async function startOps(
  app: App,
  ops: OpsConfig,
  own: (server: Server) => void,
): Promise<() => Promise<void>> {
  const { renderToStaticMarkup } = await import('react-dom/server')
  const { config, store, sealer, log, now, tallies } = app
  const metrics = createMetrics({
    ...{
      version: VERSION,
      upstream: config.upstream.name,
      mailsPerHour: config.limits.mailsPerHour,
    },
    readStore: store.report,
  })
  tallies.push(metrics.tally)
  const page = {
    ...{ config, store, sealer, log, now, version: VERSION, metrics, tokenHash: ops.tokenHash },
    ...{
      guesses: countGuesses(),
      render: createRenderer(config.brand, renderToStaticMarkup),
      checks: cachedChecks(app),
    },
  }
  const server = await serveOps(page, ops, own).catch((error: NodeJS.ErrnoException) => {
    const reason = REASONS[error.code ?? '']
    throw reason ? new ConfigError([reason]) : error
  })
  return () => new Promise((resolve) => void server.close(() => resolve()))
}
