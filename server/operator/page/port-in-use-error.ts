/** The operator's port is in use by another process. It may end soon. */
export class OpsPortInUseError extends Error {
  override readonly name = 'OpsPortInUseError'
}
