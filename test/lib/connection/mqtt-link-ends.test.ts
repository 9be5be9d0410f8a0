import { Socket } from "node:net";
import { mock } from "node:test";
import should from "should";
import { createAuthority } from "../../../demo/certificates";
import { type Ending } from "../../../nodes/lib/connection/broker-link";
import { disconnect, message, obligingBut } from "../support/broker-packets";
import { type BrokerPeer } from "../support/broker-peer";
import { type DialledLink } from "../support/dialled-link";
import { LinkBench } from "../support/link-bench";
import { turn } from "../support/turn";
import { VERSIONS } from "../support/versions";

describe("a link by MQTT.js", () => {
    const bench = new LinkBench();
    const { broker } = bench;

    for (const [protocolVersion, title] of VERSIONS) {
        describe(`with ${title}, is ended`, () => {
            it("gently with a DISCONNECT", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                await link.link.end("gently");
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "disconnect"]);
                should((await peer.next("disconnect")).properties).be.undefined();
            });

            it("gently behind what was published just before", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                for (const text of ["a", "b", "c"]) {
                    void link.publish(text, 0);
                    // The first is on its way by then, and the others wait for the end of the turn.
                    await new Promise<void>((resolve) => {
                        process.nextTick(resolve);
                    });
                }
                await link.link.end("gently");
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "publish", "publish", "publish", "disconnect"]);
            });

            it("forgetting with a DISCONNECT that ends the session where there is a word for it", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                await link.link.end("forgetting");
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "disconnect"]);
                const properties = protocolVersion === 5 ? { sessionExpiryInterval: 0 } : undefined;
                should((await peer.next("disconnect")).properties).eql(properties);
            });

            it("at once without a word", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                await link.link.end("at once");
                await peer.closed;
                peer.commands.should.deepEqual(["connect"]);
            });

            it("gently once the answers that are due have come", async () => {
                broker.script = obligingBut("unsubscribe");
                const { link, peer } = await bench.open({ protocolVersion });
                link.link.unsubscribe("downlink_1234");
                const { messageId = 0 } = await peer.next("unsubscribe");
                const ended = link.link.end("gently");
                peer.send({ cmd: "unsuback", messageId, granted: [0] });
                await ended;
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "unsubscribe", "disconnect"]);
            });

            it("and acknowledges no message any more", async () => {
                const { link, peer } = await bench.open({ protocolVersion });
                peer.send(message("downlink_1234", "a", 1), message("downlink_1234", "b", 2));
                const { answer } = await link.message();
                const ended = link.link.end("gently");
                answer(true);
                await ended;
                await peer.closed;
                peer.commands.should.deepEqual(["connect", "disconnect"]);
                link.told.should.deepEqual(["secured", "accepted", "message"]);
            });
        });
    }

    describe("is ended in silence, and its socket is closed then,", () => {
        /** Gives the sockets of the links that the test has dialled. */
        let sockets: () => Socket[];

        beforeEach(() => {
            const { mock: context } = mock.method(Socket.prototype, "connect");
            sockets = () =>
                context.calls.flatMap(({ this: socket }) => (socket instanceof Socket ? [socket] : []));
        });

        afterEach(() => {
            mock.restoreAll();
        });

        async function endsInSilence(link: DialledLink, how: Ending): Promise<void> {
            const told = [...link.told];
            const open = sockets().filter(({ closed }) => !closed);
            let closed = 0;
            for (const socket of open) socket.once("close", () => (closed += 1));
            const end = link.link.end(how);
            should(link.link.end(how)).equal(end);
            await end;
            closed.should.equal(open.length);
            await turn();
            link.told.should.deepEqual(told);
        }

        const ALL: readonly Ending[] = ["gently", "at once", "forgetting"];

        // What only the time for closing can end is tried once.
        const situations: [what: string, endings: readonly Ending[], reach: () => Promise<DialledLink>][] = [
            ["before the broker is reached", ALL, () => Promise.resolve(bench.dial())],
            [
                "while nobody speaks TLS",
                ALL,
                async () => {
                    const reached = new Promise((resolve) => (broker.welcome = resolve));
                    const link = bench.dial();
                    await reached;
                    return link;
                },
            ],
            [
                "while the login is not answered",
                ALL,
                async () => {
                    broker.script = obligingBut("connect");
                    return (await bench.meet()).link;
                },
            ],
            ["while it is open", ALL, async () => (await bench.open()).link],
            [
                "after it broke",
                ALL,
                async () => {
                    const { link, peer } = await bench.open();
                    peer.close();
                    await link.ended();
                    return link;
                },
            ],
            [
                "with documents in flight",
                ["at once", "gently"],
                async () => {
                    broker.script = obligingBut("publish");
                    const { link, peer } = await bench.open();
                    void link.publish("a");
                    await peer.next("publish");
                    return link;
                },
            ],
            [
                "with a message that was not answered",
                ["at once", "gently"],
                async () => {
                    const { link, peer } = await bench.open();
                    peer.send(message("downlink_1234", "a", 1), message("downlink_1234", "b", 2));
                    await link.message();
                    return link;
                },
            ],
            [
                "while the broker does not hear it",
                ["at once", "gently"],
                async () => {
                    const { link, peer } = await bench.open();
                    peer.turnDeaf();
                    return link;
                },
            ],
        ];

        for (const [what, endings, reach] of situations) {
            for (const how of endings) {
                it(`${how} ${what}`, async () => {
                    await endsInSilence(await reach(), how);
                });
            }
        }
    });

    it("leaves nothing behind, however many there were and however they ended", async () => {
        const { caPem } = await createAuthority();
        const fates: ((link: DialledLink, peer: BrokerPeer) => unknown)[] = [
            ({ link }) => link.end("gently"),
            ({ link }) => link.end("at once"),
            ({ link }) => link.end("forgetting"),
            (_, peer) => peer.close(),
            (_, peer) => peer.reset(),
            (_, peer) => peer.send(Buffer.from("no MQTT at all\r\n")),
            (_, peer) => peer.send(disconnect(0x8b)),
        ];
        const before = census();
        for (let round = 0; round < 24; round += 1) {
            for (const fate of fates) {
                const { link, peer } = await bench.open();
                fate(link, peer);
                await peer.closed;
            }
            await bench.dial({ tls: { ca: caPem } }).ended();
            await bench.dial({ tls: { cert: "none", key: "none" } }).ended();
            await bench.clear();
        }
        await broker.empty();
        await turn();
        census().should.deepEqual(before);
    });
});

/** What keeps the process busy, and who listens to it; files are read by others, whenever they like. */
function census(): Record<string, number> {
    const counts: Record<string, number> = {};
    const busy = process.getActiveResourcesInfo().filter((name) => !/^(FS|Close)Req/.test(name));
    for (const name of busy) counts[name] = (counts[name] ?? 0) + 1;
    for (const name of process.eventNames()) counts[String(name)] = process.listenerCount(name);
    return counts;
}
