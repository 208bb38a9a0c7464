"""How printed pages look: calm, on paper as on a screen, light or dark."""

STYLE = """
:root { --ink: #1c1e21; --quiet: #5c6470; --line: #d9dde3; --a: #a3261b; --b: #1b6b3a;
        --a-back: #fbe9e7; --b-back: #e5f3ea; --page: #ffffff; --chip: #eef1f5; }
@media (prefers-color-scheme: dark) { @media screen {
  :root { --ink: #e6e8eb; --quiet: #a2abb8; --line: #3a4049; --a: #ff9a8f; --b: #7fd6a0;
          --a-back: #45201c; --b-back: #173a26; --page: #191c20; --chip: #2a2f36; } } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, "Segoe UI", sans-serif; color: var(--ink);
       background: var(--page); max-width: 60rem; margin: 2.5rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; padding-top: .9rem;
     border-top: 1px solid var(--line); }
h2 small, .quiet, td small { color: var(--quiet); font-weight: normal; }
section p { margin: .4rem 0; break-after: avoid; }
.path { font-weight: 600; overflow-wrap: anywhere; }
.chip { background: var(--chip); border-radius: 1rem; padding: .05rem .6rem; font-size: .85em;
        white-space: nowrap; }
.keep { background: var(--b-back); color: var(--b); }
article, .document { margin: .7rem 0 .8rem; break-inside: avoid; }
article .quiet, .document .quiet { font-size: .9em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .4rem 0; }
td, th { vertical-align: top; text-align: left; padding: .3rem .5rem; width: 50%;
         border: 1px solid var(--line); overflow-wrap: anywhere; font-weight: normal; }
th { color: var(--quiet); font-size: .85em; }
mark { border-radius: .2em; padding: 0 .15em; text-decoration: underline; }
.a mark { background: var(--a-back); color: var(--a); }
.b mark { background: var(--b-back); color: var(--b); }
tr { break-inside: avoid; }
.overview { table-layout: auto; width: auto; }
.overview td, .overview th { width: auto; border-width: 0 0 1px; padding: .2rem 1.5rem .2rem 0; }
.overview th { white-space: nowrap; overflow-wrap: normal; }
.overview td + td, .overview th + th { text-align: right; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--quiet); }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } }
"""
