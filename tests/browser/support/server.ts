/**
 * The real server as a child process on a port of its own. It can be killed without warning and come
 * back on the same port with the same data, as after a power cut.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PATIENCE_MS = 30_000;

export type Role = "viewer" | "commenter" | "participant" | "editor" | "facilitator" | "owner";

const binary = resolve(
  process.env["REISBORD_BIN"] ?? join(import.meta.dirname, "../../../target/release/reisbord"),
);

export class Server {
  private child: ChildProcess | null = null;
  /** `http://127.0.0.1:<port>`, without a slash. */
  url = "";

  private constructor(
    private readonly data: string,
    private readonly settings: readonly string[],
  ) {}

  /** Starts one, with settings beside those that every test needs. */
  static async start(...settings: readonly string[]): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), "reisbord-")), settings);
    await server.begin("127.0.0.1:0");
    return server;
  }

  private async begin(listen: string): Promise<void> {
    const needed = ["serve", "--listen", listen, "--data", this.data, "--no-demo"];
    const child = spawn(binary, [...needed, ...this.settings], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    let said = "";
    const address = new Promise<string>((found, fail) => {
      const read = (chunk: Buffer) => {
        said += chunk.toString();
        const match = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said);
        if (match !== null) found(match[0]);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", (code) => fail(new Error(`the server ended with ${code}:\n${said}`)));
      AbortSignal.timeout(PATIENCE_MS).addEventListener("abort", () =>
        fail(new Error(`the server never said where it listens:\n${said}`)),
      );
    });
    this.url = await address;
  }

  /** Kills it without warning. */
  async kill(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  /** Starts again on the same port and the same data. */
  async comeBack(): Promise<void> {
    await this.begin(this.url.slice("http://".length));
  }

  /** Process id, for its accounting under /proc. */
  get process(): number {
    return this.child?.pid ?? 0;
  }

  private async command(...args: string[]): Promise<Record<string, string>> {
    const { stdout } = await run(binary, [...args, "--data", this.data, "--json"]);
    return JSON.parse(stdout) as Record<string, string>;
  }

  async board(title: string, template = "kwijtschelding"): Promise<string> {
    const made = await this.command("board", "create", "--title", title, "--template", template);
    return made["id"] ?? "";
  }

  /** A link for people: the page of the server itself, whatever public address it thinks it has. */
  async link(board: string, role: Role): Promise<string> {
    return `${this.url}/join#${await this.token(board, role)}`;
  }

  async token(board: string, role: Role): Promise<string> {
    const made = await this.command("link", "create", "--board", board, "--role", role);
    return made["token"] ?? "";
  }

  async instanceLink(): Promise<string> {
    const made = await this.command("link", "create", "--instance");
    return `${this.url}/join#${made["token"] ?? ""}`;
  }

  async end(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }
}
