// A station of PouchDB's kind. For each file of JSON lines that standard input names: puts them into a database of its own,
// then says how many seconds it took to replicate that to a server in a process of its own, in batches of 50.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import PouchDB from "pouchdb";

const folder = process.argv[2];
for (const name of ["peer-station", "peer-hub"]) mkdirSync(`${folder}/${name}`, { recursive: true });

const server = spawn(process.execPath, ["serve.mjs", `${folder}/peer-hub`], {
  stdio: ["ignore", "pipe", "inherit"],
});
process.on("exit", () => server.kill());
process.on("SIGTERM", () => process.exit());
const port = await new Promise((ready) => {
  createInterface({ input: server.stdout }).on("line", (line) => /^\d+$/.test(line) && ready(line));
});

let round = 0;
for await (const file of createInterface({ input: process.stdin })) {
  const documents = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const name = `round${round++}`;
  const local = new PouchDB(`${folder}/peer-station/${name}`);
  const remote = new PouchDB(`http://127.0.0.1:${port}/${name}`);
  await local.bulkDocs(documents);
  await remote.info();
  const start = process.hrtime.bigint();
  await local.replicate.to(remote, { batch_size: 50 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const there = (await remote.info()).doc_count;
  if (there !== documents.length) throw new Error(`${there} of ${documents.length} documents arrived`);
  console.log(seconds);
}
process.exit();
