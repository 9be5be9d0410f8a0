import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { createAuthority, type Authority, type Certificate } from "../../demo/certificates";
import { freePort } from "../../demo/ports";
import { Recent } from "../../demo/recent";
import { TypedEmitter } from "../../demo/typed-emitter";
import {
    aclFile,
    DEFAULT_USERS,
    dynamicSecurityFile,
    passwordFile,
    type BrokerUser,
} from "./mosquitto-files";
import { describeWith, type Requirement } from "./requirement";

export interface MosquittoOptions {
    /** Default: the users of enterprises 1234 and 5678, and the operator. */
    readonly users?: readonly BrokerUser[];
    /** Issues the broker's certificate, and those that clients may have to show; default: a new one. */
    readonly authority?: Authority;
    /** Default: one for localhost and 127.0.0.1, issued by the authority. */
    readonly certificate?: Certificate;
    readonly requireClientCertificate?: boolean;
    /** Rights by the dynamic security plugin in place of an ACL file: a subscription may then be refused. */
    readonly dynamicSecurity?: boolean;
    /** Lines of mosquitto.conf beside those made here. */
    readonly config?: readonly string[];
}

export interface MosquittoEvents {
    /** A line of its log. */
    line: string;
}

/** What a broker is made of once all defaults are in. */
interface Parts extends MosquittoOptions {
    readonly users: readonly BrokerUser[];
    readonly authority: Authority;
    readonly certificate: Certificate;
}

const EXECUTABLE = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"]
    .map((folder) => join(folder, "mosquitto"))
    .find((path) => existsSync(path));

const MOSQUITTO: Requirement = {
    isThere: EXECUTABLE !== undefined,
    name: "mosquitto",
    debianPackage: "mosquitto",
};

/** A suite that needs a real broker. */
export function describeWithMosquitto(title: string, body: () => void): void {
    describeWith(MOSQUITTO, title, body);
}

const REMEMBERED_LINES = 10_000;
const PORT_ATTEMPTS = 5;

