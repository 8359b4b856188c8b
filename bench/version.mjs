// version.mjs IN.jar VERSION OUT.jar: the same bundle under another version.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";

const [, , from, version, to] = process.argv;
const folder = mkdtempSync(join(tmpdir(), "parvis-"));
copyFileSync(from, to);
mkdirSync(join(folder, "META-INF"));
const manifest = execFileSync("unzip", ["-p", from, "META-INF/MANIFEST.MF"]).toString();
writeFileSync(join(folder, "META-INF/MANIFEST.MF"), manifest.replace(/^Bundle-Version: .*$/m, `Bundle-Version: ${version}`));
execFileSync("zip", ["-q", to, "META-INF/MANIFEST.MF"], { cwd: folder });
