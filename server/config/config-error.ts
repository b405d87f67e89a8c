/** Variables are missing or malformed. The message has their names and the reasons, no values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly { readonly variable: string; readonly reason: string }[]

  /** @param lines each with a variable and a reason, indented */
  constructor(lines: readonly string[], heading = 'The configuration is not usable:') {
    super(`${heading}\n${lines.join('\n')}`)
    this.faults = lines.map((line) => {
      const [variable = '', ...reason] = line.trim().split(' ')
      return { variable, reason: reason.join(' ') }
    })
  }
}
