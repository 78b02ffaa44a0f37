// Real namespaces; where this machine has none there is nothing to try.
import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { whyNoNamespaces } from '#harness/host/namespaces.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'

const INSIDE = [
  '--user',
  '--map-root-user',
  '--net',
  '--pid',
  '--fork',
  '--mount',
  '--mount-proc',
  '--kill-child',
]
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/etc'].concat(process.execPath)

async function world() {
  const root = await fill(await testFolder(), {
    'home/notes.txt': 'notes',
    'home/.ssh/key': 'secret',
    'home/token': 'secret',
    'work/input.txt': 'input',
    'shelf/x': '',
  })
  await mkdir(path.join(root, 'shelf/views'))
  const at = (name: string): string => path.join(root, name)
  const view = {
    name: 'test view',
    seen: [...SYSTEM, at('home')],
    writable: [at('work')],
    hidden: [at('home/.ssh'), at('home/token')],
  }
  const run = (script: string, limit = '') => {
    const file = path.join(import.meta.dirname, 'testing/enter-for-tests.ts')
    const command = [process.execPath, file, JSON.stringify(view), at('shelf/views'), at('work'), limit]
    const { stdout, stderr, status } = spawnSync('unshare', [...INSIDE, ...command, 'bash', '-c', script], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: at('shelf') },
    })
    return { stdout: stdout.trim(), stderr, status }
  }
  return { root, at, run }
}

describe.skipIf(whyNoNamespaces() !== undefined)('a process inside a view', () => {
  it('finds what is shown, and its exit code is told', async () => {
    const { at, run } = await world()
    expect(run(`cat input.txt '${at('home/notes.txt')}'; echo more > made.txt; exit 7`)).toMatchObject({
      stdout: 'inputnotes',
      stderr: '',
      status: 7,
    })
    expect(await readFile(at('work/made.txt'), 'utf8')).toBe('more\n')
  })

  it('finds nothing of what is hidden, and nothing that nobody named', async () => {
    const { root, at, run } = await world()
    const { stdout } = run(
      `ls -A '${at('home/.ssh')}'; cat '${at('home/token')}' /etc/shadow; test -s /etc/passwd || echo no passwd; ls '${at('shelf')}'; ls -d /root /home /var /run; ls /`,
    )
    // Node and the folders that are shown lie somewhere, and so do those that lead to them.
    const ofOurs = [process.execPath, root].map(file => file.split('/')[1] ?? '')
    const links = ['bin', 'lib', 'lib64', 'sbin']
    const found = new Set(stdout.split('\n'))
    for (const name of [...links, ...ofOurs, ...ofOurs.map(name => `/${name}`)]) found.delete(name)
    expect([...found].sort()).toEqual(
      ['dev', 'etc', 'old', 'proc', 'usr'].filter(name => !ofOurs.includes(name)),
    )
  })

  it('can change nothing but its writable folders', async () => {
    const { at, run } = await world()
    const { stdout } = run(
      `for f in /x /usr/x /etc/x /proc/sys/vm/drop_caches '${at('home/x')}' '${at('home/notes.txt')}' '${at('x')}' '${at('home/.ssh/x')}'; do { echo 1 > "$f"; } 2>/dev/null && echo "wrote $f"; done; true`,
    )
    expect(stdout).toBe('')
    expect(await readdir(at('home'))).toEqual(['.ssh', 'notes.txt', 'token'])
  })

  it('has no capability, cannot mount, unmount, or touch the network', async () => {
    const { run } = await world()
    const { stdout } = run(
      'grep -c "^Cap.*:.0000000000000000$" /proc/self/status; grep NoNewPrivs /proc/self/status; mount -t tmpfs x /tmp; umount /proc; ip link set lo up; unshare -m true; unshare -Ur mount -t tmpfs x /tmp && echo mounted',
    )
    expect(stdout.split('\n').slice(0, 2)).toEqual(['5', 'NoNewPrivs:\t1'])
  })

  it('sees its own processes only, and has as many as it may', async () => {
    const { run } = await world()
    const { stdout, stderr } = run(
      // Not bash: it tries again for fifteen seconds.
      "ls -d /proc/[0-9]* | wc -l; exec sh -c 'for i in $(seq 400); do sleep 9 & echo $i; done'",
      '310',
    )
    const [processes = 0, ...started] = stdout.split('\n').map(Number)
    expect(processes).toBeLessThan(5)
    expect(started.length).toBeGreaterThan(200)
    expect(started.length).toBeLessThan(310)
    expect(stderr).toContain('Cannot fork')
  })
})
