const answer = await fetch(`${process.env.CONNECT_URL}/connectors/file-source-connector/status`)
const { connector, tasks } = (await answer.json()) as { connector: { state: string }; tasks: { state: string }[] }
console.log(`connector: ${connector.state}`)
for (const [index, { state }] of tasks.entries()) console.log(`task ${index}: ${state}`)
