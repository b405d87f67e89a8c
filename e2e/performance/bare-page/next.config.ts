import type { NextConfig } from 'next'

/** Root of the packages: the project. */
const root = process.cwd()

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
}

export default config
