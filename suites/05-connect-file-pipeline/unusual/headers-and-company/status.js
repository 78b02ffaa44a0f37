// All connectors with their states, each on its line, and the one that matters last.
async function main() {
  const { CONNECT_URL } = process.env
  const all = await (await fetch(`${CONNECT_URL}/connectors?expand=status`)).json()
  const names = Object.keys(all).sort(name => (name === 'file-source-connector' ? 1 : -1))
  for (const name of names) console.log(`${name}: ${JSON.stringify(all[name].status)}`)
}

main()
