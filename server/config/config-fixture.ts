import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES, type UpstreamName, upstreams } from '#upstreams/registry.ts'
import { type Config, readConfig } from './config.ts'
import { ConfigError } from './config-error.ts'

/** Variables that every site needs. */
export const shared = {
  SITE_URL: 'https://account.example.com',
  SITE_SECRET: Buffer.alloc(32, 1).toString('base64'),
}

/** Variables of a site that mails its links. */
export const mail = {
  RESEND_API_KEY: 're_key',
  MAIL_FROM: 'Marlow Rewards <hello@mail.example.com>',
}

const requiredOf = (name: UpstreamName): Record<string, string> => {
  const { variables } = upstreams[name]
  const all = Object.entries(vendors[name].environment('https://api.example.com'))
  return Object.fromEntries(all.filter(([key]) => !variables[key]?.safeParse(undefined).success))
}

const leastOf = (name: UpstreamName): Record<string, string> => {
  const own = { ...shared, UPSTREAM: name, ...requiredOf(name) }
  return upstreams[name].mailsLink(own) ? own : { ...own, ...mail }
}

/** Smallest environment of each upstream with which the site starts. */
export const environments = Object.fromEntries(
  UPSTREAM_NAMES.map((name) => [name, leastOf(name)]),
) as Readonly<Record<UpstreamName, Record<string, string>>>

/** Returns the environment without Resend. */
export const withoutMail = (name: UpstreamName): Record<string, string> => {
  const { RESEND_API_KEY: _, MAIL_FROM: __, ...silent } = environments[name]
  return silent
}

/** Reads a configuration with other values of some variables. */
export const configWith = (others: Record<string, string> = {}): Config =>
  readConfig({ ...environments.sessionm, BRAND_NAME: 'Marlow Rewards', ...others })

/** Reads an environment. @returns its faults, one sentence each */
export const complaints = (env: Record<string, string | undefined>): string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [, ...lines] = error.message.split('\n')
    return lines.map((line) => line.trim())
  }
}
