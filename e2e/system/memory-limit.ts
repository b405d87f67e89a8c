import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import type { STORES } from './store.ts'

/** Memory that a container of the site needs, in MB: docs/operating.md promises it. */
export const MEMORY_LIMIT_MB = { embedded: 512, server: 256 }

/** Memory controllers of Linux, version 1 and version 2: the directory and its limits. */
const CONTROLLERS = [
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes' },
  { root: '/sys/fs/cgroup', limit: 'memory.max' },
]

const MB = 1024 * 1024

/**
 * Creates a control group in which a server is killed when it exceeds the limit of its kind.
 * @returns null if this machine does not permit it
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html
 */
export function memoryLimit(kind: (typeof STORES)[number]) {
  for (const { root, limit } of CONTROLLERS) {
    const group = `${root}/load-${process.pid}-${kind}`
    if (!existsSync(`${root}/cgroup.procs`)) continue
    try {
      mkdirSync(group)
      writeFileSync(`${group}/${limit}`, String(MEMORY_LIMIT_MB[kind] * MB))
    } catch {
      continue
    }
    return {
      /** Command that starts a server within the group. */
      command: [
        ...(['sh', '-c', `echo $$ > ${group}/cgroup.procs && exec "$@"`, 'sh'] as const),
        ...[process.execPath, '.next/standalone/server.js'],
      ] as const,
      /** Removes the group. No process may run in it. */
      remove: () => rmdirSync(group),
    }
  }
  return null
}

/** Reads the peak memory of a process so far, in MB (proc_pid_status(5)). */
export function peakMemoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.ceil(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024)
}
