import type { Mail } from './mail.ts'

/** At most `points` in `seconds`. */
export type Limit = { readonly points: number; readonly seconds: number }

const TEN_MINUTES = 10 * 60
const HOUR = 60 * 60

/** Defaults of the numbers that an operator can set. */
export const LIMIT_DEFAULTS = {
  requestsPerClient: 10,
  addressesPerClient: 50,
  passwordsPerClient: 20,
  mailsPerHour: 10_000,
  apiRequestsPerMinute: 3000,
  invitationsPerHour: 1000,
}

/** The numbers that an operator can set. */
export type LimitSettings = Readonly<typeof LIMIT_DEFAULTS>

/** Computes a percentage of a budget, at least one point. */
export const percentOf = (points: number, percent: number) =>
  Math.max(1, Math.floor((points * percent) / 100))

/** Returns the end of the clock hour in milliseconds. The site counts requests and mails by clock hour. */
export const endOfHour = (nowMs: number) => (Math.floor(nowMs / 3_600_000) + 1) * 3_600_000

/**
 * Percentages of the hour's budget. When a region has used `busy`, its busy networks are refused; at `quiet`,
 * all its networks. A network is quiet if it sent at most `region.points` forms in ten minutes.
 */
export const REGION_PERCENT = { busy: 25, quiet: 35 } as const

/** Computes all rate limits from the operator's numbers. */
export const limitsWith = (settings: LimitSettings) =>
  ({
    /** Forms that ask for a link, by client and address: 429 beyond. */
    requests: { points: settings.requestsPerClient, seconds: TEN_MINUTES },
    /** Different addresses, by client: 429 beyond. */
    addresses: { points: settings.addressesPerClient, seconds: TEN_MINUTES },
    /** Requests from an IPv6 /56, which is one household or office: 429 beyond. */
    household: { points: 2 * settings.addressesPerClient, seconds: TEN_MINUTES },
    /** Requests from an IPv6 /48 or IPv4 /24: beyond, each household in it has `NETWORK_SHARE`. */
    network: { points: 4 * settings.addressesPerClient, seconds: TEN_MINUTES },
    /** Requests from an IPv6 /32 or IPv4 /16: beyond, they are the first to be refused. */
    region: { points: Math.min(20, percentOf(settings.mailsPerHour, 5)), seconds: TEN_MINUTES },
    /** The same in a clock hour: 429 beyond for its busy networks. Quiet ones have `REGION_PERCENT.quiet`. */
    regionHourly: { points: percentOf(settings.mailsPerHour, REGION_PERCENT.busy), seconds: HOUR },
    /** Submitted passwords, by client; twice as many by household, four times by network: 429 beyond. */
    passwords: { points: settings.passwordsPerClient, seconds: TEN_MINUTES },
    /** Requests for one address, whether or not it has an account: silently dropped beyond. */
    addressHourly: { points: 5, seconds: HOUR },
    addressDaily: { points: 10, seconds: 24 * HOUR },
    /** Accepted requests of the whole site in a clock hour: 429 beyond. */
    accepted: { points: settings.mailsPerHour, seconds: HOUR },
    /** Mails of the whole site in a clock hour: later ones wait. */
    mails: { points: settings.mailsPerHour, seconds: HOUR },
    /** Calls of the API, by key: 429 beyond. */
    api: { points: settings.apiRequestsPerMinute, seconds: 60 },
    /** Invitations of the whole site, evenly over the hour. Ten minutes ahead of that: 429. */
    invitations: { points: settings.invitationsPerHour, seconds: HOUR },
    /** Invitations to one address, whether or not it has an account: silently dropped beyond. */
    invited: { points: 5, seconds: 24 * HOUR },
    /** Tries of one link, or of one customer where tokens are short: passwords that reach the upstream, and wrong codes. */
    attempts: { points: 5, seconds: HOUR },
    /** Reports by the link of one notice: later ones have no line in the log. A link works for a week. */
    notMe: { points: 1, seconds: 7 * 24 * HOUR },
    /** Calls about one event of a mail: repeated ones are accepted, and not counted. Resend repeats for a day. */
    mailEvents: { points: 1, seconds: 48 * HOUR },
  }) as const satisfies Record<string, Limit>

/** All rate limits by default. */
export const LIMITS = limitsWith(LIMIT_DEFAULTS)

