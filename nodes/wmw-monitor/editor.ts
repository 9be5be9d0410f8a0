import { MonitorTab } from "../editor/monitor/monitor-tab";
import { text } from "../editor/monitor/texts";

const ID = "wmw-monitor";

RED.plugins.registerPlugin(ID, {
    onadd() {
        const action = `core:show-${ID}-tab`;
        RED.actions.add(action, () => {
            RED.sidebar.show(ID);
        });
        RED.sidebar.addTab({
            id: ID,
            label: text("label"),
            name: text("name"),
            iconClass: "fa fa-signal",
            content: new MonitorTab().content,
            enableOnEdit: true,
            action,
        });
    },
});
