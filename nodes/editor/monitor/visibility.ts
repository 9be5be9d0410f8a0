/**
 * Calls back when an element comes into sight, or goes out of it, for whatever reason: another tab of the
 * sidebar, the sidebar folded away, another tab of the browser.
 */
export function watchVisibility(element: Element, changed: (isVisible: boolean) => void): void {
    let isInView = false;
    let isVisible = false;
    const judge = (): void => {
        const now = isInView && !document.hidden;
        if (now === isVisible) return;
        isVisible = now;
        changed(now);
    };
    new IntersectionObserver((entries) => {
        isInView = entries.at(-1)?.isIntersecting ?? false;
        judge();
    }).observe(element);
    document.addEventListener("visibilitychange", judge);
}