/** A mosquitto in a process of its own, on 127.0.0.1 with TLS. */
export class Mosquitto extends TypedEmitter<MosquittoEvents> {
    /** What a client has to trust, PEM. */
    readonly caPem: string;
    readonly #parts: Parts;
    readonly #folder = mkdtempSync(join(tmpdir(), "wmw-mosquitto-"));
    readonly #lines = new Recent<string>(REMEMBERED_LINES);
    /** A child outlives its parent by default, and so does a folder. */
    readonly #cleanUp = (): void => {
        this.#child?.kill("SIGKILL");
        rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
    };
    #users: readonly BrokerUser[];
    #port = 0;
    #child: ChildProcess | undefined;
    #ended: Promise<void> = Promise.resolve();

    /** For `startMosquitto`. */
    constructor(parts: Parts) {
        super();
        this.#parts = parts;
        this.#users = parts.users;
        this.caPem = parts.authority.caPem;
        process.once("exit", this.#cleanUp);
    }

    get port(): number {
        return this.#port;
    }

    /** The last lines of the log of all its runs, oldest first. */
    get logLines(): string[] {
        return this.#lines.toArray();
    }

    /** A line that matches: one that was written already, or else the next. */
    async waitForLine(pattern: RegExp): Promise<string> {
        const accepts = (line: string): boolean => pattern.test(line);
        return this.logLines.find(accepts) ?? this.next("line", accepts);
    }

    /** For `startMosquitto`: starts on any free port. */
    async start(): Promise<void> {
        for (let attempt = 1; ; attempt += 1) {
            this.#port = await freePort();
            try {
                await this.#run();
                return;
            } catch (error) {
                // Between the search for a port and its use another process may have taken it.
                const taken = this.logLines.some((line) => line.includes("Address already in use"));
                if (!taken || attempt === PORT_ATTEMPTS) throw error;
            }
        }
    }

    /** Ends it as a service manager does and starts it again on the same port: sessions and their messages survive. */
    async restart(changes: { users?: readonly BrokerUser[] } = {}): Promise<void> {
        this.#users = changes.users ?? this.#users;
        await this.#end("SIGTERM");
        await this.#run();
    }

    /** Ends it as a power cut does: what was not saved by an earlier `restart` is gone. */
    async kill(): Promise<void> {
        await this.#end("SIGKILL");
    }

    /** Stands still until `resume`, as under a debugger: the system still accepts connections in its name. */
    pause(): void {
        this.#child?.kill("SIGSTOP");
    }

    /** Goes on after `pause`. */
    resume(): void {
        this.#child?.kill("SIGCONT");
    }

    /** Ends it for good. */
    async stop(): Promise<void> {
        await this.#end("SIGTERM");
        this.#cleanUp();
        process.off("exit", this.#cleanUp);
    }

    async #end(signal: NodeJS.Signals): Promise<void> {
        this.#child?.kill(signal);
        // One that is paused hears of SIGTERM only then.
        this.resume();
        await this.#ended;
    }

    /** Resolves when it listens; rejects with the end of its log when it ends before. */
    async #run(): Promise<void> {
        this.#writeFiles();
        const child = spawn(EXECUTABLE ?? "mosquitto", ["-c", this.#path("mosquitto.conf")], {
            stdio: ["ignore", "ignore", "pipe"],
        });
        this.#child = child;
        const running = this.next("line", (line) => /mosquitto version .* running/.test(line));
        createInterface({ input: child.stderr }).on("line", (line) => {
            this.#lines.push(line);
            this.emit("line", line);
        });
        this.#ended = new Promise((resolve) => {
            child.once("close", () => resolve());
            child.once("error", () => resolve());
        });
        const ended = this.#ended.then(() => {
            throw new Error(`mosquitto ended before it listened:\n${this.logLines.slice(-10).join("\n")}`);
        });
        // It also rejects at the ordinary end, when nobody waits for it any more.
        ended.catch(() => undefined);
        await Promise.race([running, ended]);
    }

    #writeFiles(): void {
        const { authority, certificate, dynamicSecurity = false } = this.#parts;
        this.#write("ca.pem", authority.caPem);
        this.#write("cert.pem", certificate.cert);
        this.#write("key.pem", certificate.key);
        if (dynamicSecurity) {
            this.#write("security.json", dynamicSecurityFile(this.#users));
        } else {
            this.#write("passwords", passwordFile(this.#users));
            this.#write("acl", aclFile(this.#users));
        }
        this.#write("mosquitto.conf", this.#config().join("\n"));
    }

    #config(): string[] {
        const { requireClientCertificate = false, dynamicSecurity = false, config = [] } = this.#parts;
        return [
            `listener ${this.#port} 127.0.0.1`,
            `cafile ${this.#path("ca.pem")}`,
            `certfile ${this.#path("cert.pem")}`,
            `keyfile ${this.#path("key.pem")}`,
            `require_certificate ${requireClientCertificate}`,
            "allow_anonymous false",
            ...(dynamicSecurity
                ? [
                      `plugin ${dynamicSecurityPlugin()}`,
                      `plugin_opt_config_file ${this.#path("security.json")}`,
                  ]
                : [`password_file ${this.#path("passwords")}`, `acl_file ${this.#path("acl")}`]),
            "persistence true",
            `persistence_location ${this.#folder}/`,
            // It would otherwise change to its own user, who may not read the folder.
            ...(process.getuid?.() === 0 ? ["user root"] : []),
            // Unlike standard output this is not buffered.
            "log_dest stderr",
            "log_timestamp false",
            ...config,
            "",
        ];
    }

    #write(name: string, content: string): void {
        writeFileSync(this.#path(name), content, { mode: 0o600 });
    }

    #path(name: string): string {
        return join(this.#folder, name);
    }
}

/** Starts a mosquitto; resolves when it listens. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
    const authority = options.authority ?? (await createAuthority("mosquitto CA"));
    const certificate = options.certificate ?? (await authority.issue({ hosts: ["localhost", "127.0.0.1"] }));
    const mosquitto = new Mosquitto({ users: DEFAULT_USERS, ...options, authority, certificate });
    try {
        await mosquitto.start();
    } catch (error) {
        await mosquitto.stop();
        throw error;
    }
    return mosquitto;
}

/** Debian has the plugin in a folder that is named after the architecture, others straight in `lib`. */
function dynamicSecurityPlugin(): string {
    const name = "mosquitto_dynamic_security.so";
    const folders = ["/usr/lib", "/usr/local/lib", "/usr/lib64"].filter((folder) => existsSync(folder));
    const path = folders
        .flatMap((folder) => [folder, ...readdirSync(folder).map((inner) => join(folder, inner))])
        .map((folder) => join(folder, name))
        .find((candidate) => existsSync(candidate));
    if (path === undefined) throw new Error(`${name} is not where it is looked for: ${folders.join(", ")}`);
    return path;
}
