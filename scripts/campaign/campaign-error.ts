/** A reason to stop that the operator can mend. Its message is a sentence for them. */
export class CampaignError extends Error {
  override readonly name = 'CampaignError'
}
