import { DEMO_API_KEYS } from '#scripts/demo/demo-environment.ts'
import { startProgram } from './program.ts'

/** Starts the campaign command of the build, by default with the key that may see accounts. */
export const startCampaign = (
  siteUrl: string,
  args: readonly string[],
  key: string = DEMO_API_KEYS.crm,
) =>
  startProgram([process.execPath, '.next/standalone/campaign.js', ...args], {
    SITE_URL: siteUrl,
    API_KEY: key,
  })
