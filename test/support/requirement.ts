/** Something that a suite needs and that not every machine has. */
export interface Requirement {
    readonly isThere: boolean;
    readonly name: string;
    readonly debianPackage: string;
}

/**
 * A suite that needs something of the machine. Where that is missing the suite says so in one pending test; where `CI`
 * is set that test fails, since nothing may be left out there.
 */
export function describeWith(
    { isThere, name, debianPackage }: Requirement,
    title: string,
    body: () => void,
): void {
    const reason = `cannot run: there is no ${name} here (Debian: apt-get install ${debianPackage})`;
    describe(title, () => {
        if (isThere) body();
        else if (process.env.CI) {
            it(reason, () => {
                throw new Error(reason);
            });
        } else it(reason);
    });
}
