// Compiled programs: is this one for this machine? By its first bytes, as the system itself decides.

/** How many bytes at the start of a file tell. */
export const HEADER_BYTES = 20

/** e_machine and class (32 or 64 bits) of ELF files, by Node's names of architectures. */
const ELF_MACHINES: Record<string, { machine: number; bits: 32 | 64; name: string }> = {
  x64: { machine: 62, bits: 64, name: 'x86-64' },
  arm64: { machine: 183, bits: 64, name: 'ARM64' },
  ia32: { machine: 3, bits: 32, name: 'x86 (32 bits)' },
  arm: { machine: 40, bits: 32, name: 'ARM (32 bits)' },
  riscv64: { machine: 243, bits: 64, name: 'RISC-V' },
  ppc64: { machine: 21, bits: 64, name: 'POWER' },
  s390x: { machine: 22, bits: 64, name: 'IBM Z' },
  loong64: { machine: 258, bits: 64, name: 'LoongArch' },
}
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
}

/** `this`: it can run; undefined: no compiled program at all; else for what it was compiled: "macOS", "Linux on ARM64". */
export function compiledFor(
  header: Buffer,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): 'this' | { other: string; here: string } | undefined {
  const here = `${SYSTEMS[platform] ?? platform} on ${ELF_MACHINES[arch]?.name ?? arch}`
  const other = (text: string): { other: string; here: string } => ({ other: text, here })
  const magic = header.toString('latin1', 0, 4)
  if (magic === '\x7fELF' && header.length >= HEADER_BYTES) {
    if (platform === 'darwin' || platform === 'win32') return other('Linux')
    const bits = header[4] === 2 ? 64 : 32
    const bigEndian = header[5] === 2
    const machine = bigEndian ? header.readUInt16BE(18) : header.readUInt16LE(18)
    const type = bigEndian ? header.readUInt16BE(16) : header.readUInt16LE(16)
    // An object file is ELF, too.
    if (type !== 2 && type !== 3)
      return other('no machine yet: it is an object file, which a linker makes a program of')
    const wanted = ELF_MACHINES[arch]
    if (wanted?.machine === machine && wanted.bits === bits) return 'this'
    const known = Object.values(ELF_MACHINES).find(one => one.machine === machine && one.bits === bits)
    return other(`Linux on ${known?.name ?? 'another processor'}`)
  }
  if (['\xcf\xfa\xed\xfe', '\xce\xfa\xed\xfe', '\xca\xfe\xba\xbe'].includes(magic)) {
    // A Java class begins like a Mac's program for several processors; behind that is its version, 45 or more.
    if (magic === '\xca\xfe\xba\xbe' && header.readUInt32BE(4) >= 45) return undefined
    return platform === 'darwin' ? 'this' : other('macOS')
  }
  if (magic.startsWith('MZ')) return other('Windows')
  return undefined
}
