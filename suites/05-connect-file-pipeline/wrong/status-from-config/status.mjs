const answer = await fetch(`${process.env.CONNECT_URL}/connectors/file-source-connector`)
const { name, tasks } = await answer.json()
const state = answer.ok ? 'RUNNING' : 'MISSING'
console.log(JSON.stringify({ name, connector: { state }, tasks: tasks.map(({ task }) => ({ id: task, state })) }))
