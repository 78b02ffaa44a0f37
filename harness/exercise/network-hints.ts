// A grade has no network. A program that failed because it tried says so in the words of the tool that it used; it is told what to do instead.

/** Nothing outside was found or reached. */
const UNREACHABLE =
  /Temporary failure (?:in name resolution|resolving)|Could not resolve host|EAI_AGAIN|ENOTFOUND|ENETUNREACH|UnknownHostException|Unknown host |Name or service not known|No address associated with hostname|nodename nor servname|[Nn]etwork is unreachable|dns error|unable to resolve host|Failed to resolve '|dial tcp: lookup|No such host is known|You don't appear to have an internet connection/

/** Said by a tool only when it wanted to fetch something, whatever came in its way. */
const ALWAYS = true

const JAR =
  'Build it before you hand it in, as one jar with everything in it: NAME.jar runs as `java -jar` does.'
const MODULES =
  'What it needs comes with the submission, in a `node_modules` folder: install before you hand in.'
const COMPILED =
  'Compile it before you hand it in (a compiled program needs no extension), or hand in a vendored folder.'
const PYTHON =
  "What this machine's user has installed (also with `pip install --user`) is found; anything else comes with the submission, in a folder that the program imports from."
const FILES = "What the program needs comes with the submission, as a file in the exercise's folder."

/** By the first tool whose words are there. `ALWAYS`: even where no word of a network is said. */
const TOOLS: readonly [tool: string, words: RegExp, wayOut: string, always?: boolean][] = [
  [
    'Gradle',
    /gradle-[\w.-]+-(?:bin|all)\.zip|services\.gradle\.org|Could not (?:resolve|GET|HEAD|download) .{1,300}(?:\.pom|\.module|\.jar|configuration|:[\w.-]+:)|FAILURE: Build failed with an exception|org\.gradle\.wrapper/,
    JAR,
  ],
  [
    'Maven',
    /Could not transfer (?:artifact|metadata)|No plugin found for prefix|Non-resolvable (?:parent POM|import POM)|or one of its dependencies could not be resolved|Could not find artifact|apache-maven-[\w.-]+-bin\.zip|maven-wrapper/,
    JAR,
    ALWAYS,
  ],
  [
    'uv',
    /Failed to (?:fetch|download)(?: distributions?)?:? `?https?:|error sending request for url|Because only the following versions|were not found in the cache/,
    PYTHON,
  ],
  [
    'pip',
    /No matching distribution found for|Could not find a version that satisfies the requirement|externally-managed-environment|pip\._vendor|Could not install packages due to an (?:OSError|EnvironmentError)/,
    PYTHON,
    ALWAYS,
  ],
  ['poetry or conda', /CondaHTTPError|CondaError|All attempts to connect to \S+ failed/, PYTHON, ALWAYS],
  [
    'yarn',
    /yarnpkg|You don't appear to have an internet connection|YN00\d\d: .{0,300}(?:RequestError|EAI_AGAIN|ENOTFOUND)|yarn install v/,
    MODULES,
  ],
  ['pnpm', /ERR_PNPM_|\bWARN\s+GET https?:.{0,300}(?:EAI_AGAIN|ENOTFOUND)/, MODULES],
  ['npx', /npx canceled due to missing packages/, MODULES, ALWAYS],
  ['npm', /npm (?:error|ERR!)|Error when performing the request to https?:/, MODULES],
  ['Go', /^go: |^\S{1,300}\.go:\d+:\d+: .{0,300}(?:dial tcp|Get ")|dial tcp: lookup/m, COMPILED],
  [
    'Cargo',
    /Updating crates\.io index|spurious network error|index\.crates\.io|failed to (?:get|download|fetch) .{1,300}(?:dependency|index|config\.json)/,
    COMPILED,
  ],
  [
    'NuGet',
    /NU1301|NU1101|Unable to load the service index for source|Unable to find package .{1,300} No packages exist/,
    'Publish it before you hand it in, self-contained and for Linux (`dotnet publish`): a compiled program needs no extension.',
    ALWAYS,
  ],
  [
    'apt',
    /^E: (?:Unable to (?:locate package|fetch)|Failed to fetch|Package \S+ has no installation candidate|Could not open lock file)|^Err:\d+ https?:|Temporary failure resolving/m,
    'What is not on the machine cannot be installed: what the program needs comes with the submission.',
    ALWAYS,
  ],
  ['git', /^fatal: unable to access 'https?:/m, FILES],
  ['wget', /^wget: |^Resolving \S+ .{0,300}failed: /m, FILES],
]

/**
 * How the network that is not there is spoken of, where that is what the program failed for.
 *
 * @param hosts names that nothing resolved; those of the lab's containers are another matter
 */
export function networkHint(output: string, hosts: readonly string[]): string | undefined {
  const unreachable = UNREACHABLE.test(output)
  for (const [tool, words, wayOut, always] of TOOLS) {
    if ((unreachable || always) && words.test(output))
      return `A grade has no network: ${tool} can fetch nothing here. ${wayOut}`
  }
  const outside = hosts.find(
    host => /\.[a-z]{2,}$/i.test(host) && !/\.(?:local|internal|localdomain)$/i.test(host),
  )
  if (outside === undefined) return undefined
  return `A grade has no network beyond the lab: ${outside} cannot be reached. ${FILES}`
}

/** Names that could not be resolved, as curl, Node, Java, Python, Go and wget tell them. */
export function unresolvedHosts(output: string): string[] {
  const said =
    /(?:Could not resolve host: |(?:ENOTFOUND|EAI_AGAIN) |UnknownHostException: |Unknown host |Couldn't resolve server |dial tcp: lookup |unable to resolve host address [‘'"`]?|Failed to resolve '|DNS lookup failed for |Temporary failure resolving ')([A-Za-z0-9][\w.-]*)/g
  return [...new Set([...output.matchAll(said)].map(([, host]) => (host ?? '').replace(/\.$/, '')))]
}
