import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Departments = AnswerOf<"/api/v1/departments">;
export type Department = Departments["items"][number];
export type DepartmentFields = BodyOf<"/api/v1/departments", "post">;

export const departmentsQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ["departments", day],
    queryFn: ({ signal }): Promise<Departments> =>
      answer(api.GET("/api/v1/departments", { signal, params: { query: { day } } })),
  });

export function createDepartment(body: DepartmentFields): Promise<Department> {
  return answer(api.POST("/api/v1/departments", { body }));
}

export function editDepartment(
  departmentId: string,
  body: BodyOf<"/api/v1/departments/{departmentId}", "put">,
): Promise<Department> {
  return answer(api.PUT("/api/v1/departments/{departmentId}", { params: { path: { departmentId } }, body }));
}

export function assignMember(
  departmentId: string,
  body: BodyOf<"/api/v1/departments/{departmentId}/members", "post">,
): Promise<Department> {
  return answer(api.POST("/api/v1/departments/{departmentId}/members", { params: { path: { departmentId } }, body }));
}

export function endMember(departmentId: string, assignmentId: string, lastDay: string): Promise<Department> {
  return answer(
    api.POST("/api/v1/departments/{departmentId}/members/{assignmentId}/end", {
      params: { path: { departmentId, assignmentId } },
      body: { lastDay },
    }),
  );
}

export function closeDepartment(departmentId: string): Promise<unknown> {
  return answer(api.POST("/api/v1/departments/{departmentId}/close", { params: { path: { departmentId } } }));
}