/** All limits, by name. */
export type Limits = Record<keyof typeof LIMITS, Limit>

/** Name of a limit. */
export type LimitName = keyof Limits

/** The limits that a form can have. */
export type FormLimit = 'requests' | 'passwords'

/** Requests that each household may still send when its network is full. */
export const NETWORK_SHARE = 2

/**
 * Percentages of the hour's budget after which requests are refused: those by the API, those of busy
 * regions, and those of quiet regions. The rest is for notices of changes.
 */
export const ACCEPTED_PERCENT = { api: 50, busyRegion: 80, quietRegion: 95 } as const

/** The same for mails, by their kind: links stop at 95 percent, so that notices always fit. */
export const MAIL_PERCENT = {
  'reset-link': 95,
  'no-account': 95,
  'password-changed': 100,
} satisfies Record<BudgetedMail, number>

/** Mails that use the budget of the hour. Invitations have their own, from when they are accepted. */
export type BudgetedMail = Exclude<Mail['kind'], 'invitation'>

/** Time for which invitations may be planned ahead, in seconds. */
export const PLANNED_SECONDS = TEN_MINUTES

/** Percentages of the mail budget that are logged when they are reached. */
export const BUDGET_WARNINGS = [50, 80] as const

/** Recent requests of a client's networks, when its own was accepted. */
export type NetworkLoad = {
  /** Sum of the magnitudes of their counts; 0 for the first request. */
  readonly weight: number
  /** Seconds until there is budget for an address that has asked before; 0 while there is. */
  readonly waitSeconds: number
}

/** The load of unknown networks. */
export const NO_LOAD: NetworkLoad = { weight: 0, waitSeconds: 0 }

/** Computes the binary logarithm of a count, rounded down: 0 for 1, 3 for 8 to 15. */
export const magnitude = (count: number) => Math.floor(Math.log2(Math.max(1, count)))

/** Answer to a request that counts against limits. */
export type Admission =
  | { readonly kind: 'admitted'; readonly load: NetworkLoad }
  | { readonly kind: 'refused'; readonly limit: LimitName; readonly waitSeconds: number }

/** Time for an invitation. `refused`: too many are planned already. */
export type Plan = { readonly kind: 'planned' | 'refused'; readonly waitSeconds: number }

/** The outcome of asking for a mail's place in the budget. */
export type MailBudget = {
  /** Seconds until the next budget; 0 when the mail may be sent now. */
  readonly waitSeconds: number
  /** Event to log, once an hour each: a percentage was reached, or nothing is left. Null: nothing to log. */
  readonly warning: (typeof BUDGET_WARNINGS)[number] | 'used-up' | null
}

/** Limits with one counter each, by a key. */
type CountedByKey = 'attempts' | 'api' | 'invited' | 'notMe' | 'mailEvents'

/** Counters of the rate limits. Keys are stored as keyed hashes. */
export interface Limiter {
  /** Adds one to a counter. @returns null within the limit; beyond it, the seconds to wait */
  count(name: CountedByKey, key: string): Promise<number | null>
  /** Subtracts one from a counter, because the counted event did not happen. `address`: of the hour and the day. */
  refund(name: 'attempts' | 'mails' | 'invited' | 'address', key: string): Promise<void>
  /** Counts a form with a password, for its client and its networks. @returns as {@link count} */
  countPassword(client: string): Promise<number | null>
  /** Counts a form that asks for a link, for its client, its networks and the site. */
  admit(client: string, email: string): Promise<Admission>
  /** Counts a request for an address. @returns which one of the day it is; null beyond the limit */
  countAddress(address: string): Promise<number | null>
  /**
   * Counts a mail that no form of this hour is counted for, so that fewer requests are accepted: a notice,
   * or the link of a request that was put off.
   * @param waitSeconds seconds until the mail is due
   */
  reserveMail(waitSeconds: number): Promise<void>
  /** Counts a request for a link by the API. @returns as {@link count} */
  admitByApi(): Promise<number | null>
  /** Plans an invitation at the next free time, so that a campaign is sent evenly. */
  planInvitation(): Promise<Plan>
  /** Takes a mail's place in the budget of the hour. */
  takeMail(kind: BudgetedMail): Promise<MailBudget>
}
