#!/usr/bin/env python3
"""`dossier mcp` against the client of the official TypeScript SDK (npm: @modelcontextprotocol/sdk), found through NODE_PATH.

    NODE_PATH=/somewhere/node_modules mcp_sdk_test.py --dossier build/dossier --corpus build/tests/cli/sample.corpus

Exit: 0 good, 1 not, 77 node or the SDK is not installed.
"""
import argparse
import os
import shutil
import subprocess
import sys

CLIENT = r"""
import { createRequire } from "module";
const require = createRequire(process.env.SDK + "/");
const { Client } = require("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = require("@modelcontextprotocol/sdk/client/stdio.js");
import assert from "assert";
const client = new Client({ name: "test", version: "1" });
await client.connect(new StdioClientTransport({ command: process.argv[2], args: ["-C", process.argv[3], "mcp"] }));
const names = (await client.listTools()).tools.map((tool) => tool.name).sort();
assert.deepEqual(names, ["cite", "document", "evidence", "history", "search", "timeline", "verify_draft"]);
const call = (name, args) => client.callTool({ name, arguments: args });
const evidence = (await call("evidence", { vendors: ["ZTE"], actions: ["ban"] })).structuredContent;
assert.equal(evidence.schema, "dossier.evidence/1");
assert(evidence.rows.length > 0 && evidence.rows.every((row) => row.verified && row.certificate.quotation === row.quotation));
const row = evidence.rows[0];
assert((await call("timeline", { vendors: ["Huawei"] })).structuredContent.rows.every((one) => one.certificate));
assert((await call("search", { query: "entity list" })).structuredContent.rows.length > 0);
assert((await call("document", { id: row.document.id })).structuredContent.passages.length > 0);
assert((await call("history", { id: row.document.id })).structuredContent.revisions.length > 0);
assert((await call("cite", { ids: [row.id], style: "apa" })).structuredContent.rows[0].citation.length > 20);
assert(!(await call("verify_draft", { text: `It is said that "${row.quotation}"` })).isError);
assert((await call("verify_draft", { text: 'It is said that "nobody ever banned any telephone of theirs anywhere".' })).isError);
assert((await call("evidence", { vendors: ["Huawai"] })).isError);
assert((await call("evidence", { vendors: 7 })).isError);
await assert.rejects(call("nothing", {}));
const listed = (await client.listResources()).resources;
assert(listed.length > 5);
assert((await client.readResource({ uri: "dossier://document/" + row.document.id })).contents[0].text.includes(row.quotation));
assert((await client.listResourceTemplates()).resourceTemplates.length === 1);
await client.ping();
await client.close();
console.log("the SDK's client is content");
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dossier", required=True)
    parser.add_argument("--corpus", required=True)
    arguments = parser.parse_args()
    node = shutil.which("node")
    modules = next((path for path in os.environ.get("NODE_PATH", "").split(os.pathsep)
                    if os.path.isdir(os.path.join(path, "@modelcontextprotocol", "sdk"))), None)
    if not node or not modules:
        print("skipped: node, or @modelcontextprotocol/sdk below NODE_PATH, is not installed")
        return 77
    done = subprocess.run([node, "--input-type=module", "-e", CLIENT, "client", arguments.dossier, arguments.corpus],
                          env=dict(os.environ, SDK=modules), timeout=120)
    return done.returncode and 1


if __name__ == "__main__":
    sys.exit(main())
