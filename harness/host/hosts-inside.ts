// /etc/hosts of the private network: no name server answers there, and an address of the machine leads nowhere. JVMs ask for
// the machine's own name, and die where nothing resolves it.

/** @param hosts the machine's own file, of which everything else stays */
export function hostsInside(hosts: string, ownName: string): string {
  const ours = new Set(['localhost', ownName].filter(name => /^[\w.-]+$/.test(name)))
  const others = hosts.split('\n').flatMap(line => {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    // ::1 and 127.0.1.1 are in every private network, too.
    if (!address || address === '::1' || address.startsWith('127.')) return address ? [line] : []
    const left = names.filter(name => name !== ownName)
    return left.length > 0 ? [`${address} ${left.join(' ')}`] : []
  })
  return [`127.0.0.1 ${[...ours].join(' ')}`, ...others, ''].join('\n')
}
