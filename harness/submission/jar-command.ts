// NAME.jar, as `java -jar` runs it: what is in it and what its manifest names come first, what every Java program gets after.
// `-jar` itself would forget the class path that a program is promised.
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Jar, readJar } from './jar-manifest.ts'

/** A jar that cannot be started: the submission's own fault. */
export class NoMainClass extends Error {
  override readonly name = 'NoMainClass'
}

export interface JarOptions {
  /** The program, absolute. */
  file: string
  /** `java` and its options, without a class path. */
  java: readonly string[]
  /** What comes after what is in the jar. */
  jars: readonly string[]
}

/**
 * The command that starts it; arguments of the program go behind.
 *
 * @throws NoMainClass
 */
export async function jarCommand({ file, java, jars }: JarOptions): Promise<string[]> {
  const name = path.basename(file)
  const jar = await readJar(file)
  if (!jar)
    throw new NoMainClass(
      `${name} is no jar: it cannot be read as a zip file. Build it again, and hand in the whole file`,
    )
  const main = jar.attributes.get('main-class')
  if (!main) {
    throw new NoMainClass(
      `${name} has no Main-Class in its META-INF/MANIFEST.MF, so nothing says what to start; build it with one (jar --main-class, or your build tool's setting for it)`,
    )
  }
  // A launcher that brings jars within the jar asks what is on the class path first: with our libraries there, these would win.
  if (jar.attributes.has('launcher-agent-class') || (holdsJars(jar) && hasLauncher(jar))) {
    return [...java, '-jar', file]
  }
  const carried = [jar, ...(await named(file, jar))]
  const logs = carried.some(bringsLogging)
  // Two bindings for one log are a warning that no student has asked for.
  const after = jars.filter(each => !(logs && /^slf4j-(simple|nop|reload4j)/.test(path.basename(each))))
  return [...java, ...opened(jar), '-cp', [file, ...after].join(path.delimiter), main]
}

function holdsJars({ entries }: Jar): boolean {
  return [...entries].some(name => /\.jar$/i.test(name))
}

/** Spring Boot, Eclipse's jar in jar, One-JAR and their like say in the manifest which class they start in the end. */
function hasLauncher({ attributes }: Jar): boolean {
  return ['start-class', 'rsrc-main-class', 'one-jar-main-class', 'application-class'].some(name =>
    attributes.has(name),
  )
}

/** A binding for SLF4J 2 or 1. */
function bringsLogging({ entries }: Jar): boolean {
  return (
    entries.has('META-INF/services/org.slf4j.spi.SLF4JServiceProvider') ||
    entries.has('org/slf4j/impl/StaticLoggerBinder.class')
  )
}

/** The jars that its Class-Path names, relative to it; the JVM finds them by itself, right behind it. */
async function named(file: string, { attributes }: Jar): Promise<Jar[]> {
  const urls = (attributes.get('class-path') ?? '').split(/\s+/).filter(Boolean)
  const jars = await Promise.all(
    urls.map(async url => {
      const place = URL.parse(url, pathToFileURL(file).href)
      return place?.protocol === 'file:' ? readJar(pathOf(place)) : undefined
    }),
  )
  return jars.filter(jar => jar !== undefined)
}

/** Empty where the URL is no path of this machine. */
function pathOf(url: URL): string {
  try {
    return fileURLToPath(url)
  } catch {
    return ''
  }
}

/** What `-jar` reads from the manifest besides. */
function opened({ attributes }: Jar): string[] {
  const each = (name: string, option: string): string[] =>
    (attributes.get(name) ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .flatMap(what => [option, `${what}=ALL-UNNAMED`])
  return [...each('add-exports', '--add-exports'), ...each('add-opens', '--add-opens')]
}
