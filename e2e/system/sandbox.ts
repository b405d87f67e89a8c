import { sandboxAt } from '#sandbox/remote.ts'
import { freePort, startProgram, until } from './program.ts'

/** A sandbox in a process of its own. */
export type Sandbox = Awaited<ReturnType<typeof startSandbox>>

/** Starts a sandbox for one test, whose vendors work with one site. @param env more of its variables */
export async function startSandbox(siteUrl: string, env: Record<string, string> = {}) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const program = startProgram([process.execPath, 'sandbox/main.ts'], {
    SANDBOX_PORT: String(port),
    SITE_URL: siteUrl,
    ...env,
  })
  await until('the sandbox answers', () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  return {
    ...sandboxAt(url),
    /** Stops answering, as a vendor does that is down. Connections stay open. */
    pause: () => program.signal('SIGSTOP'),
    goOn: () => program.signal('SIGCONT'),
    end: () => program.end('SIGTERM'),
  }
}
