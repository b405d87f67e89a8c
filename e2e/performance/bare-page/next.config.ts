import type { NextConfig } from 'next'

/** Built in a folder of the project, whose packages it uses. */
const root = process.cwd()

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
}

export default config
