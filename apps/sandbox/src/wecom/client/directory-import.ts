import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { hire, openDepartment } from "./directory.ts";

const department = z.object({ id: z.int().min(2), name: z.string().min(1), parentId: z.int() });
const member = z.object({
  userid: z.string(),
  name: z.string(),
  departments: z.array(z.int()).min(1),
  position: z.string().optional(),
});

/** 批量导入: an administrator brings departments and members from a table, parents wherever they stand in it. */
export const directoryImportActions: readonly Action[] = [
  action(
    "wecom.import_directory",
    z.object({ departments: z.array(department), members: z.array(member) }),
    (world, { departments, members }) => {
      const known = world.wecom.contacts.departments;
      let left = departments;
      while (left.length > 0) {
        const ready = left.filter(({ parentId }) => known.has(parentId));
        // A parent that is nowhere: the first such row is refused.
        for (const draft of ready.length > 0 ? ready : left) openDepartment(world, draft);
        left = left.filter(({ id }) => !known.has(id));
      }
      for (const draft of members) hire(world, draft);
      return { departments: departments.length, members: members.length };
    },
  ),
];
