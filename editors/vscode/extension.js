// Starts `vitcc lsp` for .vit files. What it can do, the server tells the editor itself.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
  const command = workspace.getConfiguration("vitcc").get("path");
  client = new LanguageClient(
    "vitcc",
    "vitcc",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ language: "vit" }],
      // Weights and images that appear or go change what the server says.
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{safetensors,npy,json}") },
    },
  );
  return client.start();
};

exports.deactivate = function () {
  return client?.stop();
};
