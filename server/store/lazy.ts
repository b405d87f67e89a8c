/** Makes a proxy of a part that is created later. Until then its methods reject. */
export const lazy = <Part extends object>(part: () => Part): Part =>
  new Proxy({} as Part, {
    get: (_, name) => {
      // A promise that resolves with the proxy would call `then`.
      if (name === 'then') return undefined
      return async (...args: unknown[]) =>
        (Reflect.get(part(), name) as (...all: unknown[]) => unknown)(...args)
    },
  })
