export function ownVariables(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv
