// The look of our pages. It stands in the page itself, so that the page is one file that can be mailed; the page's policy names its hash.
export const STYLE = `
:root { color-scheme: light dark; --text: #1c2024; --page: #fff; --soft: #5a626b; --line: #dde1e6; --block: #f3f5f7; --card: #fff;
  --link: #0b57b0; --good: #14703a; --bad: #b3261e; --unsure: #855000; --mark: #2b5fa8; --mark-soft: #cfe0f5; --good-soft: #cfead9;
  --bad-soft: #f8d3cf; --warn-soft: #fbe3b8; --band: #f8d3cf80; --del: #fbdad7; --ins: #d3efdd; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --page: #14171a; --soft: #a3acb5; --line: #343a41; --block: #20252a;
  --card: #1a1e22; --link: #8ab8f5; --good: #6fd093; --bad: #ff8f85; --unsure: #f2b965; --mark: #8ab8f5; --mark-soft: #27415f;
  --good-soft: #1f4a31; --bad-soft: #5c2520; --warn-soft: #54400f; --band: #5c252070; --del: #5c2520; --ins: #1f4a31; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.25rem 1rem 4rem; max-width: 62rem; color: var(--text); background: var(--page);
  overflow-wrap: anywhere; font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .25rem .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h1, h2, h3, h4, h5, p, ul, figure, dl, dd { margin: 0; padding: 0; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.75rem 0 .75rem; text-wrap: balance; } h2 .soft { font-weight: 400; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; } h4 { font-size: 1rem; }
.label { font-size: .78rem; letter-spacing: .04em; text-transform: uppercase; color: var(--soft); margin-bottom: .2rem; font-weight: 700; }
.top { border-bottom: 1px solid var(--line); padding-bottom: 1.25rem; }
.top h1 { font-size: clamp(1.5rem, 1.1rem + 2.2vw, 2.3rem); line-height: 1.2; margin-bottom: .35rem; }
.who { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; color: var(--soft); margin-top: .75rem; }
.who div { display: flex; gap: .4rem; } .who dt { font-weight: 600; flex: none; } .who dd, .what, .message, .title { overflow-wrap: anywhere; }
.passed { color: var(--good); } .failed { color: var(--bad); }
.undetermined, .incomplete, .harness-error { color: var(--unsure); }
.skipped, .not-attempted, .soft { color: var(--soft); }
.card { border: 1px solid var(--line); border-left: .3rem solid var(--line); border-radius: .4rem; background: var(--card); color: var(--text);
  padding: .9rem 1rem; margin: .75rem 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: .6rem; }
.card.failed { border-left-color: var(--bad); } .card.harness-error { border-left-color: var(--unsure); }
.card h3, .card h4 { margin: 0; font-size: 1rem; } .card h4 .soft, .card h3 .soft { font-weight: 400; font-size: .9rem; }
.card .title { color: var(--soft); } .card .message { font-weight: 600; } .card .more { font-size: .9rem; overflow-wrap: anywhere; }
.values { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .75rem; }
.values > div { min-width: 0; }
.hint { border-radius: .35rem; background: var(--mark-soft); padding: .6rem .8rem; overflow-wrap: anywhere; } .hint .label { color: inherit; }
pre { margin: 0; padding: .55rem .7rem; background: var(--block); border-radius: .3rem; overflow: auto; max-height: 30rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85rem; line-height: 1.45; }
code { background: var(--block); border-radius: .2rem; padding: .05em .3em; overflow-wrap: anywhere; } .hint code { background: #0000001a; }
del, ins { text-decoration-thickness: 1px; border-radius: .15rem; padding: 0 .1em; }
del { background: var(--del); } ins { background: var(--ins); text-decoration: none; }
del code, ins code { background: none; }
details summary { cursor: pointer; padding: .2rem 0; overflow-wrap: anywhere; }
.lines { list-style: none; border-top: 1px solid var(--line); }
.line { display: grid; grid-template-columns: 1.2rem minmax(0, 1fr) auto 5.6rem; gap: .5rem; padding: .35rem 0; border-bottom: 1px solid var(--line); }
.numbers { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); }
.scroll { overflow-x: auto; max-width: 100%; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .35rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
.overview th, .facts td { overflow-wrap: anywhere; }
thead th { font-size: .85rem; color: var(--soft); overflow-wrap: normal; white-space: nowrap; } tbody th { font-weight: 400; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.check { padding: .4rem 0; border-bottom: 1px solid var(--line); }
.overview td.verdict { white-space: nowrap; } 
tfoot td, tfoot th { font-weight: 700; border-bottom: 0; }
/* Cases and checks of verify.html. */
.matrix { width: auto; } .matrix th, .matrix td { white-space: nowrap; padding: .1rem .4rem; }
.matrix thead th { vertical-align: bottom; font-weight: 400; } .matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); }
.matrix td.mark { text-align: center; } .matrix td.failed { background: var(--block); font-weight: 700; }
.matrix td.number { text-align: right; }
figure { margin: 1.5rem 0; } figcaption { color: var(--text); margin: .2rem 0 .5rem; overflow-wrap: anywhere; }
.drawing { display: block; max-width: none; height: auto; color: var(--text); font-family: inherit; overflow: visible; }
.drawing text { white-space: pre; }
@media (min-width: 52rem) { .drawing { max-width: 100%; } }
.point:focus-visible { outline: none; } .point:focus-visible > *, .point:hover > * { stroke: var(--text); stroke-width: 2.5px; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .9rem; color: var(--soft); margin: .35rem 0; }
.k { font-weight: 700; } .k.mark { color: var(--mark); } .k.good { color: var(--good); } .k.bad { color: var(--bad); }
.swatch { display: inline-block; width: .8em; height: .8em; border-radius: .15em; }
.swatch.once { background: var(--good-soft); } .swatch.more { background: var(--warn-soft); } .swatch.never { background: var(--bad-soft); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
.facts th { white-space: nowrap; width: 1%; color: var(--soft); font-weight: 600; }
@media (max-width: 34rem) {
  .line { grid-template-columns: 1.2rem minmax(0, 1fr) auto; } .line .numbers:last-child { display: none; }
  .overview .optional { display: none; } .overview th, .overview td { padding: .35rem .25rem; } .who { display: block; }
  .facts th { white-space: normal; width: auto; }
}
@media print {
  :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 10pt; } @page { size: A4; margin: 15mm; }
  details::details-content { content-visibility: visible; display: block; height: auto; } pre { max-height: none; }
  .card, figure, .line, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; } .skip { display: none; }
  .scroll { overflow: visible; } .drawing { max-width: 100%; } a { color: inherit; }
}
@media (prefers-contrast: more) { :root { --line: currentColor; --soft: var(--text); } }
`
