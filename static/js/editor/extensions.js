// What the editor loads beside its own extensions. A name that it has itself (Link, ListItem, Menu, OrderedList, Table) takes its
// place.
import "press-room/bar_height";

export { Caret } from "press-room/caret";
export { FindReplace } from "press-room/find";
export { FullScreen } from "press-room/full_screen";
export { Link } from "press-room/link";
export { ListItem } from "press-room/list_levels";
export { Menu } from "press-room/menu";
export { CleanPaste } from "press-room/paste";
export { Quotation } from "press-room/quotation";
export { Spacing } from "press-room/spacing";
export { Table } from "press-room/table";
export { OrderedList, Writing } from "press-room/writing";
