// The grader's own way to its lab: never through a proxy, and never without a limit. Node puts a proxy between every request and its
// server where NODE_USE_ENV_PROXY and HTTP_PROXY are set, unless the request brings its dispatcher along.
import { Agent, request as undiciRequest } from 'undici'

type Options = Omit<NonNullable<Parameters<typeof undiciRequest>[1]>, 'dispatcher'>

const direct = new Agent({ connect: { timeout: 5000 } })

/** For who says nothing else, in milliseconds. */
const LIMIT_MS = 10_000

/** `undici`'s own, straight to the server. @throws the client's own error when the server cannot be reached or does not answer in time */
export function request(url: string | URL, options: Options = {}): ReturnType<typeof undiciRequest> {
  const limits = { headersTimeout: LIMIT_MS, bodyTimeout: LIMIT_MS }
  return undiciRequest(url, { ...limits, ...options, dispatcher: direct })
}
