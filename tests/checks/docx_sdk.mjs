#!/usr/bin/env node
// Asks Microsoft's Open XML SDK (compiled to WebAssembly) whether Word documents are valid.
// usage: docx_sdk.mjs MODULES FILE...    MODULES: the folder of the installed npm packages
// exit: 0 no findings, 1 findings, 2 could not run
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const LEVELS = ["Office2019", "Microsoft365"];

const [modules, ...files] = process.argv.slice(2);
const entry = resolve(modules, "@ooxml-tools/validate/dist/npm/index.js");
const { default: validate } = await import(pathToFileURL(entry));

let status = files.length > 0 ? 0 : 2;
for (const file of files) {
  const findings = [];
  for (const level of LEVELS) {
    for (const finding of await validate(new Uint8Array(readFileSync(file)), "docx", level)) {
      const place = `${finding.path?.partUri ?? ""} ${finding.path?.xpath ?? ""}`;
      findings.push(`${level}: ${place}\n    ${finding.id}: ${finding.description}`);
    }
  }
  console.log(`${file}: ${findings.length} findings at the levels ${LEVELS.join(", ")}`);
  findings.slice(0, 10).forEach((finding) => console.log(`  ${finding}`));
  if (findings.length > 0) status = 1;
}
process.exit(status);
