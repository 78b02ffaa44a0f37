// The look of report.html. It stands in the page itself, so that the page is one file that can be mailed.
export const STYLE = `
:root { color-scheme: light dark; --text: #1c1e21; --page: #fff; --soft: #5c636b; --line: #d9dde1; --block: #f4f5f7;
  --passed: #18733a; --failed: #b3261e; --unsure: #8a5300; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8ea; --page: #16181b; --soft: #9aa3ab; --line: #363b41;
  --block: #202328; --passed: #6cc98b; --failed: #ff8a80; --unsure: #f0b45b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: var(--text); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .3rem .4rem; text-align: left; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.passed { color: var(--passed); } .failed { color: var(--failed); }
.undetermined, .incomplete, .harness-error { color: var(--unsure); }
.skipped, .not-attempted, .soft { color: var(--soft); }
.check { padding: .4rem 0; border-bottom: 1px solid var(--line); }
.check > p { white-space: pre-wrap; }
.check > p, summary > span { overflow-wrap: anywhere; }
dl { margin: .5rem 0; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
pre { margin: 0; padding: .5rem; background: var(--block); border-radius: .25rem; overflow-x: auto;
  white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.45 ui-monospace, monospace; }
summary { cursor: pointer; padding: .25rem 0; }
`
