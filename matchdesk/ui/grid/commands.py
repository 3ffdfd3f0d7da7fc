"""The Grid screen's actions."""

from __future__ import annotations

from matchdesk.ui.actions import ActionSpec

PLAN = ActionSpec("grid.plan", "Plan …", "Ctrl+Shift+P", "", "solve optimise schedule draft")
ACCEPT = ActionSpec("grid.accept", "Accept plan", "Ctrl+Return", "", "apply draft")
DISCARD = ActionSpec("grid.discard", "Discard", "Ctrl+Shift+Backspace", "", "drop draft plan")
VIEW = ActionSpec("grid.view", "Next view", "V", "table-2", "tables participants now people switch")
GROUP = ActionSpec("grid.group", "Group", "G", "list", "zone delegation", checkable=True)
BODY = ActionSpec("grid.body", "Group by organisation", "Shift+G", "building-2", "company group",
                  checkable=True)  # fmt: skip
FILTER = ActionSpec("grid.filter", "Filter", "F", "list", "delegation sector status")
UNPRINTED = ActionSpec("grid.unprinted", "Unprinted changes", "U", "printer", "agenda paper",
                       checkable=True)  # fmt: skip
PROBLEMS = ActionSpec("grid.problems", "Only problems", "Alt+P", "triangle-alert", "clash fault",
                      checkable=True)  # fmt: skip
BROKEN = ActionSpec("grid.broken", "Broken rules …", "P", "triangle-alert", "problems soft warning")
UNPLACED = ActionSpec("grid.unplaced", "Why they have no place …", "O", "info",
                      "open requests without a place explain unplaced")  # fmt: skip
FIND = ActionSpec("grid.find", "Find in the grid", "/", "search", "search filter jump")
NEXT = ActionSpec("grid.next", "Next match", "F3", "arrow-right", "jump")
NEXT_DAY = ActionSpec("grid.next_day", "Next day", "]", "chevron-right", "tomorrow")
EARLIER_DAY = ActionSpec("grid.earlier_day", "Earlier day", "[", "chevron-left", "yesterday")
HOLD = ActionSpec("grid.hold", "Move", "M", "map-pin", "hold take drag drop swap cut",
                  also=("Ctrl+X",))  # fmt: skip
PASTE = ActionSpec("grid.paste", "Drop here", "Ctrl+V", "", "paste put")
LARGER = ActionSpec("grid.larger", "Larger tiles", "Ctrl++", "", "zoom in", also=("Ctrl+=",))
SMALLER = ActionSpec("grid.smaller", "Smaller tiles", "Ctrl+-", "", "zoom out")
USUAL = ActionSpec("grid.usual", "Tiles of the usual size", "Ctrl+Backspace", "", "zoom reset")
LOCK = ActionSpec("grid.lock", "Lock", "L", "lock", "pin keep unlock")
CONFIRM = ActionSpec("grid.confirm", "Confirm", "C", "user-check", "agreed sure unconfirm")
ELSEWHERE = ActionSpec("grid.elsewhere", "Elsewhere …", "E", "arrow-right", "best free place other")
UNPLACE = ActionSpec("grid.unplace", "Waiting list", "Del", "hourglass", "unschedule remove")
CANCEL = ActionSpec("grid.cancel", "Cancel it", "Ctrl+Del", "ban", "call off")
REPAIR = ActionSpec("grid.repair", "Something went wrong …", "W", "triangle-alert",
                    "late no-show repair leaving table slot lost")  # fmt: skip
MEND = ActionSpec("grid.mend", "Do what is ticked", "Alt+Return", "", "accept repair")
CLOSE_REPAIR = ActionSpec("grid.close_repair", "Close", "Alt+Backspace", "", "drop repair")
PROPOSE = ActionSpec("grid.propose", "Propose a repair", "Alt+R", "", "fewest changes mend")
WAITING = ActionSpec(
    "grid.waiting", "Go to the waiting list", "Q", "hourglass", "meetings unplaced"
)
STOP_REPAIR = ActionSpec("grid.stop_repair", "Stop looking", "Alt+S", "", "cancel repair search")
NOTE = ActionSpec("grid.note", "Only note it", "Alt+J", "", "late no-show leaving flag remember")
THERE = ActionSpec("grid.there", "Is there after all", "Alt+H", "user-check",
                   "late no-show leaving flag clear arrived")  # fmt: skip
RESTORE = ActionSpec("grid.restore", "Restore", "R", "rotate-ccw", "uncancel bring back")
