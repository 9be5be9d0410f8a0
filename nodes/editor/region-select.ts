import { CUSTOM_REGION } from "../lib/regions";
import { isVariable } from "../lib/variable";
import { translated } from "./catalog";
import { type RegionList } from "./region-list";

/** Offers the regions, the custom one last, and selects one: a region that is not known stays selectable. */
export function fillRegionSelect(select: JQuery, { regions, complete }: RegionList, selected: string): void {
    const options = regions.map(({ key, attested }) =>
        option(key, attested ? key : translated("region.not-confirmed", { region: key })),
    );
    const known = selected === CUSTOM_REGION || regions.some(({ key }) => key === selected);
    if (selected !== "" && !known) {
        const unsure = isVariable(selected) || !complete;
        options.push(
            option(selected, unsure ? selected : translated("region.unknown", { region: selected })),
        );
    }
    options.push(option(CUSTOM_REGION, translated("region.custom")));
    select.empty().append(options).val(selected);
}

function option(value: string, text: string): JQuery {
    return $("<option>", { value, text });
}
