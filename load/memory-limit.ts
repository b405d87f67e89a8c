import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'

const MB = 1024 * 1024

/** Memory controllers of Linux, version 1 and version 2: the directory and its limits. */
const CONTROLLERS = [
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes' },
  { root: '/sys/fs/cgroup', limit: 'memory.max' },
]

/**
 * Makes a control group whose processes are killed when they use more memory together.
 * @returns null where this machine does not let us make one
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html
 */
export function memoryLimit(megabytes: number) {
  for (const { root, limit } of CONTROLLERS) {
    const group = `${root}/load-${process.pid}-${megabytes}`
    if (!existsSync(`${root}/cgroup.procs`)) continue
    try {
      mkdirSync(group, { recursive: true })
      writeFileSync(`${group}/${limit}`, String(megabytes * MB))
    } catch {
      continue
    }
    return {
      /** Runs a command within the limit, as the same process. */
      wrap: (...command: string[]): [string, ...string[]] => [
        ...(['sh', '-c', `echo $$ > ${group}/cgroup.procs && exec "$@"`, 'sh'] as const),
        ...command,
      ],
      remove: () => rmdirSync(group),
    }
  }
  return null
}

/** The most memory that a process has had so far, in MB, code of Node included (proc_pid_status(5)). */
export function peakMemoryOf(pid: number): number {
  const [, kilobytes = ''] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.ceil(Number(kilobytes) / 1024)
}
