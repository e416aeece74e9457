// A hub of PouchDB's kind: express-pouchdb on any free port, its databases in the folder that is named. Says the port.
import express from "express";
import expressPouch from "express-pouchdb";
import PouchDB from "pouchdb";

const folder = process.argv[2];
const app = express();
app.use(
  "/",
  expressPouch(PouchDB.defaults({ prefix: `${folder}/` }), {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
    logPath: `${folder}/log.txt`,
  }),
);
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
