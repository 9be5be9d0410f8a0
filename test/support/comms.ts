import { nodeRedRequire } from "../../demo/node-red-install";
import { Inbox } from "./inbox";

/** What is used here of the package `ws`, which Node-RED brings along. */
interface Socket {
    on(event: "open" | "message" | "close", listener: (data: unknown) => void): void;
    send(text: string): void;
    close(): void;
}

/** A message of the server to editors. */
export interface CommsMessage {
    readonly topic: string;
    readonly data: unknown;
}

const WebSocket = nodeRedRequire("ws") as new (url: string) => Socket;

/** The channel by which Node-RED tells its editors what happens, as one of them has it open. */
export class Comms {
    readonly #socket: Socket;
    readonly #messages = new Inbox<CommsMessage>();
    /** All that came. */
    readonly all: CommsMessage[] = [];

    private constructor(socket: Socket) {
        this.#socket = socket;
    }

    /** Opens it, and subscribes to topics; with a token where users have to log in. */
    static async open(url: string, topic: string, token?: string): Promise<Comms> {
        const socket = new WebSocket(`${url.replace(/^http/, "ws")}/comms`);
        const comms = new Comms(socket);
        const ready = new Promise<void>((resolve) => {
            socket.on("open", () => {
                if (token === undefined) resolve();
                else socket.send(JSON.stringify({ auth: token }));
            });
            socket.on("message", (data) => {
                const message: unknown = JSON.parse(String(data));
                if (Array.isArray(message)) comms.#take(message as CommsMessage[]);
                else resolve(); // The answer to the token.
            });
        });
        await ready;
        socket.send(JSON.stringify({ subscribe: topic }));
        return comms;
    }

    /** The next message that matches. */
    async next(matches: (message: CommsMessage) => boolean): Promise<CommsMessage> {
        for (;;) {
            const message = await this.#messages.next();
            if (matches(message)) return message;
        }
    }

    close(): void {
        this.#socket.close();
    }

    #take(messages: readonly CommsMessage[]): void {
        for (const message of messages) {
            this.all.push(message);
            this.#messages.put(message);
        }
    }
}
