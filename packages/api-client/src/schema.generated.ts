export interface paths {
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in; sets the session cookie
         * @description Access: `public`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        login: string;
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            mustChangePassword: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End this session
         * @description Access: `public`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the caller is, what they may do and where
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            kind: "staff" | "api_key";
                            /** Format: uuid */
                            id: string;
                            name: string;
                            code: string | null;
                            login: string | null;
                            mustChangePassword: boolean;
                            roles: {
                                code: string;
                                name: string;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                            }[];
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                            /** @description The tops of what the caller may see */
                            scope: {
                                /** Format: uuid */
                                unitId: string;
                                no: number;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            }[];
                            wholeChain: boolean;
                            /**
                             * @description Where the console opens
                             * @enum {string}
                             */
                            home: "overview" | "store" | "members" | "audit";
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's own password; all other sessions end
         * @description Access: `signed_in`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's open sessions with device, address and last use
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                current: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                lastSeenAt: string;
                                ip: string | null;
                                userAgent: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * End all one's sessions but this one
         * @description Access: `signed_in`
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sessionsEnded: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of one's sessions
         * @description Access: `signed_in`
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's part of the organisation tree, from the top, with store counts
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: {
                    withStores?: "true" | "false";
                    withClosed?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @description What facts carry as store number; also the unit's label in `path` */
                                no: number;
                                /** @description Null at headquarters and at the top of the caller's scope */
                                parentId: string | null;
                                path: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                code: string;
                                name: string;
                                brandId: string | null;
                                closed: boolean;
                                brandName: string | null;
                                storeCount: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a region or a dealer
         * @description Access: `organization.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        parentId: string;
                        /** @enum {string} */
                        kind: "region" | "dealer";
                        name: string;
                        code?: string;
                        brandId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description What facts carry as store number; also the unit's label in `path` */
                            no: number;
                            /** @description Null at headquarters and at the top of the caller's scope */
                            parentId: string | null;
                            path: string;
                            /** @enum {string} */
                            kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            code: string;
                            name: string;
                            brandId: string | null;
                            closed: boolean;
                            /** @description From the top of the caller's scope */
                            ancestors: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            }[];
                            counts: {
                                units: number;
                                stores: number;
                                openStores: number;
                                staff: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/units/{unitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One unit with its place and counts
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description What facts carry as store number; also the unit's label in `path` */
                            no: number;
                            /** @description Null at headquarters and at the top of the caller's scope */
                            parentId: string | null;
                            path: string;
                            /** @enum {string} */
                            kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            code: string;
                            name: string;
                            brandId: string | null;
                            closed: boolean;
                            /** @description From the top of the caller's scope */
                            ancestors: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            }[];
                            counts: {
                                units: number;
                                stores: number;
                                openStores: number;
                                staff: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a unit, change its code or brand
         * @description Access: `organization.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        code?: string;
                        brandId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description What facts carry as store number; also the unit's label in `path` */
                            no: number;
                            /** @description Null at headquarters and at the top of the caller's scope */
                            parentId: string | null;
                            path: string;
                            /** @enum {string} */
                            kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            code: string;
                            name: string;
                            brandId: string | null;
                            closed: boolean;
                            /** @description From the top of the caller's scope */
                            ancestors: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            }[];
                            counts: {
                                units: number;
                                stores: number;
                                openStores: number;
                                staff: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/organization/units/{unitId}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a unit, with all below it, under another parent
         * @description Access: `organization.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        parentId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description What facts carry as store number; also the unit's label in `path` */
                            no: number;
                            /** @description Null at headquarters and at the top of the caller's scope */
                            parentId: string | null;
                            path: string;
                            /** @enum {string} */
                            kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            code: string;
                            name: string;
                            brandId: string | null;
                            closed: boolean;
                            /** @description From the top of the caller's scope */
                            ancestors: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            }[];
                            counts: {
                                units: number;
                                stores: number;
                                openStores: number;
                                staff: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/units/{unitId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a region or dealer that has nothing open below it
         * @description Access: `organization.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description What facts carry as store number; also the unit's label in `path` */
                            no: number;
                            /** @description Null at headquarters and at the top of the caller's scope */
                            parentId: string | null;
                            path: string;
                            /** @enum {string} */
                            kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            code: string;
                            name: string;
                            brandId: string | null;
                            closed: boolean;
                            /** @description From the top of the caller's scope */
                            ancestors: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            }[];
                            counts: {
                                units: number;
                                stores: number;
                                openStores: number;
                                staff: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organization/units/{unitId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a closed region or dealer again
         * @description Access: `organization.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description What facts carry as store number; also the unit's label in `path` */
                            no: number;
                            /** @description Null at headquarters and at the top of the caller's scope */
                            parentId: string | null;
                            path: string;
                            /** @enum {string} */
                            kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            code: string;
                            name: string;
                            brandId: string | null;
                            closed: boolean;
                            /** @description From the top of the caller's scope */
                            ancestors: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            }[];
                            counts: {
                                units: number;
                                stores: number;
                                openStores: number;
                                staff: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The group's brands with their stores and team in the caller's scope
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** Format: uuid */
                                id: string;
                                stores: number;
                                /** @description People posted above the brand's stores */
                                team: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a brand
         * @description Access: `setting.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            /** Format: uuid */
                            id: string;
                            stores: number;
                            /** @description People posted above the brand's stores */
                            team: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/brands/{brandId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a brand
         * @description Access: `setting.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    brandId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code?: string;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            /** Format: uuid */
                            id: string;
                            stores: number;
                            /** @description People posted above the brand's stores */
                            team: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stores in the caller's scope, by number
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description Part of the name, code or address */
                    text?: string;
                    format?: string;
                    /** @description Who owns it */
                    ownership?: "self_run" | "franchise" | "dealer";
                    /** @description What kind of site it trades on */
                    site?: "counter" | "mall" | "street" | "community" | "online" | "other";
                    phase?: "preparing" | "open" | "refit" | "closed";
                    service?: "in_store" | "home_delivery" | "pick_up" | "express";
                    city?: string;
                    brandId?: string;
                    /** @description Only stores below this unit */
                    unitId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                unitId: string;
                                storeNo: number;
                                code: string;
                                name: string;
                                path: string;
                                /** Format: uuid */
                                parentId: string;
                                parentName: string;
                                brandId: string | null;
                                brandName: string | null;
                                format: string;
                                formatName: string;
                                /**
                                 * @description Who owns it
                                 * @enum {string}
                                 */
                                ownership: "self_run" | "franchise" | "dealer";
                                /**
                                 * @description What kind of site it trades on
                                 * @enum {string}
                                 */
                                site: "counter" | "mall" | "street" | "community" | "online" | "other";
                                /** @enum {string} */
                                phase: "preparing" | "open" | "refit" | "closed";
                                phaseSince: string | null;
                                openedOn: string | null;
                                closedOn: string | null;
                                address: string;
                                province: string | null;
                                city: string | null;
                                district: string | null;
                                areaCode: string | null;
                                latitude: number | null;
                                longitude: number | null;
                                phone: string | null;
                                /** @description Null = not entered */
                                openingHours: {
                                    [key: string]: [
                                        string,
                                        string
                                    ][];
                                } | null;
                                /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                                specialDays: {
                                    [key: string]: [
                                        string,
                                        string
                                    ][];
                                };
                                /** @enum {string} */
                                warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                                services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                                contactStaffId: string | null;
                                contactName: string | null;
                            }[];
                            nextCursor: string | null;
                            total: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a store
         * @description Access: `organization.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        code: string;
                        brandId?: string | null;
                        format: string;
                        /**
                         * @description Who owns it
                         * @enum {string}
                         */
                        ownership?: "self_run" | "franchise" | "dealer";
                        /**
                         * @description What kind of site it trades on
                         * @enum {string}
                         */
                        site?: "counter" | "mall" | "street" | "community" | "online" | "other";
                        address?: string;
                        province?: string | null;
                        city?: string | null;
                        district?: string | null;
                        areaCode?: string | null;
                        latitude?: number | null;
                        longitude?: number | null;
                        phone?: string | null;
                        openingHours?: {
                            [key: string]: [
                                string,
                                string
                            ][];
                        } | null;
                        /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                        specialDays?: {
                            [key: string]: [
                                string,
                                string
                            ][];
                        };
                        /** @enum {string} */
                        warehouseMode?: "store_stock" | "front_warehouse" | "central_warehouse";
                        services?: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                        contactStaffId?: string | null;
                        /** Format: uuid */
                        parentId: string;
                        /** @enum {string} */
                        phase?: "preparing" | "open";
                        /** Format: date */
                        phaseSince?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            storeNo: number;
                            code: string;
                            name: string;
                            path: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            brandId: string | null;
                            brandName: string | null;
                            format: string;
                            formatName: string;
                            /**
                             * @description Who owns it
                             * @enum {string}
                             */
                            ownership: "self_run" | "franchise" | "dealer";
                            /**
                             * @description What kind of site it trades on
                             * @enum {string}
                             */
                            site: "counter" | "mall" | "street" | "community" | "online" | "other";
                            /** @enum {string} */
                            phase: "preparing" | "open" | "refit" | "closed";
                            phaseSince: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            address: string;
                            province: string | null;
                            city: string | null;
                            district: string | null;
                            areaCode: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            phone: string | null;
                            /** @description Null = not entered */
                            openingHours: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            } | null;
                            /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                            specialDays: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            };
                            /** @enum {string} */
                            warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                            services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                            contactStaffId: string | null;
                            contactName: string | null;
                            nextPhases: ("preparing" | "open" | "refit" | "closed")[];
                            phaseChanges: {
                                fromPhase: ("preparing" | "open" | "refit" | "closed") | null;
                                /** @enum {string} */
                                toPhase: "preparing" | "open" | "refit" | "closed";
                                onDay: string;
                                reason: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/nearest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trading stores nearest to a position, else those of a city, else the cities to choose from
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: {
                    latitude?: number;
                    longitude?: number;
                    /** @description When the customer does not share a position */
                    city?: string;
                    limit?: number;
                    withinMetres?: number;
                    service?: "in_store" | "home_delivery" | "pick_up" | "express";
                    /** @description Leave out stores known to be closed at this moment */
                    openAt?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            basis: "position" | "city" | "choose_city";
                            items: {
                                /** Format: uuid */
                                unitId: string;
                                storeNo: number;
                                code: string;
                                name: string;
                                path: string;
                                /** Format: uuid */
                                parentId: string;
                                parentName: string;
                                brandId: string | null;
                                brandName: string | null;
                                format: string;
                                formatName: string;
                                /**
                                 * @description Who owns it
                                 * @enum {string}
                                 */
                                ownership: "self_run" | "franchise" | "dealer";
                                /**
                                 * @description What kind of site it trades on
                                 * @enum {string}
                                 */
                                site: "counter" | "mall" | "street" | "community" | "online" | "other";
                                /** @enum {string} */
                                phase: "preparing" | "open" | "refit" | "closed";
                                phaseSince: string | null;
                                openedOn: string | null;
                                closedOn: string | null;
                                address: string;
                                province: string | null;
                                city: string | null;
                                district: string | null;
                                areaCode: string | null;
                                latitude: number | null;
                                longitude: number | null;
                                phone: string | null;
                                /** @description Null = not entered */
                                openingHours: {
                                    [key: string]: [
                                        string,
                                        string
                                    ][];
                                } | null;
                                /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                                specialDays: {
                                    [key: string]: [
                                        string,
                                        string
                                    ][];
                                };
                                /** @enum {string} */
                                warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                                services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                                contactStaffId: string | null;
                                contactName: string | null;
                                metres: number | null;
                                isOpen: boolean | null;
                            }[];
                            /** @description Only when neither position nor city was given */
                            cities: {
                                city: string;
                                stores: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{storeNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One store with its life so far
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    storeNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            storeNo: number;
                            code: string;
                            name: string;
                            path: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            brandId: string | null;
                            brandName: string | null;
                            format: string;
                            formatName: string;
                            /**
                             * @description Who owns it
                             * @enum {string}
                             */
                            ownership: "self_run" | "franchise" | "dealer";
                            /**
                             * @description What kind of site it trades on
                             * @enum {string}
                             */
                            site: "counter" | "mall" | "street" | "community" | "online" | "other";
                            /** @enum {string} */
                            phase: "preparing" | "open" | "refit" | "closed";
                            phaseSince: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            address: string;
                            province: string | null;
                            city: string | null;
                            district: string | null;
                            areaCode: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            phone: string | null;
                            /** @description Null = not entered */
                            openingHours: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            } | null;
                            /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                            specialDays: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            };
                            /** @enum {string} */
                            warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                            services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                            contactStaffId: string | null;
                            contactName: string | null;
                            nextPhases: ("preparing" | "open" | "refit" | "closed")[];
                            phaseChanges: {
                                fromPhase: ("preparing" | "open" | "refit" | "closed") | null;
                                /** @enum {string} */
                                toPhase: "preparing" | "open" | "refit" | "closed";
                                onDay: string;
                                reason: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a store
         * @description Access: `organization.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    storeNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        code?: string;
                        brandId?: string | null;
                        format?: string;
                        /**
                         * @description Who owns it
                         * @enum {string}
                         */
                        ownership?: "self_run" | "franchise" | "dealer";
                        /**
                         * @description What kind of site it trades on
                         * @enum {string}
                         */
                        site?: "counter" | "mall" | "street" | "community" | "online" | "other";
                        address?: string;
                        province?: string | null;
                        city?: string | null;
                        district?: string | null;
                        areaCode?: string | null;
                        latitude?: number | null;
                        longitude?: number | null;
                        phone?: string | null;
                        openingHours?: {
                            [key: string]: [
                                string,
                                string
                            ][];
                        } | null;
                        /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                        specialDays?: {
                            [key: string]: [
                                string,
                                string
                            ][];
                        };
                        /** @enum {string} */
                        warehouseMode?: "store_stock" | "front_warehouse" | "central_warehouse";
                        services?: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                        contactStaffId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            storeNo: number;
                            code: string;
                            name: string;
                            path: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            brandId: string | null;
                            brandName: string | null;
                            format: string;
                            formatName: string;
                            /**
                             * @description Who owns it
                             * @enum {string}
                             */
                            ownership: "self_run" | "franchise" | "dealer";
                            /**
                             * @description What kind of site it trades on
                             * @enum {string}
                             */
                            site: "counter" | "mall" | "street" | "community" | "online" | "other";
                            /** @enum {string} */
                            phase: "preparing" | "open" | "refit" | "closed";
                            phaseSince: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            address: string;
                            province: string | null;
                            city: string | null;
                            district: string | null;
                            areaCode: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            phone: string | null;
                            /** @description Null = not entered */
                            openingHours: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            } | null;
                            /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                            specialDays: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            };
                            /** @enum {string} */
                            warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                            services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                            contactStaffId: string | null;
                            contactName: string | null;
                            nextPhases: ("preparing" | "open" | "refit" | "closed")[];
                            phaseChanges: {
                                fromPhase: ("preparing" | "open" | "refit" | "closed") | null;
                                /** @enum {string} */
                                toPhase: "preparing" | "open" | "refit" | "closed";
                                onDay: string;
                                reason: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/stores/{storeNo}/phase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a store on in its life cycle
         * @description Access: `organization.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    storeNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        to: "preparing" | "open" | "refit" | "closed";
                        /**
                         * Format: date
                         * @description Today when absent
                         */
                        onDay?: string;
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            storeNo: number;
                            code: string;
                            name: string;
                            path: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            brandId: string | null;
                            brandName: string | null;
                            format: string;
                            formatName: string;
                            /**
                             * @description Who owns it
                             * @enum {string}
                             */
                            ownership: "self_run" | "franchise" | "dealer";
                            /**
                             * @description What kind of site it trades on
                             * @enum {string}
                             */
                            site: "counter" | "mall" | "street" | "community" | "online" | "other";
                            /** @enum {string} */
                            phase: "preparing" | "open" | "refit" | "closed";
                            phaseSince: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            address: string;
                            province: string | null;
                            city: string | null;
                            district: string | null;
                            areaCode: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            phone: string | null;
                            /** @description Null = not entered */
                            openingHours: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            } | null;
                            /** @description Spans that replace the weekday's on that date; an empty list is a closed day */
                            specialDays: {
                                [key: string]: [
                                    string,
                                    string
                                ][];
                            };
                            /** @enum {string} */
                            warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                            services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                            contactStaffId: string | null;
                            contactName: string | null;
                            nextPhases: ("preparing" | "open" | "refit" | "closed")[];
                            phaseChanges: {
                                fromPhase: ("preparing" | "open" | "refit" | "closed") | null;
                                /** @enum {string} */
                                toPhase: "preparing" | "open" | "refit" | "closed";
                                onDay: string;
                                reason: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stores/{storeNo}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who serves a store on a day, with rotation and temporary support
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description Today when absent */
                    day?: string;
                };
                header?: never;
                path: {
                    storeNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            day: string;
                            items: {
                                /** Format: uuid */
                                postId: string;
                                /** Format: uuid */
                                staffId: string;
                                staffCode: string;
                                staffName: string;
                                roleCode: string;
                                roleName: string;
                                /** @enum {string} */
                                kind: "regular" | "rotation" | "support";
                                fromDay: string;
                                toDay: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store-formats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Store formats and what a new store of each gets
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** @enum {string} */
                                warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                                services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                                builtin: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a store format of the chain's own
         * @description Access: `setting.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                        /**
                         * @default store_stock
                         * @enum {string}
                         */
                        warehouseMode?: "store_stock" | "front_warehouse" | "central_warehouse";
                        services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            /** @enum {string} */
                            warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                            services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                            builtin: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store-formats/{formatCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a store format's name or what new stores of it get
         * @description Access: `setting.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    formatCode: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /**
                         * @default store_stock
                         * @enum {string}
                         */
                        warehouseMode?: "store_stock" | "front_warehouse" | "central_warehouse";
                        services?: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            /** @enum {string} */
                            warehouseMode: "store_stock" | "front_warehouse" | "central_warehouse";
                            services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                            builtin: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/standards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Standards that concern a store in scope, in their newest version, with how many stores have taken note
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "benefit" | "after_sales";
                                /**
                                 * @description Of the newest version
                                 * @enum {string}
                                 */
                                state: "in_force" | "upcoming" | "withdrawn";
                                version: number;
                                title: string;
                                body: string;
                                formats: string[];
                                unitIds: string[];
                                /** Format: date */
                                validFrom: string;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                /** @description Stores in the caller's scope that the newest version binds */
                                stores: number;
                                /** @description Of them, how many have taken note of it */
                                acknowledged: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Publish a standard (headquarters)
         * @description Access: `standard.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "benefit" | "after_sales";
                        title: string;
                        body: string;
                        /**
                         * @description Store formats it binds; empty = all
                         * @default []
                         */
                        formats?: string[];
                        /**
                         * @description Regions or dealers it binds; empty = all
                         * @default []
                         */
                        unitIds?: string[];
                        /** Format: date */
                        validFrom: string;
                        /**
                         * @description What changed against the version before
                         * @default
                         */
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "benefit" | "after_sales";
                            /**
                             * @description Of the newest version
                             * @enum {string}
                             */
                            state: "in_force" | "upcoming" | "withdrawn";
                            version: number;
                            title: string;
                            body: string;
                            formats: string[];
                            unitIds: string[];
                            /** Format: date */
                            validFrom: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            /** @description Stores in the caller's scope that the newest version binds */
                            stores: number;
                            /** @description Of them, how many have taken note of it */
                            acknowledged: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                formats: string[];
                                unitIds: string[];
                                /** Format: date */
                                validFrom: string;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                inForce: boolean;
                            }[];
                            /** @description Of the newest version: who has not taken note first */
                            receipts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                parentName: string;
                                acknowledgedAt: string | null;
                                acknowledgedBy: string | null;
                                /** @description Newest earlier version that the store took note of */
                                lastVersion: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/standards/{standardId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One standard: its versions, and which stores have not taken note of the newest
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    standardId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "benefit" | "after_sales";
                            /**
                             * @description Of the newest version
                             * @enum {string}
                             */
                            state: "in_force" | "upcoming" | "withdrawn";
                            version: number;
                            title: string;
                            body: string;
                            formats: string[];
                            unitIds: string[];
                            /** Format: date */
                            validFrom: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            /** @description Stores in the caller's scope that the newest version binds */
                            stores: number;
                            /** @description Of them, how many have taken note of it */
                            acknowledged: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                formats: string[];
                                unitIds: string[];
                                /** Format: date */
                                validFrom: string;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                inForce: boolean;
                            }[];
                            /** @description Of the newest version: who has not taken note first */
                            receipts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                parentName: string;
                                acknowledgedAt: string | null;
                                acknowledgedBy: string | null;
                                /** @description Newest earlier version that the store took note of */
                                lastVersion: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/standards/{standardId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the next version of a standard (headquarters)
         * @description Access: `standard.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    standardId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        body: string;
                        /**
                         * @description Store formats it binds; empty = all
                         * @default []
                         */
                        formats?: string[];
                        /**
                         * @description Regions or dealers it binds; empty = all
                         * @default []
                         */
                        unitIds?: string[];
                        /** Format: date */
                        validFrom: string;
                        /**
                         * @description What changed against the version before
                         * @default
                         */
                        note?: string;
                        /** @description Version that was edited */
                        basedOn: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "benefit" | "after_sales";
                            /**
                             * @description Of the newest version
                             * @enum {string}
                             */
                            state: "in_force" | "upcoming" | "withdrawn";
                            version: number;
                            title: string;
                            body: string;
                            formats: string[];
                            unitIds: string[];
                            /** Format: date */
                            validFrom: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            /** @description Stores in the caller's scope that the newest version binds */
                            stores: number;
                            /** @description Of them, how many have taken note of it */
                            acknowledged: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                formats: string[];
                                unitIds: string[];
                                /** Format: date */
                                validFrom: string;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                inForce: boolean;
                            }[];
                            /** @description Of the newest version: who has not taken note first */
                            receipts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                parentName: string;
                                acknowledgedAt: string | null;
                                acknowledgedBy: string | null;
                                /** @description Newest earlier version that the store took note of */
                                lastVersion: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/standards/{standardId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a standard out of force (headquarters)
         * @description Access: `standard.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    standardId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "benefit" | "after_sales";
                            /**
                             * @description Of the newest version
                             * @enum {string}
                             */
                            state: "in_force" | "upcoming" | "withdrawn";
                            version: number;
                            title: string;
                            body: string;
                            formats: string[];
                            unitIds: string[];
                            /** Format: date */
                            validFrom: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            /** @description Stores in the caller's scope that the newest version binds */
                            stores: number;
                            /** @description Of them, how many have taken note of it */
                            acknowledged: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                formats: string[];
                                unitIds: string[];
                                /** Format: date */
                                validFrom: string;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                inForce: boolean;
                            }[];
                            /** @description Of the newest version: who has not taken note first */
                            receipts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                parentName: string;
                                acknowledgedAt: string | null;
                                acknowledgedBy: string | null;
                                /** @description Newest earlier version that the store took note of */
                                lastVersion: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/standards/{standardId}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A store takes note of the newest version
         * @description Access: `standard.acknowledge`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    standardId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The store
                         */
                        orgUnitId: string;
                        /** @description The version that was read */
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "benefit" | "after_sales";
                            /**
                             * @description Of the newest version
                             * @enum {string}
                             */
                            state: "in_force" | "upcoming" | "withdrawn";
                            version: number;
                            title: string;
                            body: string;
                            formats: string[];
                            unitIds: string[];
                            /** Format: date */
                            validFrom: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            /** @description Stores in the caller's scope that the newest version binds */
                            stores: number;
                            /** @description Of them, how many have taken note of it */
                            acknowledged: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                formats: string[];
                                unitIds: string[];
                                /** Format: date */
                                validFrom: string;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                inForce: boolean;
                            }[];
                            /** @description Of the newest version: who has not taken note first */
                            receipts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                parentName: string;
                                acknowledgedAt: string | null;
                                acknowledgedBy: string | null;
                                /** @description Newest earlier version that the store took note of */
                                lastVersion: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules by which traffic is given to dealers: headquarters' and regions'
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Compared in this order; the first difference decides */
                                criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                                /** @description Distances within one band are equal */
                                bandMetres: number;
                                /** @description Dealers further away are not asked; null = any */
                                maxMetres: number | null;
                                /** @description For so many days the same customer goes to the same dealer */
                                protectionDays: number;
                                /** @description Orders of so many days after the allocation count */
                                attributionDays: number;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                version: number;
                                /** Format: date-time */
                                updatedAt: string;
                                updatedBy: string;
                            }[];
                            /** @description What holds where nobody wrote a rule */
                            usual: {
                                /** @description Compared in this order; the first difference decides */
                                criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                                /** @description Distances within one band are equal */
                                bandMetres: number;
                                /** @description Dealers further away are not asked; null = any */
                                maxMetres: number | null;
                                /** @description For so many days the same customer goes to the same dealer */
                                protectionDays: number;
                                /** @description Orders of so many days after the allocation count */
                                attributionDays: number;
                            };
                            /** @description The criteria in words */
                            names: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/rules/{unitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write the rule of headquarters or a region
         * @description Access: `traffic.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Compared in this order; the first difference decides */
                        criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                        /** @description Distances within one band are equal */
                        bandMetres: number;
                        /** @description Dealers further away are not asked; null = any */
                        maxMetres: number | null;
                        /** @description For so many days the same customer goes to the same dealer */
                        protectionDays: number;
                        /** @description Orders of so many days after the allocation count */
                        attributionDays: number;
                        /** @description The version that was edited; 0 = there was none */
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Compared in this order; the first difference decides */
                                criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                                /** @description Distances within one band are equal */
                                bandMetres: number;
                                /** @description Dealers further away are not asked; null = any */
                                maxMetres: number | null;
                                /** @description For so many days the same customer goes to the same dealer */
                                protectionDays: number;
                                /** @description Orders of so many days after the allocation count */
                                attributionDays: number;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                version: number;
                                /** Format: date-time */
                                updatedAt: string;
                                updatedBy: string;
                            }[];
                            /** @description What holds where nobody wrote a rule */
                            usual: {
                                /** @description Compared in this order; the first difference decides */
                                criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                                /** @description Distances within one band are equal */
                                bandMetres: number;
                                /** @description Dealers further away are not asked; null = any */
                                maxMetres: number | null;
                                /** @description For so many days the same customer goes to the same dealer */
                                protectionDays: number;
                                /** @description Orders of so many days after the allocation count */
                                attributionDays: number;
                            };
                            /** @description The criteria in words */
                            names: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /**
         * Take a rule away: the one above holds again
         * @description Access: `traffic.write`
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Compared in this order; the first difference decides */
                                criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                                /** @description Distances within one band are equal */
                                bandMetres: number;
                                /** @description Dealers further away are not asked; null = any */
                                maxMetres: number | null;
                                /** @description For so many days the same customer goes to the same dealer */
                                protectionDays: number;
                                /** @description Orders of so many days after the allocation count */
                                attributionDays: number;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                version: number;
                                /** Format: date-time */
                                updatedAt: string;
                                updatedBy: string;
                            }[];
                            /** @description What holds where nobody wrote a rule */
                            usual: {
                                /** @description Compared in this order; the first difference decides */
                                criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                                /** @description Distances within one band are equal */
                                bandMetres: number;
                                /** @description Dealers further away are not asked; null = any */
                                maxMetres: number | null;
                                /** @description For so many days the same customer goes to the same dealer */
                                protectionDays: number;
                                /** @description Orders of so many days after the allocation count */
                                attributionDays: number;
                            };
                            /** @description The criteria in words */
                            names: {
                                [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/dealers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dealers in scope with what is agreed with each
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Takes online traffic */
                                accepts: boolean;
                                /** @description Protected territory by division codes of two, four or six digits */
                                areaCodes: string[];
                                /** @description Protected circle around each store */
                                radiusMetres: number | null;
                                /** @description New customers a day; null = no limit */
                                dailyCap: number | null;
                                weight: number;
                                /** @description Hundredths of a percent of net sales */
                                commissionBp: number;
                                /** Format: uuid */
                                unitId: string;
                                dealerNo: number;
                                name: string;
                                parentName: string;
                                /** @description Trading stores */
                                stores: number;
                                services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                                version: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/dealers/{unitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Agree territory, cap, weight and commission with a dealer
         * @description Access: `traffic.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Takes online traffic */
                        accepts: boolean;
                        /** @description Protected territory by division codes of two, four or six digits */
                        areaCodes: string[];
                        /** @description Protected circle around each store */
                        radiusMetres: number | null;
                        /** @description New customers a day; null = no limit */
                        dailyCap: number | null;
                        weight: number;
                        /** @description Hundredths of a percent of net sales */
                        commissionBp: number;
                        /** @description The version that was edited */
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description Takes online traffic */
                                accepts: boolean;
                                /** @description Protected territory by division codes of two, four or six digits */
                                areaCodes: string[];
                                /** @description Protected circle around each store */
                                radiusMetres: number | null;
                                /** @description New customers a day; null = no limit */
                                dailyCap: number | null;
                                weight: number;
                                /** @description Hundredths of a percent of net sales */
                                commissionBp: number;
                                /** Format: uuid */
                                unitId: string;
                                dealerNo: number;
                                name: string;
                                parentName: string;
                                /** @description Trading stores */
                                stores: number;
                                services: ("in_store" | "home_delivery" | "pick_up" | "express")[];
                                version: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/share-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Share codes that point back to a dealer or a dealer's store
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "dealer" | "store";
                                dealerName: string;
                                /** Format: date-time */
                                createdAt: string;
                                createdBy: string;
                                retiredAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a share code
         * @description Access: `traffic.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                        /**
                         * Format: uuid
                         * @description A dealer, or a store of a dealer
                         */
                        unitId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "dealer" | "store";
                                dealerName: string;
                                /** Format: date-time */
                                createdAt: string;
                                createdBy: string;
                                retiredAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/share-codes/{shareCode}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a share code; what it brought stays
         * @description Access: `traffic.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    shareCode: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "dealer" | "store";
                                dealerName: string;
                                /** Format: date-time */
                                createdAt: string;
                                createdBy: string;
                                retiredAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tenants in scope, those whose contract ends first at the top
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                unitId: string;
                                no: number;
                                name: string;
                                code: string;
                                /** Format: uuid */
                                parentId: string;
                                parentName: string;
                                /** @enum {string} */
                                kind: "merchant" | "brand" | "supplier";
                                category: string;
                                floor: string;
                                booth: string;
                                contact: string;
                                /** Format: date */
                                contractFrom: string;
                                /**
                                 * Format: date
                                 * @description The last day, inclusive
                                 */
                                contractTo: string;
                                commissionBp: number;
                                /** @enum {string} */
                                status: "preparing" | "active" | "suspended" | "ended";
                                statusReason: string | null;
                                nextStatuses: ("preparing" | "active" | "suspended" | "ended")[];
                                /** @description Until the contract's last day; negative after it */
                                daysLeft: number;
                                stores: number;
                                staff: number;
                                products: number;
                                version: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Take a tenant onto the platform, with its first store and an invitation for its first user
         * @description Access: `tenant.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The mall (a region) or headquarters
                         */
                        parentId: string;
                        name: string;
                        code?: string;
                        /** @enum {string} */
                        kind: "merchant" | "brand" | "supplier";
                        /**
                         * @description What it sells, e.g. 餐饮
                         * @default
                         */
                        category?: string;
                        /** @default  */
                        floor?: string;
                        /** @default  */
                        booth?: string;
                        /**
                         * @description Whom the operator calls
                         * @default
                         */
                        contact?: string;
                        /** Format: date */
                        contractFrom: string;
                        /**
                         * Format: date
                         * @description The last day, inclusive
                         */
                        contractTo: string;
                        /**
                         * @description The operator's share of net sales, hundredths of a percent
                         * @default 0
                         */
                        commissionBp?: number;
                        store?: {
                            code: string;
                            name: string;
                            format: string;
                        };
                        firstUser?: {
                            /** @description Staff code */
                            code: string;
                            name: string;
                            login: string;
                            /** @default tenant_manager */
                            roleCode?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            no: number;
                            name: string;
                            code: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            /** @enum {string} */
                            kind: "merchant" | "brand" | "supplier";
                            category: string;
                            floor: string;
                            booth: string;
                            contact: string;
                            /** Format: date */
                            contractFrom: string;
                            /**
                             * Format: date
                             * @description The last day, inclusive
                             */
                            contractTo: string;
                            commissionBp: number;
                            /** @enum {string} */
                            status: "preparing" | "active" | "suspended" | "ended";
                            statusReason: string | null;
                            nextStatuses: ("preparing" | "active" | "suspended" | "ended")[];
                            /** @description Until the contract's last day; negative after it */
                            daysLeft: number;
                            stores: number;
                            staff: number;
                            products: number;
                            version: number;
                            skus: {
                                sku: string;
                                /** Format: date-time */
                                addedAt: string;
                                addedBy: string;
                            }[];
                            invitation: {
                                login: string;
                                /** @description Shown once; must be changed at the first sign-in */
                                password: string;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{unitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One tenant with its contract and goods
         * @description Access: `organization.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            no: number;
                            name: string;
                            code: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            /** @enum {string} */
                            kind: "merchant" | "brand" | "supplier";
                            category: string;
                            floor: string;
                            booth: string;
                            contact: string;
                            /** Format: date */
                            contractFrom: string;
                            /**
                             * Format: date
                             * @description The last day, inclusive
                             */
                            contractTo: string;
                            commissionBp: number;
                            /** @enum {string} */
                            status: "preparing" | "active" | "suspended" | "ended";
                            statusReason: string | null;
                            nextStatuses: ("preparing" | "active" | "suspended" | "ended")[];
                            /** @description Until the contract's last day; negative after it */
                            daysLeft: number;
                            stores: number;
                            staff: number;
                            products: number;
                            version: number;
                            skus: {
                                sku: string;
                                /** Format: date-time */
                                addedAt: string;
                                addedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Change a tenant's name, place or contract
         * @description Access: `tenant.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        kind: "merchant" | "brand" | "supplier";
                        /**
                         * @description What it sells, e.g. 餐饮
                         * @default
                         */
                        category?: string;
                        /** @default  */
                        floor?: string;
                        /** @default  */
                        booth?: string;
                        /**
                         * @description Whom the operator calls
                         * @default
                         */
                        contact?: string;
                        /** Format: date */
                        contractFrom: string;
                        /**
                         * Format: date
                         * @description The last day, inclusive
                         */
                        contractTo: string;
                        /**
                         * @description The operator's share of net sales, hundredths of a percent
                         * @default 0
                         */
                        commissionBp?: number;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            no: number;
                            name: string;
                            code: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            /** @enum {string} */
                            kind: "merchant" | "brand" | "supplier";
                            category: string;
                            floor: string;
                            booth: string;
                            contact: string;
                            /** Format: date */
                            contractFrom: string;
                            /**
                             * Format: date
                             * @description The last day, inclusive
                             */
                            contractTo: string;
                            commissionBp: number;
                            /** @enum {string} */
                            status: "preparing" | "active" | "suspended" | "ended";
                            statusReason: string | null;
                            nextStatuses: ("preparing" | "active" | "suspended" | "ended")[];
                            /** @description Until the contract's last day; negative after it */
                            daysLeft: number;
                            stores: number;
                            staff: number;
                            products: number;
                            version: number;
                            skus: {
                                sku: string;
                                /** Format: date-time */
                                addedAt: string;
                                addedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{unitId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open, suspend or end a tenant
         * @description Access: `tenant.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        to: "preparing" | "active" | "suspended" | "ended";
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            no: number;
                            name: string;
                            code: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            /** @enum {string} */
                            kind: "merchant" | "brand" | "supplier";
                            category: string;
                            floor: string;
                            booth: string;
                            contact: string;
                            /** Format: date */
                            contractFrom: string;
                            /**
                             * Format: date
                             * @description The last day, inclusive
                             */
                            contractTo: string;
                            commissionBp: number;
                            /** @enum {string} */
                            status: "preparing" | "active" | "suspended" | "ended";
                            statusReason: string | null;
                            nextStatuses: ("preparing" | "active" | "suspended" | "ended")[];
                            /** @description Until the contract's last day; negative after it */
                            daysLeft: number;
                            stores: number;
                            staff: number;
                            products: number;
                            version: number;
                            skus: {
                                sku: string;
                                /** Format: date-time */
                                addedAt: string;
                                addedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{unitId}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open an account at the tenant, with a one-time password
         * @description Access: `tenant.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Staff code */
                        code: string;
                        name: string;
                        login: string;
                        /** @default tenant_manager */
                        roleCode?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            login: string;
                            /** @description Shown once; must be changed at the first sign-in */
                            password: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{unitId}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tag goods as the tenant's own, or give them back to the chain
         * @description Access: `tenant.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        add?: string[];
                        /** @default [] */
                        remove?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            unitId: string;
                            no: number;
                            name: string;
                            code: string;
                            /** Format: uuid */
                            parentId: string;
                            parentName: string;
                            /** @enum {string} */
                            kind: "merchant" | "brand" | "supplier";
                            category: string;
                            floor: string;
                            booth: string;
                            contact: string;
                            /** Format: date */
                            contractFrom: string;
                            /**
                             * Format: date
                             * @description The last day, inclusive
                             */
                            contractTo: string;
                            commissionBp: number;
                            /** @enum {string} */
                            status: "preparing" | "active" | "suspended" | "ended";
                            statusReason: string | null;
                            nextStatuses: ("preparing" | "active" | "suspended" | "ended")[];
                            /** @description Until the contract's last day; negative after it */
                            daysLeft: number;
                            stores: number;
                            staff: number;
                            products: number;
                            version: number;
                            skus: {
                                sku: string;
                                /** Format: date-time */
                                addedAt: string;
                                addedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Staff with a post in the caller's scope, by staff code
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description Part of the name or staff code */
                    text?: string;
                    roleCode?: string;
                    unitId?: string;
                    status?: "active" | "left";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                code: string;
                                name: string;
                                login: string | null;
                                /** @enum {string} */
                                status: "active" | "left";
                                leftOn: string | null;
                                mustChangePassword: boolean;
                                /** @description In the caller's scope; lists leave out posts that are over */
                                posts: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    unitId: string;
                                    unitNo: number;
                                    unitName: string;
                                    /** @enum {string} */
                                    unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                    roleCode: string;
                                    roleName: string;
                                    /**
                                     * @description support = temporary, needs an end
                                     * @enum {string}
                                     */
                                    kind: "regular" | "rotation" | "support";
                                    fromDay: string;
                                    /** @description Last day, inclusive */
                                    toDay: string | null;
                                }[];
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a staff member with posts, and an account when login and password are given
         * @description Access: `staff.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                        login?: string;
                        password?: string;
                        /** @default [] */
                        posts?: {
                            /** Format: uuid */
                            unitId: string;
                            roleCode: string;
                            /**
                             * @description support = temporary, needs an end
                             * @default regular
                             * @enum {string}
                             */
                            kind?: "regular" | "rotation" | "support";
                            /** Format: date */
                            fromDay: string;
                            toDay?: string | null;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            login: string | null;
                            /** @enum {string} */
                            status: "active" | "left";
                            leftOn: string | null;
                            mustChangePassword: boolean;
                            /** @description In the caller's scope; lists leave out posts that are over */
                            posts: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                unitId: string;
                                unitNo: number;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                roleCode: string;
                                roleName: string;
                                /**
                                 * @description support = temporary, needs an end
                                 * @enum {string}
                                 */
                                kind: "regular" | "rotation" | "support";
                                fromDay: string;
                                /** @description Last day, inclusive */
                                toDay: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One staff member with all posts in the caller's scope
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            login: string | null;
                            /** @enum {string} */
                            status: "active" | "left";
                            leftOn: string | null;
                            mustChangePassword: boolean;
                            /** @description In the caller's scope; lists leave out posts that are over */
                            posts: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                unitId: string;
                                unitNo: number;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                roleCode: string;
                                roleName: string;
                                /**
                                 * @description support = temporary, needs an end
                                 * @enum {string}
                                 */
                                kind: "regular" | "rotation" | "support";
                                fromDay: string;
                                /** @description Last day, inclusive */
                                toDay: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a staff member; a null login closes the account
         * @description Access: `staff.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code?: string;
                        name?: string;
                        login?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            login: string | null;
                            /** @enum {string} */
                            status: "active" | "left";
                            leftOn: string | null;
                            mustChangePassword: boolean;
                            /** @description In the caller's scope; lists leave out posts that are over */
                            posts: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                unitId: string;
                                unitNo: number;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                roleCode: string;
                                roleName: string;
                                /**
                                 * @description support = temporary, needs an end
                                 * @enum {string}
                                 */
                                kind: "regular" | "rotation" | "support";
                                fromDay: string;
                                /** @description Last day, inclusive */
                                toDay: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/staff/{staffId}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set somebody's password; they must change it when they next sign in
         * @description Access: `staff.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/sessions/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign somebody out everywhere
         * @description Access: `staff.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sessionsEnded: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a staff member a post: regular, rotation or temporary support
         * @description Access: `staff.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        unitId: string;
                        roleCode: string;
                        /**
                         * @description support = temporary, needs an end
                         * @default regular
                         * @enum {string}
                         */
                        kind?: "regular" | "rotation" | "support";
                        /** Format: date */
                        fromDay: string;
                        toDay?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            login: string | null;
                            /** @enum {string} */
                            status: "active" | "left";
                            leftOn: string | null;
                            mustChangePassword: boolean;
                            /** @description In the caller's scope; lists leave out posts that are over */
                            posts: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                unitId: string;
                                unitNo: number;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                roleCode: string;
                                roleName: string;
                                /**
                                 * @description support = temporary, needs an end
                                 * @enum {string}
                                 */
                                kind: "regular" | "rotation" | "support";
                                fromDay: string;
                                /** @description Last day, inclusive */
                                toDay: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/posts/{postId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a post with a last day; one that has not begun by then is cancelled
         * @description Access: `staff.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                    postId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date
                         * @description Today when absent
                         */
                        lastDay?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody leaves: account closed, sessions revoked, posts ended
         * @description Access: `staff.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            postsEnded: number;
                            sessionsEnded: number;
                            storesWithoutContact: string[];
                            /** @description Keys this person made: replace them */
                            apiKeys: string[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{staffId}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody who left comes back
         * @description Access: `staff.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    staffId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            code: string;
                            name: string;
                            login: string | null;
                            /** @enum {string} */
                            status: "active" | "left";
                            leftOn: string | null;
                            mustChangePassword: boolean;
                            /** @description In the caller's scope; lists leave out posts that are over */
                            posts: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                unitId: string;
                                unitNo: number;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                roleCode: string;
                                roleName: string;
                                /**
                                 * @description support = temporary, needs an end
                                 * @enum {string}
                                 */
                                kind: "regular" | "rotation" | "support";
                                fromDay: string;
                                /** @description Last day, inclusive */
                                toDay: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Departments in scope with their reporting lines, functions, people and open heads on a day
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description Who fills it on that day; today unless said */
                    day?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            day: string;
                            planned: number;
                            filled: number;
                            gap: number;
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                name: string;
                                purpose: string;
                                reportsToStaffId: string | null;
                                reportsToStaffName: string | null;
                                reportsToDepartmentId: string | null;
                                reportsToDepartmentName: string | null;
                                reportsToTitle: string;
                                version: number;
                                planned: number;
                                filled: number;
                                gap: number;
                                functions: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                    roleCode: string | null;
                                    roleName: string | null;
                                    roleDuties: string;
                                    duties: string;
                                    planned: number;
                                    filled: number;
                                    gap: number;
                                    members: {
                                        /** Format: uuid */
                                        id: string;
                                        /** Format: uuid */
                                        staffId: string;
                                        staffCode: string;
                                        staffName: string;
                                        isHead: boolean;
                                        /** Format: date */
                                        fromDay: string;
                                        toDay: string | null;
                                        /** @description At work on the day; otherwise still to come */
                                        current: boolean;
                                        /** @description Whether a post gives the function's team role; null when it names none */
                                        holdsRole: boolean | null;
                                    }[];
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Set up a department
         * @description Access: `department.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description Headquarters, a region or a dealer
                         */
                        unitId: string;
                        name: string;
                        /** @default  */
                        purpose?: string;
                        /**
                         * @description Person it reports to
                         * @default null
                         */
                        reportsToStaffId?: string | null;
                        /**
                         * @description Department it reports to
                         * @default null
                         */
                        reportsToDepartmentId?: string | null;
                        /**
                         * @description How the chain calls the one above, e.g. 首席增长官
                         * @default
                         */
                        reportsToTitle?: string;
                        functions: {
                            /**
                             * Format: uuid
                             * @description Of a function that is there already
                             */
                            id?: string;
                            name: string;
                            /**
                             * @description Team role whose duties it carries
                             * @default null
                             */
                            roleCode?: string | null;
                            /**
                             * @description Duties on top of the role's
                             * @default
                             */
                            duties?: string;
                            /** @description Planned head count */
                            planned: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            unitId: string;
                            unitName: string;
                            /** @enum {string} */
                            unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            name: string;
                            purpose: string;
                            reportsToStaffId: string | null;
                            reportsToStaffName: string | null;
                            reportsToDepartmentId: string | null;
                            reportsToDepartmentName: string | null;
                            reportsToTitle: string;
                            version: number;
                            planned: number;
                            filled: number;
                            gap: number;
                            functions: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                roleCode: string | null;
                                roleName: string | null;
                                roleDuties: string;
                                duties: string;
                                planned: number;
                                filled: number;
                                gap: number;
                                members: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    staffId: string;
                                    staffCode: string;
                                    staffName: string;
                                    isHead: boolean;
                                    /** Format: date */
                                    fromDay: string;
                                    toDay: string | null;
                                    /** @description At work on the day; otherwise still to come */
                                    current: boolean;
                                    /** @description Whether a post gives the function's team role; null when it names none */
                                    holdsRole: boolean | null;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{departmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One department
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description Who fills it on that day; today unless said */
                    day?: string;
                };
                header?: never;
                path: {
                    departmentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            unitId: string;
                            unitName: string;
                            /** @enum {string} */
                            unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            name: string;
                            purpose: string;
                            reportsToStaffId: string | null;
                            reportsToStaffName: string | null;
                            reportsToDepartmentId: string | null;
                            reportsToDepartmentName: string | null;
                            reportsToTitle: string;
                            version: number;
                            planned: number;
                            filled: number;
                            gap: number;
                            functions: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                roleCode: string | null;
                                roleName: string | null;
                                roleDuties: string;
                                duties: string;
                                planned: number;
                                filled: number;
                                gap: number;
                                members: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    staffId: string;
                                    staffCode: string;
                                    staffName: string;
                                    isHead: boolean;
                                    /** Format: date */
                                    fromDay: string;
                                    toDay: string | null;
                                    /** @description At work on the day; otherwise still to come */
                                    current: boolean;
                                    /** @description Whether a post gives the function's team role; null when it names none */
                                    holdsRole: boolean | null;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Change a department's name, reporting line, functions and planned heads
         * @description Access: `department.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    departmentId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @default  */
                        purpose?: string;
                        /**
                         * @description Person it reports to
                         * @default null
                         */
                        reportsToStaffId?: string | null;
                        /**
                         * @description Department it reports to
                         * @default null
                         */
                        reportsToDepartmentId?: string | null;
                        /**
                         * @description How the chain calls the one above, e.g. 首席增长官
                         * @default
                         */
                        reportsToTitle?: string;
                        functions: {
                            /**
                             * Format: uuid
                             * @description Of a function that is there already
                             */
                            id?: string;
                            name: string;
                            /**
                             * @description Team role whose duties it carries
                             * @default null
                             */
                            roleCode?: string | null;
                            /**
                             * @description Duties on top of the role's
                             * @default
                             */
                            duties?: string;
                            /** @description Planned head count */
                            planned: number;
                        }[];
                        basedOn: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            unitId: string;
                            unitName: string;
                            /** @enum {string} */
                            unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            name: string;
                            purpose: string;
                            reportsToStaffId: string | null;
                            reportsToStaffName: string | null;
                            reportsToDepartmentId: string | null;
                            reportsToDepartmentName: string | null;
                            reportsToTitle: string;
                            version: number;
                            planned: number;
                            filled: number;
                            gap: number;
                            functions: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                roleCode: string | null;
                                roleName: string | null;
                                roleDuties: string;
                                duties: string;
                                planned: number;
                                filled: number;
                                gap: number;
                                members: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    staffId: string;
                                    staffCode: string;
                                    staffName: string;
                                    isHead: boolean;
                                    /** Format: date */
                                    fromDay: string;
                                    toDay: string | null;
                                    /** @description At work on the day; otherwise still to come */
                                    current: boolean;
                                    /** @description Whether a post gives the function's team role; null when it names none */
                                    holdsRole: boolean | null;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{departmentId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put somebody on a function for some days
         * @description Access: `department.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    departmentId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        functionId: string;
                        /** Format: uuid */
                        staffId: string;
                        /**
                         * @description Heads the department
                         * @default false
                         */
                        isHead?: boolean;
                        /** Format: date */
                        fromDay: string;
                        /**
                         * @description Last day, inclusive
                         * @default null
                         */
                        toDay?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            unitId: string;
                            unitName: string;
                            /** @enum {string} */
                            unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            name: string;
                            purpose: string;
                            reportsToStaffId: string | null;
                            reportsToStaffName: string | null;
                            reportsToDepartmentId: string | null;
                            reportsToDepartmentName: string | null;
                            reportsToTitle: string;
                            version: number;
                            planned: number;
                            filled: number;
                            gap: number;
                            functions: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                roleCode: string | null;
                                roleName: string | null;
                                roleDuties: string;
                                duties: string;
                                planned: number;
                                filled: number;
                                gap: number;
                                members: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    staffId: string;
                                    staffCode: string;
                                    staffName: string;
                                    isHead: boolean;
                                    /** Format: date */
                                    fromDay: string;
                                    toDay: string | null;
                                    /** @description At work on the day; otherwise still to come */
                                    current: boolean;
                                    /** @description Whether a post gives the function's team role; null when it names none */
                                    holdsRole: boolean | null;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{departmentId}/members/{assignmentId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End somebody's assignment
         * @description Access: `department.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    departmentId: string;
                    assignmentId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        lastDay: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            unitId: string;
                            unitName: string;
                            /** @enum {string} */
                            unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            name: string;
                            purpose: string;
                            reportsToStaffId: string | null;
                            reportsToStaffName: string | null;
                            reportsToDepartmentId: string | null;
                            reportsToDepartmentName: string | null;
                            reportsToTitle: string;
                            version: number;
                            planned: number;
                            filled: number;
                            gap: number;
                            functions: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                roleCode: string | null;
                                roleName: string | null;
                                roleDuties: string;
                                duties: string;
                                planned: number;
                                filled: number;
                                gap: number;
                                members: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    staffId: string;
                                    staffCode: string;
                                    staffName: string;
                                    isHead: boolean;
                                    /** Format: date */
                                    fromDay: string;
                                    toDay: string | null;
                                    /** @description At work on the day; otherwise still to come */
                                    current: boolean;
                                    /** @description Whether a post gives the function's team role; null when it names none */
                                    holdsRole: boolean | null;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/departments/{departmentId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dissolve a department
         * @description Access: `department.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    departmentId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices that reach the caller's scope, with how many have read and confirmed them there
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "activity" | "goods" | "service" | "other";
                                /** @description Who issued it */
                                unitName: string;
                                version: number;
                                title: string;
                                body: string;
                                attachments: ({
                                    /** @enum {string} */
                                    kind: "link";
                                    title: string;
                                    /** Format: uri */
                                    url: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "text";
                                    title: string;
                                    text: string;
                                })[];
                                material: boolean;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                materialVersion: number;
                                unitNames: string[];
                                roleNames: string[];
                                /** @description Single posts it is for */
                                posts: number;
                                confirmBy: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                closedAt: string | null;
                                closingNote: string | null;
                                /** @description Issued within the caller's scope: theirs to revise and close, if they may publish */
                                mine: boolean;
                                /** @description People in the caller's scope whom it reaches */
                                reached: number;
                                read: number;
                                confirmed: number;
                                feedback: number;
                                /** @description Neither answered nor taken up */
                                openFeedback: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Issue a notice to units, roles and posts
         * @description Access: `notice.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default activity
                         * @enum {string}
                         */
                        kind?: "activity" | "goods" | "service" | "other";
                        title: string;
                        body: string;
                        /** @default [] */
                        attachments?: ({
                            /** @enum {string} */
                            kind: "link";
                            title: string;
                            /** Format: uri */
                            url: string;
                        } | {
                            /** @enum {string} */
                            kind: "text";
                            title: string;
                            text: string;
                        })[];
                        /**
                         * @description Posts at or below these units
                         * @default []
                         */
                        unitIds?: string[];
                        /**
                         * @description Of these roles; empty = all
                         * @default []
                         */
                        roleCodes?: string[];
                        /**
                         * @description And these single posts
                         * @default []
                         */
                        postIds?: string[];
                        /**
                         * @description Must be confirmed by then; null = reading is enough
                         * @default null
                         */
                        confirmBy?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "activity" | "goods" | "service" | "other";
                            /** @description Who issued it */
                            unitName: string;
                            version: number;
                            title: string;
                            body: string;
                            attachments: ({
                                /** @enum {string} */
                                kind: "link";
                                title: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                kind: "text";
                                title: string;
                                text: string;
                            })[];
                            material: boolean;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            materialVersion: number;
                            unitNames: string[];
                            roleNames: string[];
                            /** @description Single posts it is for */
                            posts: number;
                            confirmBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            closedAt: string | null;
                            closingNote: string | null;
                            /** @description Issued within the caller's scope: theirs to revise and close, if they may publish */
                            mine: boolean;
                            /** @description People in the caller's scope whom it reaches */
                            reached: number;
                            read: number;
                            confirmed: number;
                            feedback: number;
                            /** @description Neither answered nor taken up */
                            openFeedback: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                attachments: ({
                                    /** @enum {string} */
                                    kind: "link";
                                    title: string;
                                    /** Format: uri */
                                    url: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "text";
                                    title: string;
                                    text: string;
                                })[];
                                material: boolean;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many people a target reaches
         * @description Access: `notice.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Posts at or below these units
                         * @default []
                         */
                        unitIds?: string[];
                        /**
                         * @description Of these roles; empty = all
                         * @default []
                         */
                        roleCodes?: string[];
                        /**
                         * @description And these single posts
                         * @default []
                         */
                        postIds?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{noticeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One notice with its versions
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "activity" | "goods" | "service" | "other";
                            /** @description Who issued it */
                            unitName: string;
                            version: number;
                            title: string;
                            body: string;
                            attachments: ({
                                /** @enum {string} */
                                kind: "link";
                                title: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                kind: "text";
                                title: string;
                                text: string;
                            })[];
                            material: boolean;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            materialVersion: number;
                            unitNames: string[];
                            roleNames: string[];
                            /** @description Single posts it is for */
                            posts: number;
                            confirmBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            closedAt: string | null;
                            closingNote: string | null;
                            /** @description Issued within the caller's scope: theirs to revise and close, if they may publish */
                            mine: boolean;
                            /** @description People in the caller's scope whom it reaches */
                            reached: number;
                            read: number;
                            confirmed: number;
                            feedback: number;
                            /** @description Neither answered nor taken up */
                            openFeedback: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                attachments: ({
                                    /** @enum {string} */
                                    kind: "link";
                                    title: string;
                                    /** Format: uri */
                                    url: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "text";
                                    title: string;
                                    text: string;
                                })[];
                                material: boolean;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{noticeId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revise a notice; a material version asks for confirmation anew
         * @description Access: `notice.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        body: string;
                        /** @default [] */
                        attachments?: ({
                            /** @enum {string} */
                            kind: "link";
                            title: string;
                            /** Format: uri */
                            url: string;
                        } | {
                            /** @enum {string} */
                            kind: "text";
                            title: string;
                            text: string;
                        })[];
                        /** @description Readers confirm anew */
                        material: boolean;
                        note: string;
                        /**
                         * Format: date-time
                         * @description New deadline
                         */
                        confirmBy?: string;
                        /**
                         * @description Feedback that this version takes up
                         * @default []
                         */
                        takesUp?: string[];
                        /** @description Version that was edited */
                        basedOn: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "activity" | "goods" | "service" | "other";
                            /** @description Who issued it */
                            unitName: string;
                            version: number;
                            title: string;
                            body: string;
                            attachments: ({
                                /** @enum {string} */
                                kind: "link";
                                title: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                kind: "text";
                                title: string;
                                text: string;
                            })[];
                            material: boolean;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            materialVersion: number;
                            unitNames: string[];
                            roleNames: string[];
                            /** @description Single posts it is for */
                            posts: number;
                            confirmBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            closedAt: string | null;
                            closingNote: string | null;
                            /** @description Issued within the caller's scope: theirs to revise and close, if they may publish */
                            mine: boolean;
                            /** @description People in the caller's scope whom it reaches */
                            reached: number;
                            read: number;
                            confirmed: number;
                            feedback: number;
                            /** @description Neither answered nor taken up */
                            openFeedback: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                attachments: ({
                                    /** @enum {string} */
                                    kind: "link";
                                    title: string;
                                    /** Format: uri */
                                    url: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "text";
                                    title: string;
                                    text: string;
                                })[];
                                material: boolean;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{noticeId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a notice
         * @description Access: `notice.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "activity" | "goods" | "service" | "other";
                            /** @description Who issued it */
                            unitName: string;
                            version: number;
                            title: string;
                            body: string;
                            attachments: ({
                                /** @enum {string} */
                                kind: "link";
                                title: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                kind: "text";
                                title: string;
                                text: string;
                            })[];
                            material: boolean;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            materialVersion: number;
                            unitNames: string[];
                            roleNames: string[];
                            /** @description Single posts it is for */
                            posts: number;
                            confirmBy: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            closedAt: string | null;
                            closingNote: string | null;
                            /** @description Issued within the caller's scope: theirs to revise and close, if they may publish */
                            mine: boolean;
                            /** @description People in the caller's scope whom it reaches */
                            reached: number;
                            read: number;
                            confirmed: number;
                            feedback: number;
                            /** @description Neither answered nor taken up */
                            openFeedback: number;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                title: string;
                                body: string;
                                attachments: ({
                                    /** @enum {string} */
                                    kind: "link";
                                    title: string;
                                    /** Format: uri */
                                    url: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "text";
                                    title: string;
                                    text: string;
                                })[];
                                material: boolean;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{noticeId}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read and confirmed down the tree: the units below one, and the people who have not
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description Looks below this unit; else the top of one's scope */
                    orgUnitId?: string;
                };
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            rows: {
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                /** @enum {string} */
                                unitKind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                /** @description People in the caller's scope whom it reaches */
                                reached: number;
                                read: number;
                                confirmed: number;
                                feedback: number;
                                /** @description Neither answered nor taken up */
                                openFeedback: number;
                            }[];
                            /** @description At or below the unit, those who have done least first, at most 200 */
                            people: {
                                /** Format: uuid */
                                staffId: string;
                                staffName: string;
                                roleName: string;
                                unitName: string;
                                read: boolean;
                                confirmed: boolean;
                                confirmedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{noticeId}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the field says, by kind, what is open first
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            byKind: {
                                [key: string]: number;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                version: number;
                                /** @enum {string} */
                                kind: "out_of_stock" | "script" | "price" | "customer_reaction" | "other";
                                body: string;
                                /** Format: date-time */
                                at: string;
                                /** Format: uuid */
                                staffId: string;
                                staffName: string;
                                unitName: string;
                                reply: string | null;
                                repliedAt: string | null;
                                repliedBy: string | null;
                                /** @description Version that takes it up */
                                takenUpIn: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{noticeId}/feedback/{feedbackId}/reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer one piece of feedback
         * @description Access: `notice.publish`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                    feedbackId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reply: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            byKind: {
                                [key: string]: number;
                            };
                            items: {
                                /** Format: uuid */
                                id: string;
                                version: number;
                                /** @enum {string} */
                                kind: "out_of_stock" | "script" | "price" | "customer_reaction" | "other";
                                body: string;
                                /** Format: date-time */
                                at: string;
                                /** Format: uuid */
                                staffId: string;
                                staffName: string;
                                unitName: string;
                                reply: string | null;
                                repliedAt: string | null;
                                repliedBy: string | null;
                                /** @description Version that takes it up */
                                takenUpIn: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices that reach the caller, open ones first
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unread: number;
                            toConfirm: number;
                            overdue: number;
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "activity" | "goods" | "service" | "other";
                                unitName: string;
                                version: number;
                                title: string;
                                note: string;
                                /** Format: date-time */
                                publishedAt: string;
                                publishedBy: string;
                                confirmBy: string | null;
                                overdue: boolean;
                                closedAt: string | null;
                                /** @enum {string} */
                                state: "unread" | "to_confirm" | "changed" | "done";
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many notices wait for the caller
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unread: number;
                            toConfirm: number;
                            overdue: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices/{noticeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One notice as the caller has it before them, with what changed since they confirmed or read it
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "activity" | "goods" | "service" | "other";
                            unitName: string;
                            version: number;
                            title: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            confirmBy: string | null;
                            overdue: boolean;
                            closedAt: string | null;
                            /** @enum {string} */
                            state: "unread" | "to_confirm" | "changed" | "done";
                            body: string;
                            attachments: ({
                                /** @enum {string} */
                                kind: "link";
                                title: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                kind: "text";
                                title: string;
                                text: string;
                            })[];
                            closingNote: string | null;
                            /** @description When the reader confirmed what is in force */
                            confirmedAt: string | null;
                            /** @description Against the version that the reader confirmed, or else read, last */
                            changes: {
                                sinceVersion: number;
                                title: {
                                    /** @enum {string} */
                                    kind: "same" | "added" | "removed";
                                    text: string;
                                }[] | null;
                                body: {
                                    /** @enum {string} */
                                    kind: "same" | "added" | "removed";
                                    text: string;
                                }[] | null;
                            } | null;
                            feedback: {
                                /** Format: uuid */
                                id: string;
                                version: number;
                                /** @enum {string} */
                                kind: "out_of_stock" | "script" | "price" | "customer_reaction" | "other";
                                body: string;
                                /** Format: date-time */
                                at: string;
                                /** Format: uuid */
                                staffId: string;
                                staffName: string;
                                unitName: string;
                                reply: string | null;
                                repliedAt: string | null;
                                repliedBy: string | null;
                                /** @description Version that takes it up */
                                takenUpIn: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices/{noticeId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The caller has opened a version
         * @description Access: `signed_in`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The version that was read */
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unread: number;
                            toConfirm: number;
                            overdue: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices/{noticeId}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The caller confirms the newest version
         * @description Access: `signed_in`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The version that was read */
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "activity" | "goods" | "service" | "other";
                            unitName: string;
                            version: number;
                            title: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            confirmBy: string | null;
                            overdue: boolean;
                            closedAt: string | null;
                            /** @enum {string} */
                            state: "unread" | "to_confirm" | "changed" | "done";
                            body: string;
                            attachments: ({
                                /** @enum {string} */
                                kind: "link";
                                title: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                kind: "text";
                                title: string;
                                text: string;
                            })[];
                            closingNote: string | null;
                            /** @description When the reader confirmed what is in force */
                            confirmedAt: string | null;
                            /** @description Against the version that the reader confirmed, or else read, last */
                            changes: {
                                sinceVersion: number;
                                title: {
                                    /** @enum {string} */
                                    kind: "same" | "added" | "removed";
                                    text: string;
                                }[] | null;
                                body: {
                                    /** @enum {string} */
                                    kind: "same" | "added" | "removed";
                                    text: string;
                                }[] | null;
                            } | null;
                            feedback: {
                                /** Format: uuid */
                                id: string;
                                version: number;
                                /** @enum {string} */
                                kind: "out_of_stock" | "script" | "price" | "customer_reaction" | "other";
                                body: string;
                                /** Format: date-time */
                                at: string;
                                /** Format: uuid */
                                staffId: string;
                                staffName: string;
                                unitName: string;
                                reply: string | null;
                                repliedAt: string | null;
                                repliedBy: string | null;
                                /** @description Version that takes it up */
                                takenUpIn: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices/{noticeId}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell whoever issued the notice what the field sees
         * @description Access: `signed_in`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    noticeId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "out_of_stock" | "script" | "price" | "customer_reaction" | "other";
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "activity" | "goods" | "service" | "other";
                            unitName: string;
                            version: number;
                            title: string;
                            note: string;
                            /** Format: date-time */
                            publishedAt: string;
                            publishedBy: string;
                            confirmBy: string | null;
                            overdue: boolean;
                            closedAt: string | null;
                            /** @enum {string} */
                            state: "unread" | "to_confirm" | "changed" | "done";
                            body: string;
                            attachments: ({
                                /** @enum {string} */
                                kind: "link";
                                title: string;
                                /** Format: uri */
                                url: string;
                            } | {
                                /** @enum {string} */
                                kind: "text";
                                title: string;
                                text: string;
                            })[];
                            closingNote: string | null;
                            /** @description When the reader confirmed what is in force */
                            confirmedAt: string | null;
                            /** @description Against the version that the reader confirmed, or else read, last */
                            changes: {
                                sinceVersion: number;
                                title: {
                                    /** @enum {string} */
                                    kind: "same" | "added" | "removed";
                                    text: string;
                                }[] | null;
                                body: {
                                    /** @enum {string} */
                                    kind: "same" | "added" | "removed";
                                    text: string;
                                }[] | null;
                            } | null;
                            feedback: {
                                /** Format: uuid */
                                id: string;
                                version: number;
                                /** @enum {string} */
                                kind: "out_of_stock" | "script" | "price" | "customer_reaction" | "other";
                                body: string;
                                /** Format: date-time */
                                at: string;
                                /** Format: uuid */
                                staffId: string;
                                staffName: string;
                                unitName: string;
                                reply: string | null;
                                repliedAt: string | null;
                                repliedBy: string | null;
                                /** @description Version that takes it up */
                                takenUpIn: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything a role can allow
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                code: "organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write";
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue of roles with duties and permissions
         * @description Access: `staff.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** @description What whoever holds it answers for */
                                duties: string;
                                permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                                /** @description The kinds of unit at which it can be held */
                                unitKinds: ("headquarters" | "region" | "dealer" | "tenant" | "store")[];
                                /**
                                 * @description Where the console opens
                                 * @enum {string}
                                 */
                                home: "overview" | "store" | "members" | "audit";
                                builtin: boolean;
                                holders: number;
                                /** @description The caller may give it: it allows nothing that they lack */
                                assignable: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a role
         * @description Access: `role.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        name: string;
                        /** @description What whoever holds it answers for */
                        duties: string;
                        permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                        /** @description The kinds of unit at which it can be held */
                        unitKinds: ("headquarters" | "region" | "dealer" | "tenant" | "store")[];
                        /**
                         * @description Where the console opens
                         * @enum {string}
                         */
                        home: "overview" | "store" | "members" | "audit";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            /** @description What whoever holds it answers for */
                            duties: string;
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                            /** @description The kinds of unit at which it can be held */
                            unitKinds: ("headquarters" | "region" | "dealer" | "tenant" | "store")[];
                            /**
                             * @description Where the console opens
                             * @enum {string}
                             */
                            home: "overview" | "store" | "members" | "audit";
                            builtin: boolean;
                            holders: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{roleCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a role that nobody ever held
         * @description Access: `role.write`
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    roleCode: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a role
         * @description Access: `role.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    roleCode: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description What whoever holds it answers for */
                        duties?: string;
                        permissions?: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                        /** @description The kinds of unit at which it can be held */
                        unitKinds?: ("headquarters" | "region" | "dealer" | "tenant" | "store")[];
                        /**
                         * @description Where the console opens
                         * @enum {string}
                         */
                        home?: "overview" | "store" | "members" | "audit";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            name: string;
                            /** @description What whoever holds it answers for */
                            duties: string;
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                            /** @description The kinds of unit at which it can be held */
                            unitKinds: ("headquarters" | "region" | "dealer" | "tenant" | "store")[];
                            /**
                             * @description Where the console opens
                             * @enum {string}
                             */
                            home: "overview" | "store" | "members" | "audit";
                            builtin: boolean;
                            holders: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Integrators' keys in the caller's scope
         * @description Access: `api_key.write`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @description The key's first characters */
                                hint: string;
                                permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                                /**
                                 * Format: uuid
                                 * @description The part of the tree it may see
                                 */
                                unitId: string;
                                unitName: string;
                                createdByName: string;
                                /** Format: date-time */
                                createdAt: string;
                                expiresAt: string | null;
                                lastUsedAt: string | null;
                                revokedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a key; the answer is the only place where it appears
         * @description Access: `api_key.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                        /** Format: uuid */
                        unitId: string;
                        /** Format: date-time */
                        expiresAt?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description The key's first characters */
                            hint: string;
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                            /**
                             * Format: uuid
                             * @description The part of the tree it may see
                             */
                            unitId: string;
                            unitName: string;
                            createdByName: string;
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            lastUsedAt: string | null;
                            revokedAt: string | null;
                            key: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{keyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a key at once
         * @description Access: `api_key.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    keyId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description The key's first characters */
                            hint: string;
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "erasure.request" | "erasure.review" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "points.spend" | "points.adjust" | "points.approve" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "goal.write" | "daily_report.submit" | "daily_report.review" | "standard.publish" | "standard.acknowledge" | "traffic.write" | "traffic.allocate" | "tenant.write" | "leader.write" | "leader.approve" | "department.write" | "project.write" | "notice.publish" | "audit.read" | "setting.write")[];
                            /**
                             * Format: uuid
                             * @description The part of the tree it may see
                             */
                            unitId: string;
                            unitName: string;
                            createdByName: string;
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            lastUsedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, and who read personal data, in the caller's scope; the latest first
         * @description Access: `audit.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    actorId?: string;
                    /** @description `store.edited`, or `store` for everything about stores */
                    action?: string;
                    subjectKind?: string;
                    subjectId?: string;
                    from?: string;
                    /** @description Exclusive */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                actorKind: "staff" | "api_key" | "system";
                                actorId: string;
                                actorName: string;
                                action: string;
                                subjectKind: string;
                                subjectId: string;
                                detail: {
                                    [key: string]: unknown;
                                };
                                ip: string | null;
                                requestId: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List and search members
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description Name or part of it, phone or its last four digits, card number, member number */
                    q?: string;
                    /** @description Tag numbers, comma-separated; a member must carry all of them */
                    tags?: string;
                    storeNo?: number;
                    guideId?: string;
                    tier?: string;
                    channel?: string;
                    relation?: "visitor" | "fan" | "contact" | "member";
                    gender?: "male" | "female";
                    registeredFrom?: string;
                    /** @description Exclusive */
                    registeredTo?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                gender: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                guideId: string | null;
                                guideName: string | null;
                                channel: string | null;
                                /** @enum {string} */
                                relation: "visitor" | "fan" | "contact" | "member";
                                tier: string | null;
                                registeredAt: string | null;
                                firstSeenAt: string;
                                tags: {
                                    tagNo: number;
                                    name: string;
                                }[];
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member's profile, personal data masked
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of a merged profile: the member it belongs to now */
                            memberNo: number;
                            /** Format: uuid */
                            id: string;
                            mergedMemberNos: number[];
                            /** @enum {string} */
                            relation: "visitor" | "fan" | "contact" | "member";
                            tier: string | null;
                            registeredAt: string | null;
                            firstSeenAt: string | null;
                            storeNo: number | null;
                            storeName: string | null;
                            guideId: string | null;
                            guideName: string | null;
                            channel: string | null;
                            attributes: {
                                /** @enum {string} */
                                name: "name" | "gender" | "birthday" | "province" | "city" | "address" | "email" | "remark" | "registeredAt" | "registeredStoreNo" | "registeredChannel";
                                label: string;
                                value: string;
                                masked: boolean;
                                source: string;
                                at: string;
                            }[];
                            identifiers: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                scope: string;
                                value: string;
                                masked: boolean;
                                shared: boolean;
                                source: string;
                                firstSeenAt: string;
                            }[];
                            bindings: {
                                /** Format: uuid */
                                id: string;
                                guideId: string | null;
                                guideName: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                primary: boolean;
                                source: string;
                                reason: string | null;
                                boundAt: string;
                                unboundAt: string | null;
                                boundBy: string;
                            }[];
                            tags: {
                                tagNo: number;
                                name: string;
                                /** @enum {string} */
                                family: "channel" | "identity" | "intent" | "activity" | "consumption";
                                groupName: string;
                                source: string;
                                setAt: string;
                                setBy: string;
                            }[];
                            consent: {
                                /** @enum {string} */
                                purpose: "membership" | "marketing" | "profiling" | "data_sharing";
                                /** @enum {string} */
                                channel: "any" | "sms" | "phone_call" | "wecom" | "official_account" | "mini_program" | "email";
                                granted: boolean;
                                at: string;
                                source: string;
                                textVersion: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct a member's attributes
         * @description Access: `member.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        gender?: "male" | "female";
                        birthday?: string;
                        province?: string;
                        city?: string;
                        address?: string;
                        email?: string;
                        remark?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of a merged profile: the member it belongs to now */
                            memberNo: number;
                            /** Format: uuid */
                            id: string;
                            mergedMemberNos: number[];
                            /** @enum {string} */
                            relation: "visitor" | "fan" | "contact" | "member";
                            tier: string | null;
                            registeredAt: string | null;
                            firstSeenAt: string | null;
                            storeNo: number | null;
                            storeName: string | null;
                            guideId: string | null;
                            guideName: string | null;
                            channel: string | null;
                            attributes: {
                                /** @enum {string} */
                                name: "name" | "gender" | "birthday" | "province" | "city" | "address" | "email" | "remark" | "registeredAt" | "registeredStoreNo" | "registeredChannel";
                                label: string;
                                value: string;
                                masked: boolean;
                                source: string;
                                at: string;
                            }[];
                            identifiers: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                scope: string;
                                value: string;
                                masked: boolean;
                                shared: boolean;
                                source: string;
                                firstSeenAt: string;
                            }[];
                            bindings: {
                                /** Format: uuid */
                                id: string;
                                guideId: string | null;
                                guideName: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                primary: boolean;
                                source: string;
                                reason: string | null;
                                boundAt: string;
                                unboundAt: string | null;
                                boundBy: string;
                            }[];
                            tags: {
                                tagNo: number;
                                name: string;
                                /** @enum {string} */
                                family: "channel" | "identity" | "intent" | "activity" | "consumption";
                                groupName: string;
                                source: string;
                                setAt: string;
                                setBy: string;
                            }[];
                            consent: {
                                /** @enum {string} */
                                purpose: "membership" | "marketing" | "profiling" | "data_sharing";
                                /** @enum {string} */
                                channel: "any" | "sms" | "phone_call" | "wecom" | "official_account" | "mini_program" | "email";
                                granted: boolean;
                                at: string;
                                source: string;
                                textVersion: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/members/{memberNo}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a member's profile with personal data in the clear, for a stated reason
         * @description Access: `member.unmask`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of a merged profile: the member it belongs to now */
                            memberNo: number;
                            /** Format: uuid */
                            id: string;
                            mergedMemberNos: number[];
                            /** @enum {string} */
                            relation: "visitor" | "fan" | "contact" | "member";
                            tier: string | null;
                            registeredAt: string | null;
                            firstSeenAt: string | null;
                            storeNo: number | null;
                            storeName: string | null;
                            guideId: string | null;
                            guideName: string | null;
                            channel: string | null;
                            attributes: {
                                /** @enum {string} */
                                name: "name" | "gender" | "birthday" | "province" | "city" | "address" | "email" | "remark" | "registeredAt" | "registeredStoreNo" | "registeredChannel";
                                label: string;
                                value: string;
                                masked: boolean;
                                source: string;
                                at: string;
                            }[];
                            identifiers: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                scope: string;
                                value: string;
                                masked: boolean;
                                shared: boolean;
                                source: string;
                                firstSeenAt: string;
                            }[];
                            bindings: {
                                /** Format: uuid */
                                id: string;
                                guideId: string | null;
                                guideName: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                primary: boolean;
                                source: string;
                                reason: string | null;
                                boundAt: string;
                                unboundAt: string | null;
                                boundBy: string;
                            }[];
                            tags: {
                                tagNo: number;
                                name: string;
                                /** @enum {string} */
                                family: "channel" | "identity" | "intent" | "activity" | "consumption";
                                groupName: string;
                                source: string;
                                setAt: string;
                                setBy: string;
                            }[];
                            consent: {
                                /** @enum {string} */
                                purpose: "membership" | "marketing" | "profiling" | "data_sharing";
                                /** @enum {string} */
                                channel: "any" | "sms" | "phone_call" | "wecom" | "official_account" | "mini_program" | "email";
                                granted: boolean;
                                at: string;
                                source: string;
                                textVersion: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/bindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bind a member to a guide, a store, or both
         * @description Access: `member.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        guideId?: string | null;
                        /** @default null */
                        storeNo?: number | null;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of a merged profile: the member it belongs to now */
                            memberNo: number;
                            /** Format: uuid */
                            id: string;
                            mergedMemberNos: number[];
                            /** @enum {string} */
                            relation: "visitor" | "fan" | "contact" | "member";
                            tier: string | null;
                            registeredAt: string | null;
                            firstSeenAt: string | null;
                            storeNo: number | null;
                            storeName: string | null;
                            guideId: string | null;
                            guideName: string | null;
                            channel: string | null;
                            attributes: {
                                /** @enum {string} */
                                name: "name" | "gender" | "birthday" | "province" | "city" | "address" | "email" | "remark" | "registeredAt" | "registeredStoreNo" | "registeredChannel";
                                label: string;
                                value: string;
                                masked: boolean;
                                source: string;
                                at: string;
                            }[];
                            identifiers: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                scope: string;
                                value: string;
                                masked: boolean;
                                shared: boolean;
                                source: string;
                                firstSeenAt: string;
                            }[];
                            bindings: {
                                /** Format: uuid */
                                id: string;
                                guideId: string | null;
                                guideName: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                primary: boolean;
                                source: string;
                                reason: string | null;
                                boundAt: string;
                                unboundAt: string | null;
                                boundBy: string;
                            }[];
                            tags: {
                                tagNo: number;
                                name: string;
                                /** @enum {string} */
                                family: "channel" | "identity" | "intent" | "activity" | "consumption";
                                groupName: string;
                                source: string;
                                setAt: string;
                                setBy: string;
                            }[];
                            consent: {
                                /** @enum {string} */
                                purpose: "membership" | "marketing" | "profiling" | "data_sharing";
                                /** @enum {string} */
                                channel: "any" | "sms" | "phone_call" | "wecom" | "official_account" | "mini_program" | "email";
                                granted: boolean;
                                at: string;
                                source: string;
                                textVersion: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a consent or its withdrawal
         * @description Access: `member.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        purpose: "membership" | "marketing" | "profiling" | "data_sharing";
                        /**
                         * @default any
                         * @enum {string}
                         */
                        channel?: "any" | "sms" | "phone_call" | "wecom" | "official_account" | "mini_program" | "email";
                        granted: boolean;
                        textVersion?: string;
                        /** @description How the member said so, e.g. 门店纸质签字 */
                        evidence: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of a merged profile: the member it belongs to now */
                            memberNo: number;
                            /** Format: uuid */
                            id: string;
                            mergedMemberNos: number[];
                            /** @enum {string} */
                            relation: "visitor" | "fan" | "contact" | "member";
                            tier: string | null;
                            registeredAt: string | null;
                            firstSeenAt: string | null;
                            storeNo: number | null;
                            storeName: string | null;
                            guideId: string | null;
                            guideName: string | null;
                            channel: string | null;
                            attributes: {
                                /** @enum {string} */
                                name: "name" | "gender" | "birthday" | "province" | "city" | "address" | "email" | "remark" | "registeredAt" | "registeredStoreNo" | "registeredChannel";
                                label: string;
                                value: string;
                                masked: boolean;
                                source: string;
                                at: string;
                            }[];
                            identifiers: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                scope: string;
                                value: string;
                                masked: boolean;
                                shared: boolean;
                                source: string;
                                firstSeenAt: string;
                            }[];
                            bindings: {
                                /** Format: uuid */
                                id: string;
                                guideId: string | null;
                                guideName: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                primary: boolean;
                                source: string;
                                reason: string | null;
                                boundAt: string;
                                unboundAt: string | null;
                                boundBy: string;
                            }[];
                            tags: {
                                tagNo: number;
                                name: string;
                                /** @enum {string} */
                                family: "channel" | "identity" | "intent" | "activity" | "consumption";
                                groupName: string;
                                source: string;
                                setAt: string;
                                setBy: string;
                            }[];
                            consent: {
                                /** @enum {string} */
                                purpose: "membership" | "marketing" | "profiling" | "data_sharing";
                                /** @enum {string} */
                                channel: "any" | "sms" | "phone_call" | "wecom" | "official_account" | "mini_program" | "email";
                                granted: boolean;
                                at: string;
                                source: string;
                                textVersion: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the member who holds an identifier
         * @description Access: `member.read`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                        scope?: string;
                        value: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            memberNo: number | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain why a member is one person: identifiers, ties with their evidence, merges
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            memberNo: number;
                            identifiers: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                label: string;
                                scope: string;
                                /** @description Masked */
                                value: string;
                                memberNo: number | null;
                                /** @description Used by several people: it joins nobody */
                                shared: boolean;
                                weak: boolean;
                                firstSeenAt: string;
                                source: string;
                            }[];
                            ties: {
                                /** Format: uuid */
                                a: string;
                                /** Format: uuid */
                                b: string;
                                /**
                                 * @description joined: holds the member together; redundant: the member holds without it
                                 * @enum {string}
                                 */
                                state: "joined" | "redundant" | "refused" | "ignored" | "rejected";
                                /** @description limit:<kind>, size, separated, shared, person */
                                reason: string | null;
                                firstAt: string;
                                lastAt: string;
                                source: string;
                                storeName: string | null;
                                channel: string | null;
                                decision: ("approved" | "rejected") | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                note: string | null;
                            }[];
                            changes: {
                                id: number;
                                at: string;
                                /** @enum {string} */
                                kind: "merge" | "split";
                                cause: string;
                                actor: string;
                                memberNo: number;
                                otherNos: number[];
                                ties: {
                                    /** Format: uuid */
                                    a: string;
                                    /** Format: uuid */
                                    b: string;
                                }[];
                                undone: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ties that the rules refused and that wait for a person
         * @description Access: `identity.review`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    reason?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                tie: {
                                    /** Format: uuid */
                                    a: string;
                                    /** Format: uuid */
                                    b: string;
                                    /**
                                     * @description joined: holds the member together; redundant: the member holds without it
                                     * @enum {string}
                                     */
                                    state: "joined" | "redundant" | "refused" | "ignored" | "rejected";
                                    /** @description limit:<kind>, size, separated, shared, person */
                                    reason: string | null;
                                    firstAt: string;
                                    lastAt: string;
                                    source: string;
                                    storeName: string | null;
                                    channel: string | null;
                                    decision: ("approved" | "rejected") | null;
                                    decidedBy: string | null;
                                    decidedAt: string | null;
                                    note: string | null;
                                };
                                identifiers: {
                                    /** Format: uuid */
                                    id: string;
                                    /** @enum {string} */
                                    kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                    label: string;
                                    scope: string;
                                    /** @description Masked */
                                    value: string;
                                    memberNo: number | null;
                                    /** @description Used by several people: it joins nobody */
                                    shared: boolean;
                                    weak: boolean;
                                    firstSeenAt: string;
                                    source: string;
                                }[];
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about a tie: one person (approve), wrong evidence (reject), two people (separate)
         * @description Access: `identity.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        a: string;
                        /** Format: uuid */
                        b: string;
                        /** @enum {string} */
                        decision: "approve" | "reject" | "separate";
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The members that the identifiers concerned belong to now */
                            memberNos: number[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge two members by hand
         * @description Access: `identity.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        memberNos: [
                            number,
                            number
                        ];
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The members that the identifiers concerned belong to now */
                            memberNos: number[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/merges/{mergeId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a merge: the members it joined are restored exactly, and stay apart
         * @description Access: `identity.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    mergeId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The members that the identifiers concerned belong to now */
                            memberNos: number[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/merges/{mergeId}/redo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the undo of a merge back
         * @description Access: `identity.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    mergeId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The members that the identifiers concerned belong to now */
                            memberNos: number[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take some identifiers of a member out into a member of their own
         * @description Access: `identity.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        identifierIds: string[];
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The members that the identifiers concerned belong to now */
                            memberNos: number[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the guard rails of merging
         * @description Access: `identity.review`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default [] */
                            blockedValues: {
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                value: string;
                            }[];
                            /**
                             * @default [
                             *       {
                             *         "kind": "phone",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "unionid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "openid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "external_userid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "shop_openid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "platform_id",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "card",
                             *         "max": 3
                             *       },
                             *       {
                             *         "kind": "pos_id",
                             *         "max": 3
                             *       },
                             *       {
                             *         "kind": "erp_id",
                             *         "max": 3
                             *       },
                             *       {
                             *         "kind": "external_id",
                             *         "max": 5
                             *       },
                             *       {
                             *         "kind": "email",
                             *         "max": 5
                             *       },
                             *       {
                             *         "kind": "device",
                             *         "max": 5,
                             *         "windowDays": 7
                             *       },
                             *       {
                             *         "kind": "wifi_mac",
                             *         "max": 5,
                             *         "windowDays": 7
                             *       }
                             *     ]
                             */
                            limits: {
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                max: number;
                                windowDays?: number;
                            }[];
                            /** @default 50 */
                            maxIdentifiers: number;
                            /**
                             * @default {
                             *       "people": 3,
                             *       "windowDays": 30
                             *     }
                             */
                            sharedWeak: {
                                people: number;
                                windowDays: number;
                            };
                            /** @default 100 */
                            sharedAbove: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Change the guard rails of merging; the rules then run over everyone again in the background
         * @description Access: `setting.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        blockedValues?: {
                            /** @enum {string} */
                            kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                            value: string;
                        }[];
                        /**
                         * @default [
                         *       {
                         *         "kind": "phone",
                         *         "max": 1
                         *       },
                         *       {
                         *         "kind": "unionid",
                         *         "max": 1
                         *       },
                         *       {
                         *         "kind": "openid",
                         *         "max": 1
                         *       },
                         *       {
                         *         "kind": "external_userid",
                         *         "max": 1
                         *       },
                         *       {
                         *         "kind": "shop_openid",
                         *         "max": 1
                         *       },
                         *       {
                         *         "kind": "platform_id",
                         *         "max": 1
                         *       },
                         *       {
                         *         "kind": "card",
                         *         "max": 3
                         *       },
                         *       {
                         *         "kind": "pos_id",
                         *         "max": 3
                         *       },
                         *       {
                         *         "kind": "erp_id",
                         *         "max": 3
                         *       },
                         *       {
                         *         "kind": "external_id",
                         *         "max": 5
                         *       },
                         *       {
                         *         "kind": "email",
                         *         "max": 5
                         *       },
                         *       {
                         *         "kind": "device",
                         *         "max": 5,
                         *         "windowDays": 7
                         *       },
                         *       {
                         *         "kind": "wifi_mac",
                         *         "max": 5,
                         *         "windowDays": 7
                         *       }
                         *     ]
                         */
                        limits?: {
                            /** @enum {string} */
                            kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                            max: number;
                            windowDays?: number;
                        }[];
                        /** @default 50 */
                        maxIdentifiers?: number;
                        /**
                         * @default {
                         *       "people": 3,
                         *       "windowDays": 30
                         *     }
                         */
                        sharedWeak?: {
                            people: number;
                            windowDays: number;
                        };
                        /** @default 100 */
                        sharedAbove?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @default [] */
                            blockedValues: {
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                value: string;
                            }[];
                            /**
                             * @default [
                             *       {
                             *         "kind": "phone",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "unionid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "openid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "external_userid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "shop_openid",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "platform_id",
                             *         "max": 1
                             *       },
                             *       {
                             *         "kind": "card",
                             *         "max": 3
                             *       },
                             *       {
                             *         "kind": "pos_id",
                             *         "max": 3
                             *       },
                             *       {
                             *         "kind": "erp_id",
                             *         "max": 3
                             *       },
                             *       {
                             *         "kind": "external_id",
                             *         "max": 5
                             *       },
                             *       {
                             *         "kind": "email",
                             *         "max": 5
                             *       },
                             *       {
                             *         "kind": "device",
                             *         "max": 5,
                             *         "windowDays": 7
                             *       },
                             *       {
                             *         "kind": "wifi_mac",
                             *         "max": 5,
                             *         "windowDays": 7
                             *       }
                             *     ]
                             */
                            limits: {
                                /** @enum {string} */
                                kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                                max: number;
                                windowDays?: number;
                            }[];
                            /** @default 50 */
                            maxIdentifiers: number;
                            /**
                             * @default {
                             *       "people": 3,
                             *       "windowDays": 30
                             *     }
                             */
                            sharedWeak: {
                                people: number;
                                windowDays: number;
                            };
                            /** @default 100 */
                            sharedAbove: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tag-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tag groups
         * @description Access: `tag.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                family: "channel" | "identity" | "intent" | "activity" | "consumption";
                                name: string;
                                tagCount: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a tag group in one of the five families
         * @description Access: `tag.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        family: "channel" | "identity" | "intent" | "activity" | "consumption";
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            family: "channel" | "identity" | "intent" | "activity" | "consumption";
                            name: string;
                            tagCount: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search tags by name, pinyin or initials
         * @description Access: `tag.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    q?: string;
                    family?: "channel" | "identity" | "intent" | "activity" | "consumption";
                    groupId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                tagNo: number;
                                name: string;
                                /** Format: uuid */
                                groupId: string;
                                groupName: string;
                                /** @enum {string} */
                                family: "channel" | "identity" | "intent" | "activity" | "consumption";
                                /** @enum {string} */
                                madeByKind: "company" | "guide";
                                /** @enum {string} */
                                kind: "manual" | "rule";
                                memberCount: number;
                                createdAt: string;
                                createdBy: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create a company tag
         * @description Access: `tag.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        groupId: string;
                        name: string;
                        /**
                         * @default manual
                         * @enum {string}
                         */
                        kind?: "manual" | "rule";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tagNo: number;
                            name: string;
                            /** Format: uuid */
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            family: "channel" | "identity" | "intent" | "activity" | "consumption";
                            /** @enum {string} */
                            madeByKind: "company" | "guide";
                            /** @enum {string} */
                            kind: "manual" | "rule";
                            memberCount: number;
                            createdAt: string;
                            createdBy: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guide-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a tag in the field, as a guide
         * @description Access: `tag.assign`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        groupId: string;
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tagNo: number;
                            name: string;
                            /** Format: uuid */
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            family: "channel" | "identity" | "intent" | "activity" | "consumption";
                            /** @enum {string} */
                            madeByKind: "company" | "guide";
                            /** @enum {string} */
                            kind: "manual" | "rule";
                            memberCount: number;
                            createdAt: string;
                            createdBy: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags/{tagNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Archive a tag
         * @description Access: `tag.write`
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tagNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Rename a tag
         * @description Access: `tag.write`
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tagNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tagNo: number;
                            name: string;
                            /** Format: uuid */
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            family: "channel" | "identity" | "intent" | "activity" | "consumption";
                            /** @enum {string} */
                            madeByKind: "company" | "guide";
                            /** @enum {string} */
                            kind: "manual" | "rule";
                            memberCount: number;
                            createdAt: string;
                            createdBy: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/tags/{tagNo}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a tag into another
         * @description Access: `tag.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tagNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        intoTagNo: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tagNo: number;
                            name: string;
                            /** Format: uuid */
                            groupId: string;
                            groupName: string;
                            /** @enum {string} */
                            family: "channel" | "identity" | "intent" | "activity" | "consumption";
                            /** @enum {string} */
                            madeByKind: "company" | "guide";
                            /** @enum {string} */
                            kind: "manual" | "rule";
                            memberCount: number;
                            createdAt: string;
                            createdBy: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tag-assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put tags on members; numbers outside the caller's scope are left out and counted
         * @description Access: `tag.assign`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        memberNos: number[];
                        tagNos: number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            added: number;
                            skippedMembers: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tag-removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take tags off members
         * @description Access: `tag.assign`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        memberNos: number[];
                        tagNos: number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: number;
                            skippedMembers: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/tag-history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who put which tag on a member or took it off, and when
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                tagNo: number;
                                name: string;
                                /** @enum {string} */
                                action: "set" | "removed";
                                source: string;
                                at: string;
                                by: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's balance of points and newest entries: one ledger for every front
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                /** @enum {string} */
                                kind: "earned" | "spent" | "returned" | "expired" | "clawed_back" | "settled" | "adjusted";
                                /** @enum {string} */
                                lotKind: "purchase" | "joining_gift" | "adjustment" | "debt";
                                memberNo: number;
                                /** @description Signed */
                                points: number;
                                at: string;
                                storeNo: number | null;
                                storeName: string | null;
                                channel: string | null;
                                document: string | null;
                                reason: string | null;
                                by: string;
                                expiresAt: string | null;
                            }[];
                            nextCursor: string | null;
                            memberNo: number;
                            balance: {
                                available: number;
                                pending: number;
                                /** @description Owed for refunded orders; what is earned next pays it */
                                debt: number;
                                /** @description The next to expire */
                                expiring: {
                                    points: number;
                                    at: string;
                                } | null;
                                frozen: {
                                    at: string;
                                    by: string;
                                    reason: string;
                                } | null;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Spend a member's points, oldest first, once per business key and never more than there are
         * @description Access: `points.spend`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        memberNo?: number;
                        identifier?: {
                            /** @enum {string} */
                            kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                            scope?: string;
                            value: string;
                        };
                        /** @description The caller's own number; asked again, it is the same one */
                        businessKey: string;
                        points: number;
                        channel: string;
                        storeNo?: number;
                        /** @description E.g. the order that the points were used for */
                        document?: string;
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            spendId: string;
                            memberNo: number;
                            points: number;
                            reversed: number;
                            at: string;
                            balance: {
                                available: number;
                                pending: number;
                                /** @description Owed for refunded orders; what is earned next pays it */
                                debt: number;
                                /** @description The next to expire */
                                expiring: {
                                    points: number;
                                    at: string;
                                } | null;
                                frozen: {
                                    at: string;
                                    by: string;
                                    reason: string;
                                } | null;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give spent points back to the lots that they came from, whole or in part, once per business key
         * @description Access: `points.spend`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The caller's own number; asked again, it is the same one */
                        businessKey: string;
                        /** @description `businessKey` of the spend */
                        spendKey: string;
                        /** @description Default: all that is left of the spend */
                        points?: number;
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            reversalId: string;
                            points: number;
                            spend: {
                                /** Format: uuid */
                                spendId: string;
                                memberNo: number;
                                points: number;
                                reversed: number;
                                at: string;
                            };
                            balance: {
                                available: number;
                                pending: number;
                                /** @description Owed for refunded orders; what is earned next pays it */
                                debt: number;
                                /** @description The next to expire */
                                expiring: {
                                    points: number;
                                    at: string;
                                } | null;
                                frozen: {
                                    at: string;
                                    by: string;
                                    reason: string;
                                } | null;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a member's points by hand; above the limit of the settings it waits for somebody else's approval
         * @description Access: `points.adjust`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The caller's own number; asked again, it is the same one */
                        businessKey: string;
                        memberNo: number;
                        points: number;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            memberNo: number;
                            points: number;
                            reason: string;
                            /** @enum {string} */
                            status: "waiting" | "done" | "rejected";
                            requestedAt: string;
                            requestedBy: string;
                            /** @description Requested by the caller, who may not approve it */
                            own: boolean;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            decisionNote: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Corrections by hand, newest first
         * @description Access: `points.adjust`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    status?: "waiting" | "done" | "rejected";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                memberNo: number;
                                points: number;
                                reason: string;
                                /** @enum {string} */
                                status: "waiting" | "done" | "rejected";
                                requestedAt: string;
                                requestedBy: string;
                                /** @description Requested by the caller, who may not approve it */
                                own: boolean;
                                decidedAt: string | null;
                                decidedBy: string | null;
                                decisionNote: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/adjustments/{adjustmentId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject a correction that somebody else requested
         * @description Access: `points.approve`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    adjustmentId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        approve: boolean;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            memberNo: number;
                            points: number;
                            reason: string;
                            /** @enum {string} */
                            status: "waiting" | "done" | "rejected";
                            requestedAt: string;
                            requestedBy: string;
                            /** @description Requested by the caller, who may not approve it */
                            own: boolean;
                            decidedAt: string | null;
                            decidedBy: string | null;
                            decisionNote: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/points/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze a member's points, or lift the freeze
         * @description Access: `points.adjust`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        frozen: boolean;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            available: number;
                            pending: number;
                            /** @description Owed for refunded orders; what is earned next pays it */
                            debt: number;
                            /** @description The next to expire */
                            expiring: {
                                points: number;
                                at: string;
                            } | null;
                            frozen: {
                                at: string;
                                by: string;
                                reason: string;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the ledger of points
         * @description Access: `points.adjust`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    memberNo?: number;
                    /** @description E.g. the order that the points were used for */
                    document?: string;
                    kind?: "earned" | "spent" | "returned" | "expired" | "clawed_back" | "settled" | "adjusted";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                /** @enum {string} */
                                kind: "earned" | "spent" | "returned" | "expired" | "clawed_back" | "settled" | "adjusted";
                                /** @enum {string} */
                                lotKind: "purchase" | "joining_gift" | "adjustment" | "debt";
                                memberNo: number;
                                /** @description Signed */
                                points: number;
                                at: string;
                                storeNo: number | null;
                                storeName: string | null;
                                channel: string | null;
                                document: string | null;
                                reason: string | null;
                                by: string;
                                expiresAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All versions of the earning rule, newest first
         * @description Access: `points.adjust`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                version: number;
                                /** Format: date */
                                fromDay: string;
                                rule: {
                                    pointsPerYuan: number;
                                    /**
                                     * @description By channel; others count once
                                     * @default {}
                                     */
                                    channels: {
                                        [key: string]: number;
                                    };
                                    /**
                                     * @description By tier; others count once
                                     * @default {}
                                     */
                                    tiers: {
                                        [key: string]: number;
                                    };
                                    /** @default [] */
                                    days: ({
                                        /** @enum {string} */
                                        kind: "weekday";
                                        /** @description 1 = Monday */
                                        weekday: number;
                                        /** @description Times the base; 0 = earns nothing */
                                        multiplier: number;
                                        name: string;
                                    } | {
                                        /** @enum {string} */
                                        kind: "dates";
                                        /** Format: date */
                                        from: string;
                                        /**
                                         * Format: date
                                         * @description Included
                                         */
                                        to: string;
                                        /** @description Times the base; 0 = earns nothing */
                                        multiplier: number;
                                        name: string;
                                    })[];
                                    /**
                                     * @default down
                                     * @enum {string}
                                     */
                                    rounding: "down" | "nearest";
                                    /**
                                     * @description Days until points of an order can be used
                                     * @default 0
                                     */
                                    pendingDays: number;
                                    /**
                                     * @default {
                                     *       "kind": "never"
                                     *     }
                                     */
                                    expiry: {
                                        /** @enum {string} */
                                        kind: "never";
                                    } | {
                                        /** @enum {string} */
                                        kind: "months";
                                        months: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "fixed";
                                        monthDay: string;
                                        years: number;
                                    };
                                    /**
                                     * @description Points for joining, once per person
                                     * @default 0
                                     */
                                    joiningGift: number;
                                };
                                note: string | null;
                                createdAt: string;
                                createdBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a version of the earning rule; points that were granted keep theirs
         * @description Access: `setting.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date
                         * @description First business day that earns by it; the first rule may begin in the past
                         */
                        fromDay: string;
                        rule: {
                            pointsPerYuan: number;
                            /**
                             * @description By channel; others count once
                             * @default {}
                             */
                            channels?: {
                                [key: string]: number;
                            };
                            /**
                             * @description By tier; others count once
                             * @default {}
                             */
                            tiers?: {
                                [key: string]: number;
                            };
                            /** @default [] */
                            days?: ({
                                /** @enum {string} */
                                kind: "weekday";
                                /** @description 1 = Monday */
                                weekday: number;
                                /** @description Times the base; 0 = earns nothing */
                                multiplier: number;
                                name: string;
                            } | {
                                /** @enum {string} */
                                kind: "dates";
                                /** Format: date */
                                from: string;
                                /**
                                 * Format: date
                                 * @description Included
                                 */
                                to: string;
                                /** @description Times the base; 0 = earns nothing */
                                multiplier: number;
                                name: string;
                            })[];
                            /**
                             * @default down
                             * @enum {string}
                             */
                            rounding?: "down" | "nearest";
                            /**
                             * @description Days until points of an order can be used
                             * @default 0
                             */
                            pendingDays?: number;
                            /**
                             * @default {
                             *       "kind": "never"
                             *     }
                             */
                            expiry?: {
                                /** @enum {string} */
                                kind: "never";
                            } | {
                                /** @enum {string} */
                                kind: "months";
                                months: number;
                            } | {
                                /** @enum {string} */
                                kind: "fixed";
                                monthDay: string;
                                years: number;
                            };
                            /**
                             * @description Points for joining, once per person
                             * @default 0
                             */
                            joiningGift?: number;
                        };
                        note?: string;
                        /** @description Version that the editor saw; 0 = none */
                        basedOn: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            /** Format: date */
                            fromDay: string;
                            rule: {
                                pointsPerYuan: number;
                                /**
                                 * @description By channel; others count once
                                 * @default {}
                                 */
                                channels: {
                                    [key: string]: number;
                                };
                                /**
                                 * @description By tier; others count once
                                 * @default {}
                                 */
                                tiers: {
                                    [key: string]: number;
                                };
                                /** @default [] */
                                days: ({
                                    /** @enum {string} */
                                    kind: "weekday";
                                    /** @description 1 = Monday */
                                    weekday: number;
                                    /** @description Times the base; 0 = earns nothing */
                                    multiplier: number;
                                    name: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "dates";
                                    /** Format: date */
                                    from: string;
                                    /**
                                     * Format: date
                                     * @description Included
                                     */
                                    to: string;
                                    /** @description Times the base; 0 = earns nothing */
                                    multiplier: number;
                                    name: string;
                                })[];
                                /**
                                 * @default down
                                 * @enum {string}
                                 */
                                rounding: "down" | "nearest";
                                /**
                                 * @description Days until points of an order can be used
                                 * @default 0
                                 */
                                pendingDays: number;
                                /**
                                 * @default {
                                 *       "kind": "never"
                                 *     }
                                 */
                                expiry: {
                                    /** @enum {string} */
                                    kind: "never";
                                } | {
                                    /** @enum {string} */
                                    kind: "months";
                                    months: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "fixed";
                                    monthDay: string;
                                    years: number;
                                };
                                /**
                                 * @description Points for joining, once per person
                                 * @default 0
                                 */
                                joiningGift: number;
                            };
                            note: string | null;
                            createdAt: string;
                            createdBy: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What holds for all points: shortfall on refunds, approval limit, warning and grace days
         * @description Access: `points.adjust`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            value: {
                                /**
                                 * @description A refund takes back points that are spent already: as a debt that later points pay, or not at all
                                 * @enum {string}
                                 */
                                shortfall: "debt" | "forgive";
                                /** @description Corrections of more points need a second person */
                                approvalAbove: number;
                                /** @description Days before the expiry on which `points.expiring` is told */
                                warnDays: number;
                                /** @description Days for which points of a reversed spend are good at least */
                                graceDays: number;
                            };
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Change what holds for all points
         * @description Access: `setting.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        value: {
                            /**
                             * @description A refund takes back points that are spent already: as a debt that later points pay, or not at all
                             * @enum {string}
                             */
                            shortfall: "debt" | "forgive";
                            /** @description Corrections of more points need a second person */
                            approvalAbove: number;
                            /** @description Days before the expiry on which `points.expiring` is told */
                            warnDays: number;
                            /** @description Days for which points of a reversed spend are good at least */
                            graceDays: number;
                        };
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            value: {
                                /**
                                 * @description A refund takes back points that are spent already: as a debt that later points pay, or not at all
                                 * @enum {string}
                                 */
                                shortfall: "debt" | "forgive";
                                /** @description Corrections of more points need a second person */
                                approvalAbove: number;
                                /** @description Days before the expiry on which `points.expiring` is told */
                                warnDays: number;
                                /** @description Days for which points of a reversed spend are good at least */
                                graceDays: number;
                            };
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the brand owes its members in points, when it expires, and whether the books agree
         * @description Access: `points.approve`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            available: number;
                            pending: number;
                            debt: number;
                            holders: number;
                            frozenMembers: number;
                            waitingAdjustments: number;
                            expiring: {
                                /** @description Null = never */
                                month: string | null;
                                points: number;
                                members: number;
                            }[];
                            /** @description Of the last 30 days, as the next three */
                            issued: number;
                            spent: number;
                            expired: number;
                            clawedBack: number;
                            /** @description The ledger added up again and held against the lots */
                            check: {
                                inLots: number;
                                inLedger: number;
                                differingLots: number;
                                strayEntries: number;
                                agrees: boolean;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/erasure-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note a member's request that their personal data be erased
         * @description Access: `erasure.request`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        receivedVia: "store" | "phone" | "wecom" | "mini_program" | "email" | "letter" | "regulator";
                        /**
                         * Format: date
                         * @description Day on which the person asked; absent = today
                         */
                        receivedOn?: string;
                        /** @description What the person said and how they proved who they are; erased with the person */
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            memberNo: number;
                            storeNo: number | null;
                            storeName: string | null;
                            /** @enum {string} */
                            status: "requested" | "approved" | "rejected" | "executed";
                            /** @enum {string} */
                            receivedVia: "store" | "phone" | "wecom" | "mini_program" | "email" | "letter" | "regulator";
                            receivedOn: string;
                            /** @description By when the person must have an answer */
                            dueOn: string;
                            /** @description Null once executed */
                            note: string | null;
                            requestedAt: string;
                            requestedBy: string;
                            reviewedAt: string | null;
                            reviewedBy: string | null;
                            reviewNote: string | null;
                            /** @description What must be typed to execute */
                            confirmation: string;
                            executedAt: string | null;
                            executedBy: string | null;
                            /** @description Rows erased, by table */
                            erased: {
                                [key: string]: number;
                            } | null;
                            /** @description When both engines were clean */
                            settledAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasure-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests for erasure, the newest first
         * @description Access: `erasure.request`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    status?: "requested" | "approved" | "rejected" | "executed";
                    memberNo?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                memberNo: number;
                                storeNo: number | null;
                                storeName: string | null;
                                /** @enum {string} */
                                status: "requested" | "approved" | "rejected" | "executed";
                                /** @enum {string} */
                                receivedVia: "store" | "phone" | "wecom" | "mini_program" | "email" | "letter" | "regulator";
                                receivedOn: string;
                                /** @description By when the person must have an answer */
                                dueOn: string;
                                /** @description Null once executed */
                                note: string | null;
                                requestedAt: string;
                                requestedBy: string;
                                reviewedAt: string | null;
                                reviewedBy: string | null;
                                reviewNote: string | null;
                                /** @description What must be typed to execute */
                                confirmation: string;
                                executedAt: string | null;
                                executedBy: string | null;
                                /** @description Rows erased, by table */
                                erased: {
                                    [key: string]: number;
                                } | null;
                                /** @description When both engines were clean */
                                settledAt: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasure-requests/{requestId}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject a request for erasure
         * @description Access: `erasure.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    requestId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "approve" | "reject";
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            memberNo: number;
                            storeNo: number | null;
                            storeName: string | null;
                            /** @enum {string} */
                            status: "requested" | "approved" | "rejected" | "executed";
                            /** @enum {string} */
                            receivedVia: "store" | "phone" | "wecom" | "mini_program" | "email" | "letter" | "regulator";
                            receivedOn: string;
                            /** @description By when the person must have an answer */
                            dueOn: string;
                            /** @description Null once executed */
                            note: string | null;
                            requestedAt: string;
                            requestedBy: string;
                            reviewedAt: string | null;
                            reviewedBy: string | null;
                            reviewNote: string | null;
                            /** @description What must be typed to execute */
                            confirmation: string;
                            executedAt: string | null;
                            executedBy: string | null;
                            /** @description Rows erased, by table */
                            erased: {
                                [key: string]: number;
                            } | null;
                            /** @description When both engines were clean */
                            settledAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasure-requests/{requestId}/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase the person's data for good, in both engines
         * @description Access: `erasure.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    requestId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description `永久删除 <member number>`, typed by a person: it cannot be undone */
                        confirmation: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            memberNo: number;
                            storeNo: number | null;
                            storeName: string | null;
                            /** @enum {string} */
                            status: "requested" | "approved" | "rejected" | "executed";
                            /** @enum {string} */
                            receivedVia: "store" | "phone" | "wecom" | "mini_program" | "email" | "letter" | "regulator";
                            receivedOn: string;
                            /** @description By when the person must have an answer */
                            dueOn: string;
                            /** @description Null once executed */
                            note: string | null;
                            requestedAt: string;
                            requestedBy: string;
                            reviewedAt: string | null;
                            reviewedBy: string | null;
                            reviewNote: string | null;
                            /** @description What must be typed to execute */
                            confirmation: string;
                            executedAt: string | null;
                            executedBy: string | null;
                            /** @description Rows erased, by table */
                            erased: {
                                [key: string]: number;
                            } | null;
                            /** @description When both engines were clean */
                            settledAt: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Event types with the JSON Schema of their properties
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                label: string;
                                group: string;
                                groupLabel: string;
                                meaning: string;
                                /** @description Whether the customer started it */
                                interaction: boolean;
                                /** @description JSON Schema of `properties` */
                                schema: {
                                    [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send up to 5,000 events; acknowledged events survive any crash and count once
         * @description Access: `event.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description The sending system; ids are unique within it, whichever API key it uses
                         * @default api
                         */
                        source?: string;
                        /**
                         * @description true: one malformed event refuses the whole batch; false: good events are kept, others listed
                         * @default false
                         */
                        strict?: boolean;
                        events: components["schemas"]["EventInput"][];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description New and on disk; processing follows within seconds */
                            accepted: number;
                            /** @description Known already, ignored */
                            duplicate: number;
                            /** @description Malformed, not kept: mend and send again */
                            rejected: number;
                            errors: {
                                index: number;
                                eventId: string | null;
                                path: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events that were acknowledged and could not enter the log, latest failure first
         * @description Access: `event.review`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    reasonCode?: "unreadable" | "unknown_type" | "bad_properties" | "bad_text" | "occurred_too_early" | "occurred_in_future" | "unknown_identifier_kind" | "no_usable_identifier" | "unknown_store" | "unknown_channel" | "failed";
                    type?: string;
                    source?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                eventKey: string;
                                source: string;
                                eventId: string;
                                type: string | null;
                                typeLabel: string | null;
                                /** @description The request that brought it */
                                requestId: string;
                                receivedAt: string;
                                failedAt: string;
                                attempts: number;
                                /** @enum {string} */
                                reasonCode: "unreadable" | "unknown_type" | "bad_properties" | "bad_text" | "occurred_too_early" | "occurred_in_future" | "unknown_identifier_kind" | "no_usable_identifier" | "unknown_store" | "unknown_channel" | "failed";
                                reasonLabel: string;
                                reasonPath: string;
                                reason: string;
                                editedAt: string | null;
                                editedBy: string | null;
                                /** @description As it was sent or last mended; personal identifiers masked */
                                event: {
                                    type: string;
                                    occurredAt: string;
                                    identifiers: {
                                        kind: string;
                                        scope?: string | null;
                                        value?: string;
                                    }[];
                                    storeCode?: string | null;
                                    channel?: string | null;
                                    properties?: {
                                        [key: string]: unknown;
                                    } | null;
                                };
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/dead-letters/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dead letters by reason
         * @description Access: `event.review`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            total: number;
                            reasons: {
                                /** @enum {string} */
                                reasonCode: "unreadable" | "unknown_type" | "bad_properties" | "bad_text" | "occurred_too_early" | "occurred_in_future" | "unknown_identifier_kind" | "no_usable_identifier" | "unknown_store" | "unknown_channel" | "failed";
                                reasonLabel: string;
                                count: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/dead-letters/{eventKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One dead letter
         * @description Access: `event.review`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    eventKey: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            eventKey: string;
                            source: string;
                            eventId: string;
                            type: string | null;
                            typeLabel: string | null;
                            /** @description The request that brought it */
                            requestId: string;
                            receivedAt: string;
                            failedAt: string;
                            attempts: number;
                            /** @enum {string} */
                            reasonCode: "unreadable" | "unknown_type" | "bad_properties" | "bad_text" | "occurred_too_early" | "occurred_in_future" | "unknown_identifier_kind" | "no_usable_identifier" | "unknown_store" | "unknown_channel" | "failed";
                            reasonLabel: string;
                            reasonPath: string;
                            reason: string;
                            editedAt: string | null;
                            editedBy: string | null;
                            /** @description As it was sent or last mended; personal identifiers masked */
                            event: {
                                type: string;
                                occurredAt: string;
                                identifiers: {
                                    kind: string;
                                    scope?: string | null;
                                    value?: string;
                                }[];
                                storeCode?: string | null;
                                channel?: string | null;
                                properties?: {
                                    [key: string]: unknown;
                                } | null;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/dead-letters/{eventKey}/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mend the event; an identifier left as its mask keeps its value
         * @description Access: `event.review`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    eventKey: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        type: string;
                        occurredAt: string;
                        identifiers: {
                            kind: string;
                            scope?: string | null;
                            value?: string;
                        }[];
                        storeCode?: string | null;
                        channel?: string | null;
                        properties?: {
                            [key: string]: unknown;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            eventKey: string;
                            source: string;
                            eventId: string;
                            type: string | null;
                            typeLabel: string | null;
                            /** @description The request that brought it */
                            requestId: string;
                            receivedAt: string;
                            failedAt: string;
                            attempts: number;
                            /** @enum {string} */
                            reasonCode: "unreadable" | "unknown_type" | "bad_properties" | "bad_text" | "occurred_too_early" | "occurred_in_future" | "unknown_identifier_kind" | "no_usable_identifier" | "unknown_store" | "unknown_channel" | "failed";
                            reasonLabel: string;
                            reasonPath: string;
                            reason: string;
                            editedAt: string | null;
                            editedBy: string | null;
                            /** @description As it was sent or last mended; personal identifiers masked */
                            event: {
                                type: string;
                                occurredAt: string;
                                identifiers: {
                                    kind: string;
                                    scope?: string | null;
                                    value?: string;
                                }[];
                                storeCode?: string | null;
                                channel?: string | null;
                                properties?: {
                                    [key: string]: unknown;
                                } | null;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/dead-letters/{eventKey}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try one dead letter again, now
         * @description Access: `event.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    eventKey: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            logged: boolean;
                            /** @description With the reason of today, when it failed again */
                            deadLetter: {
                                eventKey: string;
                                source: string;
                                eventId: string;
                                type: string | null;
                                typeLabel: string | null;
                                /** @description The request that brought it */
                                requestId: string;
                                receivedAt: string;
                                failedAt: string;
                                attempts: number;
                                /** @enum {string} */
                                reasonCode: "unreadable" | "unknown_type" | "bad_properties" | "bad_text" | "occurred_too_early" | "occurred_in_future" | "unknown_identifier_kind" | "no_usable_identifier" | "unknown_store" | "unknown_channel" | "failed";
                                reasonLabel: string;
                                reasonPath: string;
                                reason: string;
                                editedAt: string | null;
                                editedBy: string | null;
                                /** @description As it was sent or last mended; personal identifiers masked */
                                event: {
                                    type: string;
                                    occurredAt: string;
                                    identifiers: {
                                        kind: string;
                                        scope?: string | null;
                                        value?: string;
                                    }[];
                                    storeCode?: string | null;
                                    channel?: string | null;
                                    properties?: {
                                        [key: string]: unknown;
                                    } | null;
                                };
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try every dead letter again that matches the filter, in the background
         * @description Access: `event.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        reasonCode?: "unreadable" | "unknown_type" | "bad_properties" | "bad_text" | "occurred_too_early" | "occurred_in_future" | "unknown_identifier_kind" | "no_usable_identifier" | "unknown_store" | "unknown_channel" | "failed";
                        type?: string;
                        source?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            replayed: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare events per day and type between the log and ClickHouse
         * @description Access: `event.review`
         */
        get: {
            parameters: {
                query: {
                    from: string;
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Acknowledged, not processed yet */
                            waiting: number;
                            deadLetters: number;
                            /** @description In the log, not yet in ClickHouse */
                            undelivered: number;
                            inLog: number;
                            inClickHouse: number;
                            doubled: number;
                            agrees: boolean;
                            differences: {
                                day: string;
                                type: string;
                                inLog: number;
                                inClickHouse: number;
                                doubled: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything a member did on any front, the latest first
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description Only events of this group */
                    group?: "member" | "browsing" | "trade" | "benefit" | "message" | "community" | "live" | "store";
                };
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                seq: number;
                                type: string;
                                label: string;
                                group: string | null;
                                groupLabel: string | null;
                                /** @description What happened beyond the label, in Chinese; may be empty */
                                summary: string;
                                interaction: boolean;
                                occurredAt: string;
                                receivedAt: string;
                                storeNo: number | null;
                                storeName: string | null;
                                channel: string | null;
                                channelLabel: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a member's relation to the brand moved: fan, private-domain contact, member, and losses
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "lost" | "visitor" | "fan" | "contact" | "member";
                            stateLabel: string;
                            /** @description When the state was reached; null for a visitor */
                            since: string | null;
                            /** @description Oldest first, by the time things happened */
                            steps: {
                                at: string;
                                /** @enum {string} */
                                from: "lost" | "visitor" | "fan" | "contact" | "member";
                                /** @enum {string} */
                                to: "lost" | "visitor" | "fan" | "contact" | "member";
                                toLabel: string;
                                /** @enum {string} */
                                direction: "forward" | "back";
                                /** @description An event type, `registered`, or `identifier:<kind>` */
                                cause: string;
                                causeLabel: string;
                                channel: string | null;
                                channelLabel: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a member looks at and what they share, most frequent first
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: {
                    days?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            since: string;
                            browsing: {
                                products: {
                                    code: string;
                                    name: string | null;
                                    times: number;
                                    lastAt: string;
                                }[];
                                categories: {
                                    code: string;
                                    name: string | null;
                                    times: number;
                                    lastAt: string;
                                }[];
                            };
                            sharing: {
                                products: {
                                    code: string;
                                    name: string | null;
                                    times: number;
                                    lastAt: string;
                                }[];
                                contents: {
                                    code: string;
                                    name: string | null;
                                    times: number;
                                    lastAt: string;
                                }[];
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a member answered in questionnaires and interviews: the latest answer per question
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                questionnaireCode: string;
                                title: string | null;
                                questionCode: string;
                                question: string | null;
                                /** @description As text; several choices are joined by 、 */
                                answer: string;
                                answeredAt: string;
                                /** @description The system that reported it */
                                source: string;
                                channel: string | null;
                                channelLabel: string | null;
                                /** @description How often the member answered this question */
                                times: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metric dictionary: every metric with its definition
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @description Number in the metric dictionary, e.g. M-015 */
                                no: string | null;
                                /** @description Chinese */
                                name: string;
                                /** @description One Chinese sentence with the formula */
                                definition: string;
                                /**
                                 * @description `ratio` is a fraction (0.2 = 20 %); `fen` is integer money; the others are numbers
                                 * @enum {string}
                                 */
                                unit: "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
                                /**
                                 * @description Which way of change is good
                                 * @enum {string}
                                 */
                                better: "up" | "down" | "neither";
                                /** @description Groupings (`by`) that this metric can be asked for */
                                grains: ("day" | "week" | "month" | "store" | "region" | "channel")[];
                                /** @description Healthy range or target given by the documents, in words */
                                healthy: string | null;
                                /** @description Whether `GET /metrics/{id}/members` shows the people behind it */
                                drillDown: boolean;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures of metrics over a period, grouped and compared
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                    /** @description Comma-separated metric ids */
                    metrics: string;
                    /** @description First day */
                    from: string;
                    /** @description The day after the last one: periods are half-open */
                    to: string;
                    by?: "none" | "day" | "week" | "month" | "store" | "region" | "channel";
                    /** @description `previous` = the equally long period right before (whole months against whole months); `year` = same days a year earlier */
                    compare?: "none" | "previous" | "year";
                    /** @description `key` or a metric id, with `-` in front for descending */
                    sort?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** @enum {string} */
                            by: "none" | "day" | "week" | "month" | "store" | "region" | "channel";
                            compared: {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                to: string;
                            } | null;
                            /** @description Over the whole period and slice, by metric id */
                            total: {
                                [key: string]: {
                                    /** @description null = no value (a denominator of 0), never 0 instead */
                                    value: number | null;
                                    /** @description Same figure in the compared period */
                                    previous?: number | null;
                                    /** @description (value − previous) / previous; null when there is nothing to compare with */
                                    change?: number | null;
                                };
                            };
                            rows: {
                                /** @description First day of the bucket, store number, region number, or channel */
                                key: string;
                                label: string;
                                /** @description Organisation unit, for `store` and `region` */
                                id: string | null;
                                values: {
                                    [key: string]: {
                                        /** @description null = no value (a denominator of 0), never 0 instead */
                                        value: number | null;
                                        /** @description Same figure in the compared period */
                                        previous?: number | null;
                                        /** @description (value − previous) / previous; null when there is nothing to compare with */
                                        change?: number | null;
                                    };
                                };
                            }[];
                            /** @description Rows left off by `limit` */
                            more: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a figure, who spent most first
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                    from: string;
                    to: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                orders: number;
                                amountFen: number;
                                lastPurchaseDay: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retention of customers by the month of their first order in the slice
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                    /** @description First cohort; 12 months back unless given */
                    from?: string;
                    /** @description Last cohort, inclusive; this month unless given */
                    to?: string;
                    offsets?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            offsets: number;
                            cohorts: {
                                month: string;
                                /** @description Customers whose first order lies in the month */
                                size: number;
                                /** @description Customers with an order in month + offset; null = that month has not begun */
                                active: (number | null)[];
                                /** @description active / size */
                                retention: (number | null)[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/repeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Repeat purchase within N days of the first, and the median gap
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                    /** @description First purchase on or after this day */
                    from?: string;
                    /** @description First purchase before this day */
                    to?: string;
                    /** @description Comma-separated */
                    days?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            customers: number;
                            /** @description Customers with at least two purchase days */
                            repeated: number;
                            /** @description Customers with exactly one purchase day */
                            oncePurchased: number;
                            /** @description Median days between the first and the second purchase day */
                            medianDays: number | null;
                            curve: {
                                days: number;
                                customers: number;
                                share: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * RFM as of a day: scores, 5×5 grid, the eight groups
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                    /** @description State at the start of this day: orders before it count. Today unless given */
                    asOf?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            asOf: string;
                            /** @description When the snapshot that is shown was made; null = computed from the orders just now */
                            builtAt: string | null;
                            customers: number;
                            mean: {
                                recencyDays: number | null;
                                frequency: number | null;
                                monetaryFen: number | null;
                            };
                            /** @description 5 (best) to 1: how many customers, and from which value to which */
                            scores: {
                                score: number;
                                recencyDays: {
                                    customers: number;
                                    min: number | null;
                                    max: number | null;
                                };
                                frequency: {
                                    customers: number;
                                    min: number | null;
                                    max: number | null;
                                };
                                monetaryFen: {
                                    customers: number;
                                    min: number | null;
                                    max: number | null;
                                };
                            }[];
                            /** @description Distinct RFM codes in use */
                            codes: number;
                            /** @description Customers with R = F = M = 5 */
                            best: number;
                            /** @description Customers with R = F = M = 1 */
                            lost: number;
                            grid: {
                                r: number;
                                f: number;
                                customers: number;
                                monetaryFen: number;
                                meanM: number | null;
                            }[];
                            groups: {
                                /** @enum {string} */
                                code: "important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue";
                                name: string;
                                /** @description R, F, M above (1) or below (0) the mean */
                                bits: string;
                                advice: string;
                                customers: number;
                                share: number | null;
                                monetaryFen: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/rfm/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of an RFM group or cell, who spent most first
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                    /** @description State at the start of this day: orders before it count. Today unless given */
                    asOf?: string;
                    group?: "important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue";
                    r?: number;
                    f?: number;
                    m?: number;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                recencyDays: number;
                                frequency: number;
                                monetaryFen: number;
                                r: number;
                                f: number;
                                m: number;
                                /** @enum {string} */
                                group: "important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue";
                                groupName: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members by operating tier and by the two life-cycle schemes, with rules and treatments
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Day of the last run; null before the first one */
                            asOf: string | null;
                            members: number;
                            ruleVersion: number;
                            tiers: {
                                /** @enum {string} */
                                code: "new" | "high" | "potential" | "silent" | "low" | "general";
                                name: string;
                                members: number;
                                share: number | null;
                                rule: string;
                                treatments: string[];
                                goal: string;
                                spend30Fen: number;
                            }[];
                            lifeCycle: {
                                /** @enum {string} */
                                code: "potential" | "active" | "dormant";
                                name: string;
                                members: number;
                                share: number | null;
                            }[];
                            rhythm: {
                                /** @enum {string} */
                                code: "new" | "active" | "silent";
                                name: string;
                                members: number;
                                share: number | null;
                            }[];
                            /** @description Why members are in no tier */
                            generalReasons: {
                                code: string;
                                name: string;
                                members: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tiers/migration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Moves between tiers over a period, as a matrix
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    /** @description State at the start of this day */
                    from: string;
                    /** @description State at the start of this day */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            members: number;
                            moved: number;
                            /** @description For a Sankey: tier at the start → tier at the end, stayers included */
                            matrix: {
                                /** @enum {string} */
                                from: "new" | "high" | "potential" | "silent" | "low" | "general";
                                /** @enum {string} */
                                to: "new" | "high" | "potential" | "silent" | "low" | "general";
                                members: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tiers/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of a tier or stage, with the reason
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    channel?: string;
                    tier?: "new" | "high" | "potential" | "silent" | "low" | "general";
                    lifeCycle?: "potential" | "active" | "dormant";
                    rhythm?: "new" | "active" | "silent";
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                /** @enum {string} */
                                tier: "new" | "high" | "potential" | "silent" | "low" | "general";
                                reason: {
                                    /** @description Stable, e.g. `interactions_below` */
                                    code: string;
                                    /** @description Chinese, with the member's own numbers */
                                    text: string;
                                };
                                spend30Fen: number;
                                lastPurchaseDay: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tiers/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of the tier rules, newest (in force) first
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                version: number;
                                settings: {
                                    new: {
                                        registeredWithinDays: number;
                                    };
                                    high: {
                                        minSpendFen: number;
                                        minInteractions: number;
                                        spendDays: number;
                                        interactionDays: number;
                                    };
                                    potential: {
                                        minSpendFen: number;
                                        minViews: number;
                                        viewDays: number;
                                    };
                                    silent: {
                                        withoutPurchaseDays: number;
                                        maxInteractions: number;
                                    };
                                    low: {
                                        maxYearlySpendFen: number;
                                        minCouponOrderShare: number;
                                    };
                                    interactionTypes: string[];
                                    viewTypes: string[];
                                    lifeCycle: {
                                        spendDays: number;
                                        minSpendFen: number;
                                        openTypes: string[];
                                        openDays: number;
                                        minOpens: number;
                                    };
                                    rhythm: {
                                        newDays: number;
                                        silentDays: number;
                                    };
                                    treatments: {
                                        [key: string]: {
                                            /** @description What members of the tier get */
                                            treatments: string[];
                                            goal: string;
                                        };
                                    };
                                };
                                note: string;
                                /** Format: date-time */
                                savedAt: string;
                                savedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Save edited tier rules as a new version and judge everybody by them
         * @description Access: `tier.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        settings: {
                            new: {
                                registeredWithinDays: number;
                            };
                            high: {
                                minSpendFen: number;
                                minInteractions: number;
                                spendDays: number;
                                interactionDays: number;
                            };
                            potential: {
                                minSpendFen: number;
                                minViews: number;
                                viewDays: number;
                            };
                            silent: {
                                withoutPurchaseDays: number;
                                maxInteractions: number;
                            };
                            low: {
                                maxYearlySpendFen: number;
                                minCouponOrderShare: number;
                            };
                            interactionTypes: string[];
                            viewTypes: string[];
                            lifeCycle: {
                                spendDays: number;
                                minSpendFen: number;
                                openTypes: string[];
                                openDays: number;
                                minOpens: number;
                            };
                            rhythm: {
                                newDays: number;
                                silentDays: number;
                            };
                            treatments: {
                                [key: string]: {
                                    /** @description What members of the tier get */
                                    treatments: string[];
                                    goal: string;
                                };
                            };
                        };
                        /**
                         * @description Why it was changed
                         * @default
                         */
                        note?: string;
                        /** @description Version that was edited; refused when somebody saved another one meanwhile */
                        basedOn: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            settings: {
                                new: {
                                    registeredWithinDays: number;
                                };
                                high: {
                                    minSpendFen: number;
                                    minInteractions: number;
                                    spendDays: number;
                                    interactionDays: number;
                                };
                                potential: {
                                    minSpendFen: number;
                                    minViews: number;
                                    viewDays: number;
                                };
                                silent: {
                                    withoutPurchaseDays: number;
                                    maxInteractions: number;
                                };
                                low: {
                                    maxYearlySpendFen: number;
                                    minCouponOrderShare: number;
                                };
                                interactionTypes: string[];
                                viewTypes: string[];
                                lifeCycle: {
                                    spendDays: number;
                                    minSpendFen: number;
                                    openTypes: string[];
                                    openDays: number;
                                    minOpens: number;
                                };
                                rhythm: {
                                    newDays: number;
                                    silentDays: number;
                                };
                                treatments: {
                                    [key: string]: {
                                        /** @description What members of the tier get */
                                        treatments: string[];
                                        goal: string;
                                    };
                                };
                            };
                            note: string;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tiers/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many members would move under edited rules
         * @description Access: `tier.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        settings: {
                            new: {
                                registeredWithinDays: number;
                            };
                            high: {
                                minSpendFen: number;
                                minInteractions: number;
                                spendDays: number;
                                interactionDays: number;
                            };
                            potential: {
                                minSpendFen: number;
                                minViews: number;
                                viewDays: number;
                            };
                            silent: {
                                withoutPurchaseDays: number;
                                maxInteractions: number;
                            };
                            low: {
                                maxYearlySpendFen: number;
                                minCouponOrderShare: number;
                            };
                            interactionTypes: string[];
                            viewTypes: string[];
                            lifeCycle: {
                                spendDays: number;
                                minSpendFen: number;
                                openTypes: string[];
                                openDays: number;
                                minOpens: number;
                            };
                            rhythm: {
                                newDays: number;
                                silentDays: number;
                            };
                            treatments: {
                                [key: string]: {
                                    /** @description What members of the tier get */
                                    treatments: string[];
                                    goal: string;
                                };
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            members: number;
                            moved: number;
                            before: {
                                [key: string]: number;
                            };
                            after: {
                                [key: string]: number;
                            };
                            /** @description Only pairs that somebody is in, stayers included */
                            matrix: {
                                /** @enum {string} */
                                from: "new" | "high" | "potential" | "silent" | "low" | "general";
                                /** @enum {string} */
                                to: "new" | "high" | "potential" | "silent" | "low" | "general";
                                members: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/store-home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One store and what changed there: today, yesterday, seven days, best sellers, people
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description A store in scope; may be left out by whoever sees exactly one store */
                    orgUnitId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            store: {
                                /** Format: uuid */
                                id: string;
                                storeNo: number;
                                code: string;
                                name: string;
                            };
                            /**
                             * Format: date
                             * @description Today in the shop's zone
                             */
                            day: string;
                            /** @description today and yesterday against the same weekday a week earlier; the last 7 full days against the 7 before */
                            periods: {
                                /** @enum {string} */
                                key: "today" | "yesterday" | "week";
                                label: string;
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                to: string;
                                /** @description Chinese: what `previous` is */
                                comparedWith: string;
                                /** @description gmv, orders, averageOrderValue, buyers, newBuyers, returningBuyers, newMembers, refundAmount */
                                figures: {
                                    [key: string]: {
                                        /** @description null = no value (a denominator of 0), never 0 instead */
                                        value: number | null;
                                        /** @description Same figure in the compared period */
                                        previous?: number | null;
                                        /** @description (value − previous) / previous; null when there is nothing to compare with */
                                        change?: number | null;
                                    };
                                };
                            }[];
                            /** @description What changed, in Chinese, most important first */
                            changes: {
                                /** @enum {string} */
                                kind: "good" | "bad" | "note";
                                text: string;
                            }[];
                            bestSellers: {
                                sku: string;
                                quantity: number;
                                amountFen: number;
                                previousQuantity: number;
                            }[];
                            /** @description Bought in the last 7 days after having been away for 60 days or more */
                            customersBack: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                awayDays: number;
                                /** Format: date */
                                day: string;
                                amountFen: number;
                            }[];
                            /** @description Regulars (3 purchase days or more) who are late by more than twice their usual interval */
                            silentRegulars: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                purchaseDays: number;
                                usualDays: number;
                                /** Format: date */
                                lastPurchaseDay: string;
                                silentDays: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/insight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member's RFM, tier with reason, stage, value and purchase cycle
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            memberNo: number;
                            /** Format: date */
                            day: string;
                            /** @description From the last daily snapshot; null for members without an order */
                            rfm: {
                                /** Format: date */
                                asOf: string;
                                recencyDays: number;
                                frequency: number;
                                monetaryFen: number;
                                r: number;
                                f: number;
                                m: number;
                                /** @enum {string} */
                                group: "important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue";
                                groupName: string;
                            } | null;
                            /** @description Earlier snapshots, newest first */
                            rfmHistory: {
                                /** Format: date */
                                asOf: string;
                                recencyDays: number;
                                frequency: number;
                                monetaryFen: number;
                                r: number;
                                f: number;
                                m: number;
                                /** @enum {string} */
                                group: "important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue";
                                groupName: string;
                            }[];
                            /** @description null until the first run after the member appeared */
                            tier: {
                                /** @enum {string} */
                                code: "new" | "high" | "potential" | "silent" | "low" | "general";
                                name: string;
                                /** Format: date */
                                since: string;
                                reason: {
                                    /** @description Stable, e.g. `interactions_below` */
                                    code: string;
                                    /** @description Chinese, with the member's own numbers */
                                    text: string;
                                };
                                treatments: string[];
                                goal: string;
                            } | null;
                            lifeCycle: {
                                /** @enum {string} */
                                code: "potential" | "active" | "dormant";
                                name: string;
                            } | null;
                            rhythm: {
                                /** @enum {string} */
                                code: "new" | "active" | "silent";
                                name: string;
                            } | null;
                            /** @description Where the member stands on the way from registration to repeat purchase */
                            stage: {
                                /** @enum {string} */
                                code: "prospect" | "first_order" | "repeat" | "at_risk" | "lost";
                                name: string;
                                text: string;
                            };
                            tierHistory: {
                                /** Format: date */
                                day: string;
                                /** @enum {string} */
                                from: "new" | "high" | "potential" | "silent" | "low" | "general";
                                fromName: string;
                                /** @enum {string} */
                                to: "new" | "high" | "potential" | "silent" | "low" | "general";
                                toName: string;
                                reason: {
                                    /** @description Stable, e.g. `interactions_below` */
                                    code: string;
                                    /** @description Chinese, with the member's own numbers */
                                    text: string;
                                };
                            }[];
                            value: {
                                orders: number;
                                /** @description Paid, before refunds */
                                amountFen: number;
                                refundedFen: number;
                                netFen: number;
                                averageOrderFen: number | null;
                                items: number;
                                last365Fen: number;
                                firstPurchaseDay: string | null;
                                lastPurchaseDay: string | null;
                            };
                            cycle: {
                                purchaseDays: number;
                                /** @description Median days between purchase days; null with fewer than 3 of them */
                                medianDays: number | null;
                                /** @description Last purchase day + median; only with 3 purchase days or more */
                                nextExpectedDay: string | null;
                                /** @description Days past the expected day; 0 when not due yet */
                                overdueDays: number | null;
                            };
                            /** @description Last 12 months, empty months included */
                            monthly: {
                                month: string;
                                orders: number;
                                amountFen: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A unit's goal of a month: reached, expected by now, and its split one level down
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    month: string;
                    metric?: "gmv" | "orders" | "buyers" | "newMembers";
                    /** @description Absent = the topmost unit of the caller's scope */
                    orgUnitId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            month: string;
                            metric: {
                                /** @enum {string} */
                                id: "gmv" | "orders" | "buyers" | "newMembers";
                                name: string;
                                /** @enum {string} */
                                unit: "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
                            };
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            /** Format: date */
                            today: string;
                            /** @description Share of the month's goal that should be reached by now, 0 to 1 */
                            expectedShare: number;
                            /**
                             * @description The store's own days, the weekdays of the last eight weeks, or every day alike
                             * @enum {string}
                             */
                            expectedBy: "own_days" | "weekdays" | "even_days";
                            /** @description Sent back with a change; 0 = no goal yet */
                            version: number;
                            /** @description In force: fen for money, else a count; null = not handed down */
                            target: number | null;
                            /** @description Reached so far, today included; null before the month */
                            actual: number | null;
                            /** @description actual ÷ target */
                            progress: number | null;
                            /** @description What should be reached by now */
                            expected: number | null;
                            /** @description actual ÷ expected: 1 is on time, below is behind */
                            pace: number | null;
                            split: {
                                /** @enum {string} */
                                into: "units" | "people";
                                /** @enum {string} */
                                state: "none" | "draft" | "confirmed";
                                sum: number | null;
                                /** @description sum − target; not 0 only with a reason */
                                difference: number | null;
                                gapReason: string | null;
                                confirmedAt: string | null;
                                confirmedBy: string | null;
                            };
                            /** @description The units right below; empty for a store */
                            parts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                /** @description Draft; in force once the split is confirmed */
                                proposed: number | null;
                                /** @description Whether this unit has handed its goal on */
                                splitConfirmed: boolean;
                                /** @description In force: fen for money, else a count; null = not handed down */
                                target: number | null;
                                /** @description Reached so far, today included; null before the month */
                                actual: number | null;
                                /** @description actual ÷ target */
                                progress: number | null;
                                /** @description What should be reached by now */
                                expected: number | null;
                                /** @description actual ÷ expected: 1 is on time, below is behind */
                                pace: number | null;
                            }[];
                            /** @description A store's goal by day */
                            days: {
                                /** Format: date */
                                day: string;
                                target: number;
                            }[];
                            people: {
                                /** Format: uuid */
                                staffId: string;
                                name: string;
                                roleName: string;
                                /** @description Hands goals out rather than being given one */
                                leads: boolean;
                                /** Format: date */
                                fromDay: string;
                                toDay: string | null;
                                target: number;
                                /** @description By day of the month, as `days` */
                                days: number[];
                            }[];
                            personActuals: {
                                available: boolean;
                                reason: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Set the chain's goal of a month (headquarters)
         * @description Access: `goal.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        month: string;
                        /** @enum {string} */
                        metric: "gmv" | "orders" | "buyers" | "newMembers";
                        target: number;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            month: string;
                            metric: {
                                /** @enum {string} */
                                id: "gmv" | "orders" | "buyers" | "newMembers";
                                name: string;
                                /** @enum {string} */
                                unit: "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
                            };
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            /** Format: date */
                            today: string;
                            /** @description Share of the month's goal that should be reached by now, 0 to 1 */
                            expectedShare: number;
                            /**
                             * @description The store's own days, the weekdays of the last eight weeks, or every day alike
                             * @enum {string}
                             */
                            expectedBy: "own_days" | "weekdays" | "even_days";
                            /** @description Sent back with a change; 0 = no goal yet */
                            version: number;
                            /** @description In force: fen for money, else a count; null = not handed down */
                            target: number | null;
                            /** @description Reached so far, today included; null before the month */
                            actual: number | null;
                            /** @description actual ÷ target */
                            progress: number | null;
                            /** @description What should be reached by now */
                            expected: number | null;
                            /** @description actual ÷ expected: 1 is on time, below is behind */
                            pace: number | null;
                            split: {
                                /** @enum {string} */
                                into: "units" | "people";
                                /** @enum {string} */
                                state: "none" | "draft" | "confirmed";
                                sum: number | null;
                                /** @description sum − target; not 0 only with a reason */
                                difference: number | null;
                                gapReason: string | null;
                                confirmedAt: string | null;
                                confirmedBy: string | null;
                            };
                            /** @description The units right below; empty for a store */
                            parts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                /** @description Draft; in force once the split is confirmed */
                                proposed: number | null;
                                /** @description Whether this unit has handed its goal on */
                                splitConfirmed: boolean;
                                /** @description In force: fen for money, else a count; null = not handed down */
                                target: number | null;
                                /** @description Reached so far, today included; null before the month */
                                actual: number | null;
                                /** @description actual ÷ target */
                                progress: number | null;
                                /** @description What should be reached by now */
                                expected: number | null;
                                /** @description actual ÷ expected: 1 is on time, below is behind */
                                pace: number | null;
                            }[];
                            /** @description A store's goal by day */
                            days: {
                                /** Format: date */
                                day: string;
                                target: number;
                            }[];
                            people: {
                                /** Format: uuid */
                                staffId: string;
                                name: string;
                                roleName: string;
                                /** @description Hands goals out rather than being given one */
                                leads: boolean;
                                /** Format: date */
                                fromDay: string;
                                toDay: string | null;
                                target: number;
                                /** @description By day of the month, as `days` */
                                days: number[];
                            }[];
                            personActuals: {
                                available: boolean;
                                reason: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A split to start from, by last year's or last month's shares; adds up exactly
         * @description Access: `goal.write`
         */
        get: {
            parameters: {
                query: {
                    month: string;
                    metric?: "gmv" | "orders" | "buyers" | "newMembers";
                    orgUnitId: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            basis: "last_year" | "last_month" | "weekdays" | "even";
                            basisMonth: string | null;
                            parts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                /** @description What the unit reached in the basis month */
                                basisValue: number | null;
                                target: number;
                            }[];
                            assignments: {
                                /** Format: uuid */
                                staffId: string;
                                /** Format: date */
                                day: string;
                                target: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save the draft of a split over the units below, or over a store's people and days
         * @description Access: `goal.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        month: string;
                        /** @enum {string} */
                        metric: "gmv" | "orders" | "buyers" | "newMembers";
                        /** Format: uuid */
                        orgUnitId: string;
                        version: number;
                        /** @default [] */
                        parts?: {
                            /** Format: uuid */
                            unitId: string;
                            target: number;
                        }[];
                        /**
                         * @description For a store: who, which day, how much
                         * @default []
                         */
                        assignments?: {
                            /** Format: uuid */
                            staffId: string;
                            /** Format: date */
                            day: string;
                            target: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            month: string;
                            metric: {
                                /** @enum {string} */
                                id: "gmv" | "orders" | "buyers" | "newMembers";
                                name: string;
                                /** @enum {string} */
                                unit: "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
                            };
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            /** Format: date */
                            today: string;
                            /** @description Share of the month's goal that should be reached by now, 0 to 1 */
                            expectedShare: number;
                            /**
                             * @description The store's own days, the weekdays of the last eight weeks, or every day alike
                             * @enum {string}
                             */
                            expectedBy: "own_days" | "weekdays" | "even_days";
                            /** @description Sent back with a change; 0 = no goal yet */
                            version: number;
                            /** @description In force: fen for money, else a count; null = not handed down */
                            target: number | null;
                            /** @description Reached so far, today included; null before the month */
                            actual: number | null;
                            /** @description actual ÷ target */
                            progress: number | null;
                            /** @description What should be reached by now */
                            expected: number | null;
                            /** @description actual ÷ expected: 1 is on time, below is behind */
                            pace: number | null;
                            split: {
                                /** @enum {string} */
                                into: "units" | "people";
                                /** @enum {string} */
                                state: "none" | "draft" | "confirmed";
                                sum: number | null;
                                /** @description sum − target; not 0 only with a reason */
                                difference: number | null;
                                gapReason: string | null;
                                confirmedAt: string | null;
                                confirmedBy: string | null;
                            };
                            /** @description The units right below; empty for a store */
                            parts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                /** @description Draft; in force once the split is confirmed */
                                proposed: number | null;
                                /** @description Whether this unit has handed its goal on */
                                splitConfirmed: boolean;
                                /** @description In force: fen for money, else a count; null = not handed down */
                                target: number | null;
                                /** @description Reached so far, today included; null before the month */
                                actual: number | null;
                                /** @description actual ÷ target */
                                progress: number | null;
                                /** @description What should be reached by now */
                                expected: number | null;
                                /** @description actual ÷ expected: 1 is on time, below is behind */
                                pace: number | null;
                            }[];
                            /** @description A store's goal by day */
                            days: {
                                /** Format: date */
                                day: string;
                                target: number;
                            }[];
                            people: {
                                /** Format: uuid */
                                staffId: string;
                                name: string;
                                roleName: string;
                                /** @description Hands goals out rather than being given one */
                                leads: boolean;
                                /** Format: date */
                                fromDay: string;
                                toDay: string | null;
                                target: number;
                                /** @description By day of the month, as `days` */
                                days: number[];
                            }[];
                            personActuals: {
                                available: boolean;
                                reason: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/split/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lock a split and hand it down; a difference from the whole needs a reason
         * @description Access: `goal.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        month: string;
                        /** @enum {string} */
                        metric: "gmv" | "orders" | "buyers" | "newMembers";
                        /** Format: uuid */
                        orgUnitId: string;
                        version: number;
                        /** @description Required when the parts do not add up to the whole */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            month: string;
                            metric: {
                                /** @enum {string} */
                                id: "gmv" | "orders" | "buyers" | "newMembers";
                                name: string;
                                /** @enum {string} */
                                unit: "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
                            };
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            /** Format: date */
                            today: string;
                            /** @description Share of the month's goal that should be reached by now, 0 to 1 */
                            expectedShare: number;
                            /**
                             * @description The store's own days, the weekdays of the last eight weeks, or every day alike
                             * @enum {string}
                             */
                            expectedBy: "own_days" | "weekdays" | "even_days";
                            /** @description Sent back with a change; 0 = no goal yet */
                            version: number;
                            /** @description In force: fen for money, else a count; null = not handed down */
                            target: number | null;
                            /** @description Reached so far, today included; null before the month */
                            actual: number | null;
                            /** @description actual ÷ target */
                            progress: number | null;
                            /** @description What should be reached by now */
                            expected: number | null;
                            /** @description actual ÷ expected: 1 is on time, below is behind */
                            pace: number | null;
                            split: {
                                /** @enum {string} */
                                into: "units" | "people";
                                /** @enum {string} */
                                state: "none" | "draft" | "confirmed";
                                sum: number | null;
                                /** @description sum − target; not 0 only with a reason */
                                difference: number | null;
                                gapReason: string | null;
                                confirmedAt: string | null;
                                confirmedBy: string | null;
                            };
                            /** @description The units right below; empty for a store */
                            parts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                /** @description Draft; in force once the split is confirmed */
                                proposed: number | null;
                                /** @description Whether this unit has handed its goal on */
                                splitConfirmed: boolean;
                                /** @description In force: fen for money, else a count; null = not handed down */
                                target: number | null;
                                /** @description Reached so far, today included; null before the month */
                                actual: number | null;
                                /** @description actual ÷ target */
                                progress: number | null;
                                /** @description What should be reached by now */
                                expected: number | null;
                                /** @description actual ÷ expected: 1 is on time, below is behind */
                                pace: number | null;
                            }[];
                            /** @description A store's goal by day */
                            days: {
                                /** Format: date */
                                day: string;
                                target: number;
                            }[];
                            people: {
                                /** Format: uuid */
                                staffId: string;
                                name: string;
                                roleName: string;
                                /** @description Hands goals out rather than being given one */
                                leads: boolean;
                                /** Format: date */
                                fromDay: string;
                                toDay: string | null;
                                target: number;
                                /** @description By day of the month, as `days` */
                                days: number[];
                            }[];
                            personActuals: {
                                available: boolean;
                                reason: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/split/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a confirmed split again, with the reason
         * @description Access: `goal.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        month: string;
                        /** @enum {string} */
                        metric: "gmv" | "orders" | "buyers" | "newMembers";
                        /** Format: uuid */
                        orgUnitId: string;
                        version: number;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            month: string;
                            metric: {
                                /** @enum {string} */
                                id: "gmv" | "orders" | "buyers" | "newMembers";
                                name: string;
                                /** @enum {string} */
                                unit: "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
                            };
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            /** Format: date */
                            today: string;
                            /** @description Share of the month's goal that should be reached by now, 0 to 1 */
                            expectedShare: number;
                            /**
                             * @description The store's own days, the weekdays of the last eight weeks, or every day alike
                             * @enum {string}
                             */
                            expectedBy: "own_days" | "weekdays" | "even_days";
                            /** @description Sent back with a change; 0 = no goal yet */
                            version: number;
                            /** @description In force: fen for money, else a count; null = not handed down */
                            target: number | null;
                            /** @description Reached so far, today included; null before the month */
                            actual: number | null;
                            /** @description actual ÷ target */
                            progress: number | null;
                            /** @description What should be reached by now */
                            expected: number | null;
                            /** @description actual ÷ expected: 1 is on time, below is behind */
                            pace: number | null;
                            split: {
                                /** @enum {string} */
                                into: "units" | "people";
                                /** @enum {string} */
                                state: "none" | "draft" | "confirmed";
                                sum: number | null;
                                /** @description sum − target; not 0 only with a reason */
                                difference: number | null;
                                gapReason: string | null;
                                confirmedAt: string | null;
                                confirmedBy: string | null;
                            };
                            /** @description The units right below; empty for a store */
                            parts: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                                /** @description Draft; in force once the split is confirmed */
                                proposed: number | null;
                                /** @description Whether this unit has handed its goal on */
                                splitConfirmed: boolean;
                                /** @description In force: fen for money, else a count; null = not handed down */
                                target: number | null;
                                /** @description Reached so far, today included; null before the month */
                                actual: number | null;
                                /** @description actual ÷ target */
                                progress: number | null;
                                /** @description What should be reached by now */
                                expected: number | null;
                                /** @description actual ÷ expected: 1 is on time, below is behind */
                                pace: number | null;
                            }[];
                            /** @description A store's goal by day */
                            days: {
                                /** Format: date */
                                day: string;
                                target: number;
                            }[];
                            people: {
                                /** Format: uuid */
                                staffId: string;
                                name: string;
                                roleName: string;
                                /** @description Hands goals out rather than being given one */
                                leads: boolean;
                                /** Format: date */
                                fromDay: string;
                                toDay: string | null;
                                target: number;
                                /** @description By day of the month, as `days` */
                                days: number[];
                            }[];
                            personActuals: {
                                available: boolean;
                                reason: string;
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goals/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a unit's goal and its split, newest first
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    month: string;
                    metric?: "gmv" | "orders" | "buyers" | "newMembers";
                    orgUnitId: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                /** @enum {string} */
                                kind: "target_set" | "handed_down" | "split_saved" | "split_confirmed" | "split_reopened";
                                reason: string | null;
                                detail: {
                                    [key: string]: unknown;
                                };
                                /** Format: date-time */
                                changedAt: string;
                                changedBy: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own goals of a month by day
         * @description Access: `signed_in`
         */
        get: {
            parameters: {
                query: {
                    month: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            month: string;
                            /** Format: date */
                            today: string;
                            items: {
                                metric: {
                                    /** @enum {string} */
                                    id: "gmv" | "orders" | "buyers" | "newMembers";
                                    name: string;
                                    /** @enum {string} */
                                    unit: "fen" | "orders" | "persons" | "items" | "ratio" | "days" | "times";
                                };
                                /** Format: uuid */
                                unitId: string;
                                unitName: string;
                                target: number;
                                todayTarget: number;
                                days: {
                                    /** Format: date */
                                    day: string;
                                    target: number;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/daily-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The day of all stores below a unit on one page
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description Business day; absent = today */
                    day?: string;
                    /** @description Absent = the topmost unit of the caller's scope */
                    orgUnitId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            /** Format: date */
                            day: string;
                            /** Format: date */
                            today: string;
                            /** Format: date-time */
                            deadline: string;
                            expected: number;
                            submitted: number;
                            late: number;
                            /** @description submitted ÷ expected */
                            rate: number | null;
                            /** @description Of the whole unit, as the metrics stand now */
                            figures: {
                                /** @description fen */
                                gmv: number;
                                orders: number;
                                buyers: number;
                                newMembers: number;
                                /** @description fen */
                                refundAmount: number;
                            };
                            stores: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                parentName: string;
                                /**
                                 * @description Sent in time, sent late, due but not sent, not due yet
                                 * @enum {string}
                                 */
                                state: "on_time" | "late" | "missing" | "waiting";
                                /** @description As submitted; as they stand now while there is no report */
                                figures: {
                                    /** @description fen */
                                    gmv: number;
                                    orders: number;
                                    buyers: number;
                                    newMembers: number;
                                    /** @description fen */
                                    refundAmount: number;
                                };
                                happened: string;
                                needed: string;
                                corrected: boolean;
                                submittedAt: string | null;
                                comments: number;
                                remindedAt: string | null;
                            }[];
                            /** @description Stores with most sales, most first */
                            top: string[];
                            /** @description Stores with least sales, least first */
                            bottom: string[];
                            branches: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                expected: number;
                                submitted: number;
                                late: number;
                                /** @description submitted ÷ expected */
                                rate: number | null;
                                summary: {
                                    version: number;
                                    body: string;
                                    /** @description Reports that were in when it was handed up */
                                    submitted: number;
                                    expected: number;
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                } | null;
                            }[];
                            /** @description What this unit itself handed up */
                            summary: {
                                version: number;
                                body: string;
                                /** @description Reports that were in when it was handed up */
                                submitted: number;
                                expected: number;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/daily-reports/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One store's report of a day: what was sent, or the figures to send
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description Business day; absent = today */
                    day?: string;
                    /** @description Absent = the topmost unit of the caller's scope */
                    orgUnitId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            store: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            /** Format: date */
                            day: string;
                            /** Format: date */
                            today: string;
                            /** Format: date-time */
                            deadline: string;
                            /**
                             * @description Sent in time, sent late, due but not sent, not due yet
                             * @enum {string}
                             */
                            state: "on_time" | "late" | "missing" | "waiting";
                            /** @description Sent back with a change; 0 = not submitted */
                            version: number;
                            /** @description As submitted; as they stand now while there is no report */
                            figures: {
                                /** @description fen */
                                gmv: number;
                                orders: number;
                                buyers: number;
                                newMembers: number;
                                /** @description fen */
                                refundAmount: number;
                            };
                            happened: string;
                            needed: string;
                            submittedAt: string | null;
                            submittedBy: string | null;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                /** @description By metric id; of that business day */
                                figures: {
                                    /** @description fen */
                                    gmv: number;
                                    orders: number;
                                    buyers: number;
                                    newMembers: number;
                                    /** @description fen */
                                    refundAmount: number;
                                };
                                happened: string;
                                needed: string;
                                /** @description Why it was corrected */
                                reason: string | null;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                            comments: {
                                body: string;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                            /** @description Newest first */
                            reminders: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Submit a store's report, or correct it with a reason
         * @description Access: `daily_report.submit`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date
                         * @description Today or one of the 7 days before
                         */
                        day: string;
                        /**
                         * Format: uuid
                         * @description The store
                         */
                        orgUnitId: string;
                        happened: string;
                        /**
                         * @description What the store needs from above
                         * @default
                         */
                        needed?: string;
                        /** @description 0 to submit; the version in force to correct it */
                        version: number;
                        /** @description Required for a correction */
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            store: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            /** Format: date */
                            day: string;
                            /** Format: date */
                            today: string;
                            /** Format: date-time */
                            deadline: string;
                            /**
                             * @description Sent in time, sent late, due but not sent, not due yet
                             * @enum {string}
                             */
                            state: "on_time" | "late" | "missing" | "waiting";
                            /** @description Sent back with a change; 0 = not submitted */
                            version: number;
                            /** @description As submitted; as they stand now while there is no report */
                            figures: {
                                /** @description fen */
                                gmv: number;
                                orders: number;
                                buyers: number;
                                newMembers: number;
                                /** @description fen */
                                refundAmount: number;
                            };
                            happened: string;
                            needed: string;
                            submittedAt: string | null;
                            submittedBy: string | null;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                /** @description By metric id; of that business day */
                                figures: {
                                    /** @description fen */
                                    gmv: number;
                                    orders: number;
                                    buyers: number;
                                    newMembers: number;
                                    /** @description fen */
                                    refundAmount: number;
                                };
                                happened: string;
                                needed: string;
                                /** @description Why it was corrected */
                                reason: string | null;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                            comments: {
                                body: string;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                            /** @description Newest first */
                            reminders: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/daily-reports/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on a store's report
         * @description Access: `daily_report.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        day: string;
                        /**
                         * Format: uuid
                         * @description The store
                         */
                        orgUnitId: string;
                        body: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            store: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            };
                            /** Format: date */
                            day: string;
                            /** Format: date */
                            today: string;
                            /** Format: date-time */
                            deadline: string;
                            /**
                             * @description Sent in time, sent late, due but not sent, not due yet
                             * @enum {string}
                             */
                            state: "on_time" | "late" | "missing" | "waiting";
                            /** @description Sent back with a change; 0 = not submitted */
                            version: number;
                            /** @description As submitted; as they stand now while there is no report */
                            figures: {
                                /** @description fen */
                                gmv: number;
                                orders: number;
                                buyers: number;
                                newMembers: number;
                                /** @description fen */
                                refundAmount: number;
                            };
                            happened: string;
                            needed: string;
                            submittedAt: string | null;
                            submittedBy: string | null;
                            /** @description Newest first */
                            versions: {
                                version: number;
                                /** @description By metric id; of that business day */
                                figures: {
                                    /** @description fen */
                                    gmv: number;
                                    orders: number;
                                    buyers: number;
                                    newMembers: number;
                                    /** @description fen */
                                    refundAmount: number;
                                };
                                happened: string;
                                needed: string;
                                /** @description Why it was corrected */
                                reason: string | null;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                            comments: {
                                body: string;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                            /** @description Newest first */
                            reminders: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/daily-reports/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind the stores below a unit whose report is missing
         * @description Access: `daily_report.review`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        day: string;
                        /** Format: uuid */
                        orgUnitId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            missing: number;
                            /** @description Names; stores reminded less than 30 minutes ago are left out */
                            reminded: string[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/daily-reports/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand a branch's summary of the day up
         * @description Access: `daily_report.review`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        day: string;
                        /**
                         * Format: uuid
                         * @description The branch
                         */
                        orgUnitId: string;
                        body: string;
                        /** @description 0 for the first; else the version in force */
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unit: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "tenant" | "store";
                            };
                            /** Format: date */
                            day: string;
                            /** Format: date */
                            today: string;
                            /** Format: date-time */
                            deadline: string;
                            expected: number;
                            submitted: number;
                            late: number;
                            /** @description submitted ÷ expected */
                            rate: number | null;
                            /** @description Of the whole unit, as the metrics stand now */
                            figures: {
                                /** @description fen */
                                gmv: number;
                                orders: number;
                                buyers: number;
                                newMembers: number;
                                /** @description fen */
                                refundAmount: number;
                            };
                            stores: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                parentName: string;
                                /**
                                 * @description Sent in time, sent late, due but not sent, not due yet
                                 * @enum {string}
                                 */
                                state: "on_time" | "late" | "missing" | "waiting";
                                /** @description As submitted; as they stand now while there is no report */
                                figures: {
                                    /** @description fen */
                                    gmv: number;
                                    orders: number;
                                    buyers: number;
                                    newMembers: number;
                                    /** @description fen */
                                    refundAmount: number;
                                };
                                happened: string;
                                needed: string;
                                corrected: boolean;
                                submittedAt: string | null;
                                comments: number;
                                remindedAt: string | null;
                            }[];
                            /** @description Stores with most sales, most first */
                            top: string[];
                            /** @description Stores with least sales, least first */
                            bottom: string[];
                            branches: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                expected: number;
                                submitted: number;
                                late: number;
                                /** @description submitted ÷ expected */
                                rate: number | null;
                                summary: {
                                    version: number;
                                    body: string;
                                    /** @description Reports that were in when it was handed up */
                                    submitted: number;
                                    expected: number;
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                } | null;
                            }[];
                            /** @description What this unit itself handed up */
                            summary: {
                                version: number;
                                body: string;
                                /** @description Reports that were in when it was handed up */
                                submitted: number;
                                expected: number;
                                /** Format: date-time */
                                at: string;
                                by: string;
                            } | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/daily-reports/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * By when reports are due
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Shop time of the business day, `HH:MM` */
                            deadline: string;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Change by when reports are due, for the whole chain
         * @description Access: `daily_report.review`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Shop time of the business day, `HH:MM` */
                        deadline: string;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Shop time of the business day, `HH:MM` */
                            deadline: string;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People per pool and across pools without double counting, overlaps, growth
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    /** @description First day */
                    from: string;
                    /** @description The day after the last one */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            compared: {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                to: string;
                            };
                            pools: {
                                code: string;
                                name: string;
                                /**
                                 * @description `weak` = one-way, `medium` = two-way in groups, `strong` = one-to-one with a guide
                                 * @enum {string}
                                 */
                                strength: "weak" | "medium" | "strong";
                                /**
                                 * @description Who owns the relation to the users
                                 * @enum {string}
                                 */
                                owner: "brand" | "mall" | "kol" | "platform";
                                ownerName: string | null;
                                /** @description Whether its owner can reach the users repeatedly at low or no cost */
                                cheapReach: boolean;
                                /** @description What the pool holds and how people get in */
                                holds: string;
                                source: {
                                    /** @enum {string} */
                                    kind: "events";
                                    joined: string[];
                                    left: string[];
                                    /** @description Property that tells relations of one person apart, e.g. guideCode; leaving without it ends all of them */
                                    key: string | null;
                                    /** @description Only events whose property has one of these values; the empty text stands for a missing property */
                                    where: {
                                        property: string;
                                        values: string[];
                                    } | null;
                                } | {
                                    /** @enum {string} */
                                    kind: "channel";
                                    channel: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "registered";
                                } | {
                                    /** @enum {string} */
                                    kind: "none";
                                };
                                /**
                                 * @description Whether the relation is private or public from the brand's point of view
                                 * @enum {string}
                                 */
                                toBrand: "private" | "public";
                                /**
                                 * @description The same from its owner's point of view
                                 * @enum {string}
                                 */
                                toOwner: "private" | "public";
                                /** @description null = not connected, hence not counted */
                                figures: {
                                    /** @description At the end of the period, each person once */
                                    people: number;
                                    /** @description At its start */
                                    before: number;
                                    /** @description In at the end, not at the start */
                                    joined: number;
                                    /** @description In at the start, not at the end */
                                    left: number;
                                    /** @description (people − before) / before; null when there was nobody */
                                    growth: number | null;
                                    previousJoined: number;
                                    previousLeft: number;
                                    /** @description Growth over the equally long period before */
                                    previousGrowth: number | null;
                                } | null;
                            }[];
                            /** @description Everybody in at least one pool that is private to the brand, counted once */
                            privateDomain: {
                                /** @description At the end of the period, each person once */
                                people: number;
                                /** @description At its start */
                                before: number;
                                /** @description In at the end, not at the start */
                                joined: number;
                                /** @description In at the start, not at the end */
                                left: number;
                                /** @description (people − before) / before; null when there was nobody */
                                growth: number | null;
                                previousJoined: number;
                                previousLeft: number;
                                /** @description Growth over the equally long period before */
                                previousGrowth: number | null;
                                /** @description People in exactly one, two, … of our pools */
                                depth: number[];
                            };
                            /** @description Everybody in at least one counted pool, counted once */
                            all: {
                                /** @description At the end of the period, each person once */
                                people: number;
                                /** @description At its start */
                                before: number;
                                /** @description In at the end, not at the start */
                                joined: number;
                                /** @description In at the start, not at the end */
                                left: number;
                                /** @description (people − before) / before; null when there was nobody */
                                growth: number | null;
                                previousJoined: number;
                                previousLeft: number;
                                /** @description Growth over the equally long period before */
                                previousGrowth: number | null;
                            };
                            /** @description Every pair once */
                            overlaps: {
                                a: string;
                                b: string;
                                people: number;
                            }[];
                            nextSteps: {
                                inPool: string;
                                notInPool: string;
                                people: number;
                                text: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/pools/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Interaction, reply, repurchase and opt-out behind the head counts, per pool and store
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    /** @description First day */
                    from: string;
                    /** @description The day after the last one */
                    to: string;
                    /** @description Also by store, for this pool; absent = no stores */
                    pool?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            pools: {
                                pool: string;
                                /** @description In the pool at the end of the period */
                                contacts: number;
                                before: number;
                                joined: number;
                                /** @description Of those who joined: did something beyond joining */
                                joinedInteracted: number;
                                /** @description Of the contacts: started something in the period, joining left out */
                                interacted: number;
                                /** @description Of the contacts: answered, asked, or spoke in a group */
                                replied: number;
                                /** @description Of the contacts: bought in the period, and not for the first time */
                                repurchased: number;
                                /** @description Left: were in at the start or came in the period, and are not in at its end */
                                optedOut: number;
                                /** @description Says so when heads grow and the relation does not */
                                warning: string | null;
                            }[];
                            /** @description By home store, for the pool asked for */
                            stores: {
                                pool: string;
                                /** @description In the pool at the end of the period */
                                contacts: number;
                                before: number;
                                joined: number;
                                /** @description Of those who joined: did something beyond joining */
                                joinedInteracted: number;
                                /** @description Of the contacts: started something in the period, joining left out */
                                interacted: number;
                                /** @description Of the contacts: answered, asked, or spoke in a group */
                                replied: number;
                                /** @description Of the contacts: bought in the period, and not for the first time */
                                repurchased: number;
                                /** @description Left: were in at the start or came in the period, and are not in at its end */
                                optedOut: number;
                                /** @description Says so when heads grow and the relation does not */
                                warning: string | null;
                                storeNo: number;
                                storeName: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/pools/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People of a pool, or of one and not of another, who spent most first
         * @description Access: `member.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    inPool: string;
                    notInPool?: string;
                    /** @description As of the end of this day; default today */
                    day?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                                orders: number;
                                amountFen: number;
                                lastPurchaseDay: string | null;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/pools/registry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The registered pools, as headquarters defined them
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            pools: {
                                code: string;
                                name: string;
                                /**
                                 * @description `weak` = one-way, `medium` = two-way in groups, `strong` = one-to-one with a guide
                                 * @enum {string}
                                 */
                                strength: "weak" | "medium" | "strong";
                                /**
                                 * @description Who owns the relation to the users
                                 * @enum {string}
                                 */
                                owner: "brand" | "mall" | "kol" | "platform";
                                ownerName: string | null;
                                /** @description Whether its owner can reach the users repeatedly at low or no cost */
                                cheapReach: boolean;
                                /** @description What the pool holds and how people get in */
                                holds: string;
                                source: {
                                    /** @enum {string} */
                                    kind: "events";
                                    joined: string[];
                                    left: string[];
                                    /** @description Property that tells relations of one person apart, e.g. guideCode; leaving without it ends all of them */
                                    key: string | null;
                                    /** @description Only events whose property has one of these values; the empty text stands for a missing property */
                                    where: {
                                        property: string;
                                        values: string[];
                                    } | null;
                                } | {
                                    /** @enum {string} */
                                    kind: "channel";
                                    channel: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "registered";
                                } | {
                                    /** @enum {string} */
                                    kind: "none";
                                };
                            }[];
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Replace the registered pools; headquarters only
         * @description Access: `setting.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description `version` is the one that the editor saw */
            requestBody: {
                content: {
                    "application/json": {
                        pools: {
                            code: string;
                            name: string;
                            /**
                             * @description `weak` = one-way, `medium` = two-way in groups, `strong` = one-to-one with a guide
                             * @enum {string}
                             */
                            strength: "weak" | "medium" | "strong";
                            /**
                             * @description Who owns the relation to the users
                             * @enum {string}
                             */
                            owner: "brand" | "mall" | "kol" | "platform";
                            ownerName: string | null;
                            /** @description Whether its owner can reach the users repeatedly at low or no cost */
                            cheapReach: boolean;
                            /** @description What the pool holds and how people get in */
                            holds: string;
                            source: {
                                /** @enum {string} */
                                kind: "events";
                                joined: string[];
                                left: string[];
                                /** @description Property that tells relations of one person apart, e.g. guideCode; leaving without it ends all of them */
                                key: string | null;
                                /** @description Only events whose property has one of these values; the empty text stands for a missing property */
                                where: {
                                    property: string;
                                    values: string[];
                                } | null;
                            } | {
                                /** @enum {string} */
                                kind: "channel";
                                channel: string;
                            } | {
                                /** @enum {string} */
                                kind: "registered";
                            } | {
                                /** @enum {string} */
                                kind: "none";
                            };
                        }[];
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            pools: {
                                code: string;
                                name: string;
                                /**
                                 * @description `weak` = one-way, `medium` = two-way in groups, `strong` = one-to-one with a guide
                                 * @enum {string}
                                 */
                                strength: "weak" | "medium" | "strong";
                                /**
                                 * @description Who owns the relation to the users
                                 * @enum {string}
                                 */
                                owner: "brand" | "mall" | "kol" | "platform";
                                ownerName: string | null;
                                /** @description Whether its owner can reach the users repeatedly at low or no cost */
                                cheapReach: boolean;
                                /** @description What the pool holds and how people get in */
                                holds: string;
                                source: {
                                    /** @enum {string} */
                                    kind: "events";
                                    joined: string[];
                                    left: string[];
                                    /** @description Property that tells relations of one person apart, e.g. guideCode; leaving without it ends all of them */
                                    key: string | null;
                                    /** @description Only events whose property has one of these values; the empty text stands for a missing property */
                                    where: {
                                        property: string;
                                        values: string[];
                                    } | null;
                                } | {
                                    /** @enum {string} */
                                    kind: "channel";
                                    channel: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "registered";
                                } | {
                                    /** @enum {string} */
                                    kind: "none";
                                };
                            }[];
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/compare-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Order value, frequency and repurchase of two groups: in a pool or not, new or old
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    /** @description First day */
                    from: string;
                    /** @description The day after the last one */
                    to: string;
                    /** @description `pool` = in a pool or not; `new_old` = new or old customers */
                    by?: "pool" | "new_old";
                    /** @description Code of a pool, for `by=pool` */
                    pool?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            groups: {
                                label: string;
                                /** @description Of the group, whether they bought or not */
                                customers: number;
                                buyers: number;
                                /** @description A fraction; null when there is nobody to divide by */
                                buyerShare: number | null;
                                orders: number;
                                amountFen: number;
                                averageOrderValueFen: number | null;
                                /** @description Purchase frequency in the period */
                                ordersPerBuyer: number | null;
                                /** @description Of the buyers: bought twice or more in the period */
                                repurchaseRate: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/channel-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Age, gender, city, spend, sharing and loyalty of the buyers of every channel
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description An organisation unit in scope; its stores count. Absent = the whole scope */
                    orgUnitId?: string;
                    /** @description First day */
                    from: string;
                    /** @description The day after the last one */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            channels: {
                                channel: string;
                                label: string;
                                buyers: number;
                                spendPerBuyerFen: number;
                                averageOrderValueFen: number;
                                ordersPerBuyer: number;
                                /** @description Bought before the period anywhere, or twice in it in this channel */
                                loyalShare: number;
                                /** @description Shared a product or content in the period */
                                sharerShare: number;
                                genderKnown: number;
                                /** @description Of those whose gender is known */
                                femaleShare: number | null;
                                agesKnown: number;
                                /** @description Of those whose year of birth is known */
                                ages: {
                                    label: string;
                                    /** @description A fraction; null when there is nobody to divide by */
                                    share: number | null;
                                }[];
                                /** @description The five with most buyers; shares of all */
                                cities: {
                                    city: string;
                                    share: number;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags/{tagNo}/rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rule of a rule tag, and its last refresh
         * @description Access: `tag.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tagNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tagNo: number;
                            rule: {
                                conditions: ({
                                    /** @enum {string} */
                                    kind: "recency";
                                    /** @description Days since the last purchase; buyers only */
                                    days: {
                                        min?: number;
                                        max?: number;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "orders";
                                    count: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "spend";
                                    fen: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "average_order";
                                    fen: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "bought_sku";
                                    skus: string[];
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "coupon_share";
                                    share: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "tier";
                                    tiers: ("new" | "high" | "potential" | "silent" | "low" | "general")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "life_cycle";
                                    stages: ("potential" | "active" | "dormant")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "rhythm";
                                    stages: ("new" | "active" | "silent")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "rfm_group";
                                    groups: ("important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "order_channel";
                                    channels: string[];
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "member_channel";
                                    channels: string[];
                                } | {
                                    /** @enum {string} */
                                    kind: "city";
                                    /** @description City of the member's store */
                                    cities: string[];
                                } | {
                                    /** @enum {string} */
                                    kind: "registered";
                                    /** @description Days since registration */
                                    days: {
                                        min?: number;
                                        max?: number;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "registered_on";
                                    /** Format: date */
                                    from: string;
                                    /**
                                     * Format: date
                                     * @description Exclusive
                                     */
                                    to: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "events";
                                    types: string[];
                                    count: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                })[];
                            };
                            enabled: boolean;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            /** @description null = not yet */
                            refreshedAt: string | null;
                            /** @description Members that carried the tag after the last refresh */
                            members: number | null;
                            failure: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Set the rule of a rule tag; its members follow in the background
         * @description Access: `tag.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tagNo: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rule: {
                            conditions: ({
                                /** @enum {string} */
                                kind: "recency";
                                /** @description Days since the last purchase; buyers only */
                                days: {
                                    min?: number;
                                    max?: number;
                                };
                            } | {
                                /** @enum {string} */
                                kind: "orders";
                                count: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "spend";
                                fen: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "average_order";
                                fen: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "bought_sku";
                                skus: string[];
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "coupon_share";
                                share: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "tier";
                                tiers: ("new" | "high" | "potential" | "silent" | "low" | "general")[];
                            } | {
                                /** @enum {string} */
                                kind: "life_cycle";
                                stages: ("potential" | "active" | "dormant")[];
                            } | {
                                /** @enum {string} */
                                kind: "rhythm";
                                stages: ("new" | "active" | "silent")[];
                            } | {
                                /** @enum {string} */
                                kind: "rfm_group";
                                groups: ("important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue")[];
                            } | {
                                /** @enum {string} */
                                kind: "order_channel";
                                channels: string[];
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "member_channel";
                                channels: string[];
                            } | {
                                /** @enum {string} */
                                kind: "city";
                                /** @description City of the member's store */
                                cities: string[];
                            } | {
                                /** @enum {string} */
                                kind: "registered";
                                /** @description Days since registration */
                                days: {
                                    min?: number;
                                    max?: number;
                                };
                            } | {
                                /** @enum {string} */
                                kind: "registered_on";
                                /** Format: date */
                                from: string;
                                /**
                                 * Format: date
                                 * @description Exclusive
                                 */
                                to: string;
                            } | {
                                /** @enum {string} */
                                kind: "events";
                                types: string[];
                                count: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            })[];
                        };
                        /** @default true */
                        enabled?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tagNo: number;
                            rule: {
                                conditions: ({
                                    /** @enum {string} */
                                    kind: "recency";
                                    /** @description Days since the last purchase; buyers only */
                                    days: {
                                        min?: number;
                                        max?: number;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "orders";
                                    count: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "spend";
                                    fen: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "average_order";
                                    fen: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "bought_sku";
                                    skus: string[];
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "coupon_share";
                                    share: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "tier";
                                    tiers: ("new" | "high" | "potential" | "silent" | "low" | "general")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "life_cycle";
                                    stages: ("potential" | "active" | "dormant")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "rhythm";
                                    stages: ("new" | "active" | "silent")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "rfm_group";
                                    groups: ("important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue")[];
                                } | {
                                    /** @enum {string} */
                                    kind: "order_channel";
                                    channels: string[];
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "member_channel";
                                    channels: string[];
                                } | {
                                    /** @enum {string} */
                                    kind: "city";
                                    /** @description City of the member's store */
                                    cities: string[];
                                } | {
                                    /** @enum {string} */
                                    kind: "registered";
                                    /** @description Days since registration */
                                    days: {
                                        min?: number;
                                        max?: number;
                                    };
                                } | {
                                    /** @enum {string} */
                                    kind: "registered_on";
                                    /** Format: date */
                                    from: string;
                                    /**
                                     * Format: date
                                     * @description Exclusive
                                     */
                                    to: string;
                                } | {
                                    /** @enum {string} */
                                    kind: "events";
                                    types: string[];
                                    count: {
                                        min?: number;
                                        max?: number;
                                    };
                                    /** @description Window in days including today; absent = ever */
                                    days?: number;
                                })[];
                            };
                            enabled: boolean;
                            /** Format: date-time */
                            savedAt: string;
                            savedBy: string;
                            /** @description null = not yet */
                            refreshedAt: string | null;
                            /** @description Members that carried the tag after the last refresh */
                            members: number | null;
                            failure: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tag-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many members of the caller's scope meet a rule today
         * @description Access: `tag.read`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rule: {
                            conditions: ({
                                /** @enum {string} */
                                kind: "recency";
                                /** @description Days since the last purchase; buyers only */
                                days: {
                                    min?: number;
                                    max?: number;
                                };
                            } | {
                                /** @enum {string} */
                                kind: "orders";
                                count: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "spend";
                                fen: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "average_order";
                                fen: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "bought_sku";
                                skus: string[];
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "coupon_share";
                                share: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "tier";
                                tiers: ("new" | "high" | "potential" | "silent" | "low" | "general")[];
                            } | {
                                /** @enum {string} */
                                kind: "life_cycle";
                                stages: ("potential" | "active" | "dormant")[];
                            } | {
                                /** @enum {string} */
                                kind: "rhythm";
                                stages: ("new" | "active" | "silent")[];
                            } | {
                                /** @enum {string} */
                                kind: "rfm_group";
                                groups: ("important_value" | "important_develop" | "important_keep" | "important_rescue" | "general_value" | "general_develop" | "general_keep" | "general_rescue")[];
                            } | {
                                /** @enum {string} */
                                kind: "order_channel";
                                channels: string[];
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            } | {
                                /** @enum {string} */
                                kind: "member_channel";
                                channels: string[];
                            } | {
                                /** @enum {string} */
                                kind: "city";
                                /** @description City of the member's store */
                                cities: string[];
                            } | {
                                /** @enum {string} */
                                kind: "registered";
                                /** @description Days since registration */
                                days: {
                                    min?: number;
                                    max?: number;
                                };
                            } | {
                                /** @enum {string} */
                                kind: "registered_on";
                                /** Format: date */
                                from: string;
                                /**
                                 * Format: date
                                 * @description Exclusive
                                 */
                                to: string;
                            } | {
                                /** @enum {string} */
                                kind: "events";
                                types: string[];
                                count: {
                                    min?: number;
                                    max?: number;
                                };
                                /** @description Window in days including today; absent = ever */
                                days?: number;
                            })[];
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description In the caller's scope */
                            members: number;
                            /** @description All members in the caller's scope */
                            ofMembers: number;
                            /** @description Up to 10 of them, masked */
                            sample: {
                                memberNo: number;
                                /** @description Masked */
                                name: string | null;
                                /** @description Masked */
                                phone: string | null;
                                storeNo: number | null;
                                storeName: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ledger of allocations to stores in scope, newest first, each with its explanation
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    from?: string;
                    /** @description Exclusive */
                    to?: string;
                    dealerNo?: number;
                    memberNo?: number;
                    decidedBy?: "share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight" | "only_one" | "closest_of_equals" | "by_hand";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                memberNo: number;
                                /** @description Masked; null outside the caller's scope */
                                memberName: string | null;
                                /** Format: uuid */
                                dealerId: string;
                                dealerNo: number;
                                dealerName: string;
                                storeNo: number;
                                storeName: string;
                                channel: string;
                                service: ("in_store" | "home_delivery" | "pick_up" | "express") | null;
                                /** @description Four digits when read from the nearest store */
                                areaCode: string | null;
                                shareCode: string | null;
                                /** @enum {string} */
                                decidedBy: "share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight" | "only_one" | "closest_of_equals" | "by_hand";
                                decidedText: string;
                                /** @description The other dealers, nearest first, each with why; at most 20, and only those in the caller's scope */
                                losers: {
                                    dealerNo: number;
                                    dealerName: string;
                                    reason: string;
                                    text: string;
                                    metres: number | null;
                                }[];
                                metres: number | null;
                                /** @description Whose rule decided; null = the usual one */
                                ruleUnitName: string | null;
                                ruleVersion: number;
                                commissionBp: number;
                                /** Format: date-time */
                                allocatedAt: string;
                                /** Format: date-time */
                                protectedUntil: string;
                                /** Format: date-time */
                                attributedUntil: string;
                                endedAt: string | null;
                                /** @description The allocation it replaces by hand */
                                replaces: number | null;
                                reason: string | null;
                                allocatedBy: string;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Give an online customer to a dealer's store; the same answer again while the customer is protected
         * @description Access: `traffic.allocate`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        memberNo?: number;
                        /** @description When the member number is not known; a new customer is recorded */
                        identifiers?: {
                            /** @enum {string} */
                            kind: "phone" | "unionid" | "card" | "external_userid" | "openid" | "shop_openid" | "platform_id" | "pos_id" | "erp_id" | "external_id" | "email" | "device" | "wifi_mac";
                            scope?: string;
                            value: string;
                        }[];
                        latitude?: number;
                        longitude?: number;
                        /** @description When the customer does not share a position */
                        areaCode?: string;
                        /**
                         * @description What the customer wants
                         * @enum {string}
                         */
                        service?: "in_store" | "home_delivery" | "pick_up" | "express";
                        shareCode?: string;
                        /** @description Where the customer comes from, e.g. mini_program */
                        channel: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            memberNo: number;
                            /** @description Masked; null outside the caller's scope */
                            memberName: string | null;
                            /** Format: uuid */
                            dealerId: string;
                            dealerNo: number;
                            dealerName: string;
                            storeNo: number;
                            storeName: string;
                            channel: string;
                            service: ("in_store" | "home_delivery" | "pick_up" | "express") | null;
                            /** @description Four digits when read from the nearest store */
                            areaCode: string | null;
                            shareCode: string | null;
                            /** @enum {string} */
                            decidedBy: "share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight" | "only_one" | "closest_of_equals" | "by_hand";
                            decidedText: string;
                            /** @description The other dealers, nearest first, each with why; at most 20, and only those in the caller's scope */
                            losers: {
                                dealerNo: number;
                                dealerName: string;
                                reason: string;
                                text: string;
                                metres: number | null;
                            }[];
                            metres: number | null;
                            /** @description Whose rule decided; null = the usual one */
                            ruleUnitName: string | null;
                            ruleVersion: number;
                            commissionBp: number;
                            /** Format: date-time */
                            allocatedAt: string;
                            /** Format: date-time */
                            protectedUntil: string;
                            /** Format: date-time */
                            attributedUntil: string;
                            endedAt: string | null;
                            /** @description The allocation it replaces by hand */
                            replaces: number | null;
                            reason: string | null;
                            allocatedBy: string;
                            /** @description The customer was given before and is still protected */
                            repeated: boolean;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/allocations/{allocationId}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the customer to another dealer's store by hand, with a reason
         * @description Access: `traffic.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    allocationId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A trading store of the dealer who gets the customer */
                        storeNo: number;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            memberNo: number;
                            /** @description Masked; null outside the caller's scope */
                            memberName: string | null;
                            /** Format: uuid */
                            dealerId: string;
                            dealerNo: number;
                            dealerName: string;
                            storeNo: number;
                            storeName: string;
                            channel: string;
                            service: ("in_store" | "home_delivery" | "pick_up" | "express") | null;
                            /** @description Four digits when read from the nearest store */
                            areaCode: string | null;
                            shareCode: string | null;
                            /** @enum {string} */
                            decidedBy: "share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight" | "only_one" | "closest_of_equals" | "by_hand";
                            decidedText: string;
                            /** @description The other dealers, nearest first, each with why; at most 20, and only those in the caller's scope */
                            losers: {
                                dealerNo: number;
                                dealerName: string;
                                reason: string;
                                text: string;
                                metres: number | null;
                            }[];
                            metres: number | null;
                            /** @description Whose rule decided; null = the usual one */
                            ruleUnitName: string | null;
                            ruleVersion: number;
                            commissionBp: number;
                            /** Format: date-time */
                            allocatedAt: string;
                            /** Format: date-time */
                            protectedUntil: string;
                            /** Format: date-time */
                            attributedUntil: string;
                            endedAt: string | null;
                            /** @description The allocation it replaces by hand */
                            replaces: number | null;
                            reason: string | null;
                            allocatedBy: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give out a past period's customers again by another rule or other terms; writes nothing
         * @description Access: `traffic.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date */
                        from: string;
                        /**
                         * Format: date
                         * @description Exclusive
                         */
                        to: string;
                        rule: {
                            /** @description Compared in this order; the first difference decides */
                            criteria: ("share_code" | "belonging" | "territory" | "nearest" | "capacity" | "weight")[];
                            /** @description Distances within one band are equal */
                            bandMetres: number;
                            /** @description Dealers further away are not asked; null = any */
                            maxMetres: number | null;
                            /** @description For so many days the same customer goes to the same dealer */
                            protectionDays: number;
                            /** @description Orders of so many days after the allocation count */
                            attributionDays: number;
                        };
                        /**
                         * @description Other terms than the present ones
                         * @default []
                         */
                        terms?: {
                            /** @description Takes online traffic */
                            accepts: boolean;
                            /** @description Protected territory by division codes of two, four or six digits */
                            areaCodes: string[];
                            /** @description Protected circle around each store */
                            radiusMetres: number | null;
                            /** @description New customers a day; null = no limit */
                            dailyCap: number | null;
                            weight: number;
                            /** @description Hundredths of a percent of net sales */
                            commissionBp: number;
                            dealerNo: number;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            replayed: number;
                            /** @description Only the first 5,000 customers of the period were replayed */
                            truncated: boolean;
                            /** @description Customers who would have gone to another dealer */
                            moved: number;
                            /** @description Customers whom no dealer would have fitted */
                            unserved: number;
                            dealers: {
                                dealerNo: number;
                                name: string;
                                actual: number;
                                simulated: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Each dealer's customers, conversion, sales, and commission preview, against its fair share
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    from: string;
                    /** @description Exclusive */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dealers: {
                                dealerNo: number;
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                weight: number;
                                accepts: boolean;
                                /** @description Customers given in the period */
                                allocated: number;
                                /** @description Of them, who have bought within the attribution window */
                                converted: number;
                                orders: number;
                                salesFen: number;
                                refundFen: number;
                                netFen: number;
                                /** @description Preview: net sales by the rate that held when the customer was given */
                                commissionFen: number;
                                /** @description Of the customers given to the dealers shown */
                                share: number | null;
                                /** @description Of the weights of dealers that take traffic */
                                fairShare: number | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/traffic/settlement.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The settlement preview per dealer, as CSV for Excel
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    from: string;
                    /** @description Exclusive */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insight/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders, sales, buyers and own pool of each tenant in scope, and the operator's share
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    from: string;
                    /** @description Exclusive */
                    to: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tenants: {
                                /** Format: uuid */
                                unitId: string;
                                name: string;
                                orders: number;
                                salesFen: number;
                                refundFen: number;
                                netFen: number;
                                buyers: number;
                                /** @description Of the buyers, those in the tenant's own pool */
                                ownBuyers: number;
                                /** @description The tenant's own pool */
                                members: number;
                                /** @description Sales of goods tagged as the tenant's, wherever they were sold */
                                ownGoodsFen: number;
                                /** @description The operator's share of net sales */
                                commissionFen: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leaders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leaders of stores in scope, newest first, with what their members bought in the period
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    from: string;
                    /** @description Exclusive */
                    to: string;
                    status?: "applied" | "approved" | "paused" | "ended" | "declined";
                    storeNo?: number;
                    level?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                no: number;
                                memberNo: number | null;
                                /** @description Masked */
                                memberName: string | null;
                                staffId: string | null;
                                staffName: string | null;
                                storeNo: number;
                                storeName: string;
                                pickupPoint: string;
                                pickupAddress: string;
                                /** @enum {string} */
                                status: "applied" | "approved" | "paused" | "ended" | "declined";
                                statusReason: string | null;
                                nextStatuses: ("applied" | "approved" | "paused" | "ended" | "declined")[];
                                level: string;
                                levelName: string;
                                commissionBp: number | null;
                                /** Format: date-time */
                                appliedAt: string;
                                approvedAt: string | null;
                                endedAt: string | null;
                                version: number;
                                /** @description Members led now */
                                led: number;
                                /** @description A merge has shown that another leader is the same person: end one */
                                twin: boolean;
                                /** @description The rate that holds: the leader's own, or the level's */
                                rateBp: number;
                                /** @description Of led members in the period */
                                orders: number;
                                buyers: number;
                                salesFen: number;
                                refundFen: number;
                                netFen: number;
                                /** @description Preview: net sales by the rate that holds */
                                commissionFen: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Put somebody forward as a leader: a member, one of the staff, or both in one person
         * @description Access: `leader.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The member who leads; with `staffId` when it is one person */
                        memberNo?: number | null;
                        staffId?: string | null;
                        storeNo: number;
                        pickupPoint: string;
                        /** @default  */
                        pickupAddress?: string;
                        level: string;
                        /**
                         * @description Null = the level's
                         * @default null
                         */
                        commissionBp?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            no: number;
                            memberNo: number | null;
                            /** @description Masked */
                            memberName: string | null;
                            staffId: string | null;
                            staffName: string | null;
                            storeNo: number;
                            storeName: string;
                            pickupPoint: string;
                            pickupAddress: string;
                            /** @enum {string} */
                            status: "applied" | "approved" | "paused" | "ended" | "declined";
                            statusReason: string | null;
                            nextStatuses: ("applied" | "approved" | "paused" | "ended" | "declined")[];
                            level: string;
                            levelName: string;
                            commissionBp: number | null;
                            /** Format: date-time */
                            appliedAt: string;
                            approvedAt: string | null;
                            endedAt: string | null;
                            version: number;
                            /** @description Members led now */
                            led: number;
                            /** @description A merge has shown that another leader is the same person: end one */
                            twin: boolean;
                            /** @description The rate that holds: the leader's own, or the level's */
                            rateBp: number;
                            /** @description Of led members in the period */
                            orders: number;
                            buyers: number;
                            salesFen: number;
                            refundFen: number;
                            netFen: number;
                            /** @description Preview: net sales by the rate that holds */
                            commissionFen: number;
                            /** @description The level that the net sales of the last 30 days earn */
                            earnedLevel: string | null;
                            /** @description Led now, the latest 500 */
                            members: {
                                memberNo: number;
                                name: string | null;
                                phone: string | null;
                                storeName: string | null;
                                /** Format: date-time */
                                boundAt: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leaders/{leaderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One leader with the members led now
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    /** @description Exclusive */
                    to?: string;
                };
                header?: never;
                path: {
                    leaderId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            no: number;
                            memberNo: number | null;
                            /** @description Masked */
                            memberName: string | null;
                            staffId: string | null;
                            staffName: string | null;
                            storeNo: number;
                            storeName: string;
                            pickupPoint: string;
                            pickupAddress: string;
                            /** @enum {string} */
                            status: "applied" | "approved" | "paused" | "ended" | "declined";
                            statusReason: string | null;
                            nextStatuses: ("applied" | "approved" | "paused" | "ended" | "declined")[];
                            level: string;
                            levelName: string;
                            commissionBp: number | null;
                            /** Format: date-time */
                            appliedAt: string;
                            approvedAt: string | null;
                            endedAt: string | null;
                            version: number;
                            /** @description Members led now */
                            led: number;
                            /** @description A merge has shown that another leader is the same person: end one */
                            twin: boolean;
                            /** @description The rate that holds: the leader's own, or the level's */
                            rateBp: number;
                            /** @description Of led members in the period */
                            orders: number;
                            buyers: number;
                            salesFen: number;
                            refundFen: number;
                            netFen: number;
                            /** @description Preview: net sales by the rate that holds */
                            commissionFen: number;
                            /** @description The level that the net sales of the last 30 days earn */
                            earnedLevel: string | null;
                            /** @description Led now, the latest 500 */
                            members: {
                                memberNo: number;
                                name: string | null;
                                phone: string | null;
                                storeName: string | null;
                                /** Format: date-time */
                                boundAt: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Change a leader's store, pickup point, level or rate
         * @description Access: `leader.write`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    leaderId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The member who leads; with `staffId` when it is one person */
                        memberNo?: number | null;
                        staffId?: string | null;
                        storeNo: number;
                        pickupPoint: string;
                        /** @default  */
                        pickupAddress?: string;
                        level: string;
                        /**
                         * @description Null = the level's
                         * @default null
                         */
                        commissionBp?: number | null;
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            no: number;
                            memberNo: number | null;
                            /** @description Masked */
                            memberName: string | null;
                            staffId: string | null;
                            staffName: string | null;
                            storeNo: number;
                            storeName: string;
                            pickupPoint: string;
                            pickupAddress: string;
                            /** @enum {string} */
                            status: "applied" | "approved" | "paused" | "ended" | "declined";
                            statusReason: string | null;
                            nextStatuses: ("applied" | "approved" | "paused" | "ended" | "declined")[];
                            level: string;
                            levelName: string;
                            commissionBp: number | null;
                            /** Format: date-time */
                            appliedAt: string;
                            approvedAt: string | null;
                            endedAt: string | null;
                            version: number;
                            /** @description Members led now */
                            led: number;
                            /** @description A merge has shown that another leader is the same person: end one */
                            twin: boolean;
                            /** @description The rate that holds: the leader's own, or the level's */
                            rateBp: number;
                            /** @description Of led members in the period */
                            orders: number;
                            buyers: number;
                            salesFen: number;
                            refundFen: number;
                            netFen: number;
                            /** @description Preview: net sales by the rate that holds */
                            commissionFen: number;
                            /** @description The level that the net sales of the last 30 days earn */
                            earnedLevel: string | null;
                            /** @description Led now, the latest 500 */
                            members: {
                                memberNo: number;
                                name: string | null;
                                phone: string | null;
                                storeName: string | null;
                                /** Format: date-time */
                                boundAt: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leaders/{leaderId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve, decline, pause, resume or end a leader
         * @description Access: `leader.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    leaderId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        to: "applied" | "approved" | "paused" | "ended" | "declined";
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            no: number;
                            memberNo: number | null;
                            /** @description Masked */
                            memberName: string | null;
                            staffId: string | null;
                            staffName: string | null;
                            storeNo: number;
                            storeName: string;
                            pickupPoint: string;
                            pickupAddress: string;
                            /** @enum {string} */
                            status: "applied" | "approved" | "paused" | "ended" | "declined";
                            statusReason: string | null;
                            nextStatuses: ("applied" | "approved" | "paused" | "ended" | "declined")[];
                            level: string;
                            levelName: string;
                            commissionBp: number | null;
                            /** Format: date-time */
                            appliedAt: string;
                            approvedAt: string | null;
                            endedAt: string | null;
                            version: number;
                            /** @description Members led now */
                            led: number;
                            /** @description A merge has shown that another leader is the same person: end one */
                            twin: boolean;
                            /** @description The rate that holds: the leader's own, or the level's */
                            rateBp: number;
                            /** @description Of led members in the period */
                            orders: number;
                            buyers: number;
                            salesFen: number;
                            refundFen: number;
                            netFen: number;
                            /** @description Preview: net sales by the rate that holds */
                            commissionFen: number;
                            /** @description The level that the net sales of the last 30 days earn */
                            earnedLevel: string | null;
                            /** @description Led now, the latest 500 */
                            members: {
                                memberNo: number;
                                name: string | null;
                                phone: string | null;
                                storeName: string | null;
                                /** Format: date-time */
                                boundAt: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leaders/{leaderId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give members to a leader; whom another leads is handed over
         * @description Access: `leader.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    leaderId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        memberNos: number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leaders/{leaderId}/members/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let members go
         * @description Access: `leader.write`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    leaderId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        memberNos: number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            count: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leader-levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Levels of leaders with their commission
         * @description Access: `metrics.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** @description Hundredths of a percent of net sales */
                                commissionBp: number;
                                /** @description Net sales in a month from which the level is earned */
                                monthlySalesFen: number;
                            }[];
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        /**
         * Change the levels (headquarters)
         * @description Access: `leader.approve`
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            name: string;
                            /** @description Hundredths of a percent of net sales */
                            commissionBp: number;
                            /** @description Net sales in a month from which the level is earned */
                            monthlySalesFen: number;
                        }[];
                        version: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** @description Hundredths of a percent of net sales */
                                commissionBp: number;
                                /** @description Net sales in a month from which the level is earned */
                                monthlySalesFen: number;
                            }[];
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders, newest first
         * @description Access: `order.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    channel?: string;
                    status?: "paid" | "partially_refunded" | "refunded";
                    /** @description First business day */
                    from?: string;
                    /** @description Last business day */
                    to?: string;
                    memberNo?: number;
                    storeNo?: number;
                    orderCode?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                /** @description The system that numbered the order */
                                source: string;
                                orderCode: string;
                                /** @description Null = anonymous sale */
                                memberNo: number | null;
                                storeNo: number | null;
                                storeName: string | null;
                                channel: string;
                                /** @enum {string} */
                                status: "paid" | "partially_refunded" | "refunded";
                                /** Format: date-time */
                                paidAt: string;
                                /** Format: date */
                                businessDay: string;
                                amountFen: number;
                                refundedFen: number;
                                /** @description Pieces, gifts not counted */
                                items: number;
                                lineCount: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{memberNo}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders of a member, newest first
         * @description Access: `order.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    channel?: string;
                    status?: "paid" | "partially_refunded" | "refunded";
                    /** @description First business day */
                    from?: string;
                    /** @description Last business day */
                    to?: string;
                };
                header?: never;
                path: {
                    memberNo: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: number;
                                /** @description The system that numbered the order */
                                source: string;
                                orderCode: string;
                                /** @description Null = anonymous sale */
                                memberNo: number | null;
                                storeNo: number | null;
                                storeName: string | null;
                                channel: string;
                                /** @enum {string} */
                                status: "paid" | "partially_refunded" | "refunded";
                                /** Format: date-time */
                                paidAt: string;
                                /** Format: date */
                                businessDay: string;
                                amountFen: number;
                                refundedFen: number;
                                /** @description Pieces, gifts not counted */
                                items: number;
                                lineCount: number;
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An order with its lines and refunds
         * @description Access: `order.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                            /** @description The system that numbered the order */
                            source: string;
                            orderCode: string;
                            /** @description Null = anonymous sale */
                            memberNo: number | null;
                            storeNo: number | null;
                            storeName: string | null;
                            channel: string;
                            /** @enum {string} */
                            status: "paid" | "partially_refunded" | "refunded";
                            /** Format: date-time */
                            paidAt: string;
                            /** Format: date */
                            businessDay: string;
                            amountFen: number;
                            refundedFen: number;
                            /** @description Pieces, gifts not counted */
                            items: number;
                            lineCount: number;
                            goodsFen: number;
                            discountFen: number;
                            coupons: string[];
                            lines: {
                                sku: string;
                                name: string;
                                quantity: number;
                                /** @description 1/1000 yuan */
                                unitPriceLi: number | null;
                                /** @description 1/1000 yuan */
                                amountLi: number;
                                /** @enum {boolean} */
                                gift?: true;
                                /** @description Weight or length as the source wrote it */
                                measure?: string;
                            }[];
                            /** @description Rises with each correction or refund */
                            version: number;
                            refunds: {
                                refundCode: string;
                                /** Format: date-time */
                                refundedAt: string;
                                amountFen: number;
                                items: number;
                                lines: {
                                    sku: string;
                                    name: string;
                                    quantity: number;
                                    /** @description 1/1000 yuan */
                                    unitPriceLi: number | null;
                                    /** @description 1/1000 yuan */
                                    amountLi: number;
                                    /** @enum {boolean} */
                                    gift?: true;
                                    /** @description Weight or length as the source wrote it */
                                    measure?: string;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products by sku; search in sku, name and barcode
         * @description Access: `product.read`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    q?: string;
                    category?: string;
                    origin?: "import" | "api" | "order";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                sku: string;
                                name: string;
                                category: string | null;
                                brand: string | null;
                                unit: string | null;
                                barcode: string | null;
                                /** @description 1/1000 yuan */
                                listPriceLi: number | null;
                                /** @enum {string} */
                                status: "on_sale" | "off_sale";
                                /**
                                 * @description `order`: seen in an order, waiting for master data
                                 * @enum {string}
                                 */
                                origin: "import" | "api" | "order";
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product
         * @description Access: `product.read`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sku: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            sku: string;
                            name: string;
                            category: string | null;
                            brand: string | null;
                            unit: string | null;
                            barcode: string | null;
                            /** @description 1/1000 yuan */
                            listPriceLi: number | null;
                            /** @enum {string} */
                            status: "on_sale" | "off_sale";
                            /**
                             * @description `order`: seen in an order, waiting for master data
                             * @enum {string}
                             */
                            origin: "import" | "api" | "order";
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be imported, and the fields of each kind
         * @description Access: `import.run`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kinds: {
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                label: string;
                                fields: {
                                    key: string;
                                    label: string;
                                    hint: string | null;
                                }[];
                                /** @description Of each group at least one */
                                required: string[][];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a file in (multipart/form-data, field `file`); it is streamed to disk
         * @description Access: `import.run`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            sizeBytes: number;
                            sha256: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/files/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a file holds, how it would be read, and the problems in its first rows; writes nothing
         * @description Access: `import.run`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Guessed from the headers when absent
                         * @enum {string}
                         */
                        kind?: "stores" | "products" | "members" | "orders" | "events";
                        headerLine?: number;
                        /** @description XLSX: the sheet to look at; the first that has any rows when absent */
                        sheet?: string;
                        /** @description The corrected mapping; guessed, or taken from a template, when absent */
                        plan?: {
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            sheet?: string;
                            /** @default 1 */
                            headerLine?: number;
                            /** @default {} */
                            columns?: {
                                [key: string]: string;
                            };
                            /** @default {} */
                            constants?: {
                                channel?: string;
                                store_code?: string;
                                type?: string;
                            };
                            /** @default {} */
                            options?: {
                                /** @default import */
                                source?: string;
                                timeZone?: string;
                                /** @enum {string} */
                                dateOrder?: "dmy" | "mdy";
                                /** @default CNY */
                                currency?: string;
                                /** @default false */
                                orderPerCustomerDay?: boolean;
                                /** @default [] */
                                refundPrefixes?: string[];
                                /** @default false */
                                refundNamesOrder?: boolean;
                                /** @default [] */
                                excludePrefixes?: string[];
                                /** @default  */
                                openidScope?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            format: "delimited" | "xlsx";
                            encoding: ("utf-8" | "gb18030" | "utf-16le" | "utf-16be") | null;
                            delimiter: string | null;
                            /** @description XLSX: its sheets; the one that was read is `plan.sheet` when there are several */
                            sheets: string[];
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            fingerprint: string;
                            headers: string[];
                            guesses: {
                                field: string;
                                header: string;
                                confidence: number;
                            }[];
                            /** @description The saved mapping that was taken */
                            template: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            plan: {
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                sheet?: string;
                                /** @default 1 */
                                headerLine: number;
                                /** @default {} */
                                columns: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                constants: {
                                    channel?: string;
                                    store_code?: string;
                                    type?: string;
                                };
                                options: {
                                    /** @default import */
                                    source: string;
                                    timeZone?: string;
                                    /** @enum {string} */
                                    dateOrder?: "dmy" | "mdy";
                                    /** @default CNY */
                                    currency: string;
                                    /** @default false */
                                    orderPerCustomerDay: boolean;
                                    /** @default [] */
                                    refundPrefixes: string[];
                                    /** @default false */
                                    refundNamesOrder: boolean;
                                    /** @default [] */
                                    excludePrefixes: string[];
                                    /** @default  */
                                    openidScope: string;
                                };
                            };
                            /** @description Why the plan cannot be used yet, e.g. a required column is missing */
                            planProblem: string | null;
                            rows: {
                                line: number;
                                cells: string[];
                                problem: {
                                    column: string | null;
                                    reasonCode: string;
                                    reason: string;
                                } | null;
                            }[];
                            scanned: {
                                rows: number;
                                accepted: number;
                                rejected: number;
                                complete: boolean;
                            } | null;
                            problems: {
                                reasonCode: string;
                                reason: string;
                                column: string | null;
                                rows: number;
                                firstLine: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports, newest first; headquarters sees all, others their own
         * @description Access: `import.run`
         */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    kind?: "stores" | "products" | "members" | "orders" | "events";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                no: number;
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                /** @enum {string} */
                                status: "queued" | "running" | "done" | "failed" | "cancelled";
                                /** @enum {string} */
                                phase: "reading" | "applying" | "finished";
                                /** Format: uuid */
                                fileId: string;
                                fileName: string;
                                fileBytes: number;
                                bytesRead: number;
                                rows: {
                                    /** @description accepted + rejected */
                                    read: number;
                                    accepted: number;
                                    rejected: number;
                                    /** @description Part of accepted: said nothing new */
                                    unchanged: number;
                                    /** @description Accepted rows that are written so far */
                                    applied: number;
                                };
                                /** @description Orders and refunds, or master records */
                                documents: {
                                    created: number;
                                    updated: number;
                                    unchanged: number;
                                };
                                progress: number;
                                rowsPerSecond: number | null;
                                remainingSeconds: number | null;
                                failureCode: string | null;
                                failure: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                createdByName: string;
                                startedAt: string | null;
                                finishedAt: string | null;
                                plan: {
                                    /** @enum {string} */
                                    kind: "stores" | "products" | "members" | "orders" | "events";
                                    sheet?: string;
                                    /** @default 1 */
                                    headerLine: number;
                                    /** @default {} */
                                    columns: {
                                        [key: string]: string;
                                    };
                                    /** @default {} */
                                    constants: {
                                        channel?: string;
                                        store_code?: string;
                                        type?: string;
                                    };
                                    options: {
                                        /** @default import */
                                        source: string;
                                        timeZone?: string;
                                        /** @enum {string} */
                                        dateOrder?: "dmy" | "mdy";
                                        /** @default CNY */
                                        currency: string;
                                        /** @default false */
                                        orderPerCustomerDay: boolean;
                                        /** @default [] */
                                        refundPrefixes: string[];
                                        /** @default false */
                                        refundNamesOrder: boolean;
                                        /** @default [] */
                                        excludePrefixes: string[];
                                        /** @default  */
                                        openidScope: string;
                                    };
                                };
                            }[];
                            nextCursor: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Start an import of a file that was handed in
         * @description Access: `import.run`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        fileId: string;
                        plan: {
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            sheet?: string;
                            /** @default 1 */
                            headerLine?: number;
                            /** @default {} */
                            columns?: {
                                [key: string]: string;
                            };
                            /** @default {} */
                            constants?: {
                                channel?: string;
                                store_code?: string;
                                type?: string;
                            };
                            /** @default {} */
                            options?: {
                                /** @default import */
                                source?: string;
                                timeZone?: string;
                                /** @enum {string} */
                                dateOrder?: "dmy" | "mdy";
                                /** @default CNY */
                                currency?: string;
                                /** @default false */
                                orderPerCustomerDay?: boolean;
                                /** @default [] */
                                refundPrefixes?: string[];
                                /** @default false */
                                refundNamesOrder?: boolean;
                                /** @default [] */
                                excludePrefixes?: string[];
                                /** @default  */
                                openidScope?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            no: number;
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            /** @enum {string} */
                            status: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** @enum {string} */
                            phase: "reading" | "applying" | "finished";
                            /** Format: uuid */
                            fileId: string;
                            fileName: string;
                            fileBytes: number;
                            bytesRead: number;
                            rows: {
                                /** @description accepted + rejected */
                                read: number;
                                accepted: number;
                                rejected: number;
                                /** @description Part of accepted: said nothing new */
                                unchanged: number;
                                /** @description Accepted rows that are written so far */
                                applied: number;
                            };
                            /** @description Orders and refunds, or master records */
                            documents: {
                                created: number;
                                updated: number;
                                unchanged: number;
                            };
                            progress: number;
                            rowsPerSecond: number | null;
                            remainingSeconds: number | null;
                            failureCode: string | null;
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                            plan: {
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                sheet?: string;
                                /** @default 1 */
                                headerLine: number;
                                /** @default {} */
                                columns: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                constants: {
                                    channel?: string;
                                    store_code?: string;
                                    type?: string;
                                };
                                options: {
                                    /** @default import */
                                    source: string;
                                    timeZone?: string;
                                    /** @enum {string} */
                                    dateOrder?: "dmy" | "mdy";
                                    /** @default CNY */
                                    currency: string;
                                    /** @default false */
                                    orderPerCustomerDay: boolean;
                                    /** @default [] */
                                    refundPrefixes: string[];
                                    /** @default false */
                                    refundNamesOrder: boolean;
                                    /** @default [] */
                                    excludePrefixes: string[];
                                    /** @default  */
                                    openidScope: string;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An import: progress while it runs, its report afterwards
         * @description Access: `import.run`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            no: number;
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            /** @enum {string} */
                            status: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** @enum {string} */
                            phase: "reading" | "applying" | "finished";
                            /** Format: uuid */
                            fileId: string;
                            fileName: string;
                            fileBytes: number;
                            bytesRead: number;
                            rows: {
                                /** @description accepted + rejected */
                                read: number;
                                accepted: number;
                                rejected: number;
                                /** @description Part of accepted: said nothing new */
                                unchanged: number;
                                /** @description Accepted rows that are written so far */
                                applied: number;
                            };
                            /** @description Orders and refunds, or master records */
                            documents: {
                                created: number;
                                updated: number;
                                unchanged: number;
                            };
                            progress: number;
                            rowsPerSecond: number | null;
                            remainingSeconds: number | null;
                            failureCode: string | null;
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                            plan: {
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                sheet?: string;
                                /** @default 1 */
                                headerLine: number;
                                /** @default {} */
                                columns: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                constants: {
                                    channel?: string;
                                    store_code?: string;
                                    type?: string;
                                };
                                options: {
                                    /** @default import */
                                    source: string;
                                    timeZone?: string;
                                    /** @enum {string} */
                                    dateOrder?: "dmy" | "mdy";
                                    /** @default CNY */
                                    currency: string;
                                    /** @default false */
                                    orderPerCustomerDay: boolean;
                                    /** @default [] */
                                    refundPrefixes: string[];
                                    /** @default false */
                                    refundNamesOrder: boolean;
                                    /** @default [] */
                                    excludePrefixes: string[];
                                    /** @default  */
                                    openidScope: string;
                                };
                            };
                            rejects: {
                                reasonCode: string;
                                reason: string;
                                columnName: string | null;
                                rows: number;
                                firstLine: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an import; what is written stays, importing the file again goes on from there
         * @description Access: `import.run`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            no: number;
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            /** @enum {string} */
                            status: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** @enum {string} */
                            phase: "reading" | "applying" | "finished";
                            /** Format: uuid */
                            fileId: string;
                            fileName: string;
                            fileBytes: number;
                            bytesRead: number;
                            rows: {
                                /** @description accepted + rejected */
                                read: number;
                                accepted: number;
                                rejected: number;
                                /** @description Part of accepted: said nothing new */
                                unchanged: number;
                                /** @description Accepted rows that are written so far */
                                applied: number;
                            };
                            /** @description Orders and refunds, or master records */
                            documents: {
                                created: number;
                                updated: number;
                                unchanged: number;
                            };
                            progress: number;
                            rowsPerSecond: number | null;
                            remainingSeconds: number | null;
                            failureCode: string | null;
                            failure: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            createdByName: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                            plan: {
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                sheet?: string;
                                /** @default 1 */
                                headerLine: number;
                                /** @default {} */
                                columns: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                constants: {
                                    channel?: string;
                                    store_code?: string;
                                    type?: string;
                                };
                                options: {
                                    /** @default import */
                                    source: string;
                                    timeZone?: string;
                                    /** @enum {string} */
                                    dateOrder?: "dmy" | "mdy";
                                    /** @default CNY */
                                    currency: string;
                                    /** @default false */
                                    orderPerCustomerDay: boolean;
                                    /** @default [] */
                                    refundPrefixes: string[];
                                    /** @default false */
                                    refundNamesOrder: boolean;
                                    /** @default [] */
                                    excludePrefixes: string[];
                                    /** @default  */
                                    openidScope: string;
                                };
                            };
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rejects.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rejected rows with line, column, value and reason, as CSV for Excel
         * @description Access: `import.run`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Saved mappings
         * @description Access: `import.run`
         */
        get: {
            parameters: {
                query?: {
                    kind?: "stores" | "products" | "members" | "orders" | "events";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                name: string;
                                fingerprint: string;
                                plan: {
                                    /** @enum {string} */
                                    kind: "stores" | "products" | "members" | "orders" | "events";
                                    sheet?: string;
                                    /** @default 1 */
                                    headerLine: number;
                                    /** @default {} */
                                    columns: {
                                        [key: string]: string;
                                    };
                                    /** @default {} */
                                    constants: {
                                        channel?: string;
                                        store_code?: string;
                                        type?: string;
                                    };
                                    options: {
                                        /** @default import */
                                        source: string;
                                        timeZone?: string;
                                        /** @enum {string} */
                                        dateOrder?: "dmy" | "mdy";
                                        /** @default CNY */
                                        currency: string;
                                        /** @default false */
                                        orderPerCustomerDay: boolean;
                                        /** @default [] */
                                        refundPrefixes: string[];
                                        /** @default false */
                                        refundNamesOrder: boolean;
                                        /** @default [] */
                                        excludePrefixes: string[];
                                        /** @default  */
                                        openidScope: string;
                                    };
                                };
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Save a mapping under a name; files with the same headers are read so from then on
         * @description Access: `import.run`
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        fingerprint: string;
                        plan: {
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            sheet?: string;
                            /** @default 1 */
                            headerLine?: number;
                            /** @default {} */
                            columns?: {
                                [key: string]: string;
                            };
                            /** @default {} */
                            constants?: {
                                channel?: string;
                                store_code?: string;
                                type?: string;
                            };
                            /** @default {} */
                            options?: {
                                /** @default import */
                                source?: string;
                                timeZone?: string;
                                /** @enum {string} */
                                dateOrder?: "dmy" | "mdy";
                                /** @default CNY */
                                currency?: string;
                                /** @default false */
                                orderPerCustomerDay?: boolean;
                                /** @default [] */
                                refundPrefixes?: string[];
                                /** @default false */
                                refundNamesOrder?: boolean;
                                /** @default [] */
                                excludePrefixes?: string[];
                                /** @default  */
                                openidScope?: string;
                            };
                        };
                        /** @default false */
                        replace?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "stores" | "products" | "members" | "orders" | "events";
                            name: string;
                            fingerprint: string;
                            plan: {
                                /** @enum {string} */
                                kind: "stores" | "products" | "members" | "orders" | "events";
                                sheet?: string;
                                /** @default 1 */
                                headerLine: number;
                                /** @default {} */
                                columns: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                constants: {
                                    channel?: string;
                                    store_code?: string;
                                    type?: string;
                                };
                                options: {
                                    /** @default import */
                                    source: string;
                                    timeZone?: string;
                                    /** @enum {string} */
                                    dateOrder?: "dmy" | "mdy";
                                    /** @default CNY */
                                    currency: string;
                                    /** @default false */
                                    orderPerCustomerDay: boolean;
                                    /** @default [] */
                                    refundPrefixes: string[];
                                    /** @default false */
                                    refundNamesOrder: boolean;
                                    /** @default [] */
                                    excludePrefixes: string[];
                                    /** @default  */
                                    openidScope: string;
                                };
                            };
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a saved mapping
         * @description Access: `import.run`
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who runs this installation; known before sign-in
         * @description Access: `public`
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            demo: {
                                accounts: {
                                    login: string;
                                    password: string;
                                    role: string;
                                    label: string;
                                }[];
                            } | null;
                            /** @description What is real and what is made up in the data on show */
                            notice: string | null;
                        };
                    };
                };
                /** @description Default Response */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            type: string;
                            /** @description Chinese, for the person at the screen */
                            title: string;
                            status: number;
                            /** @description Stable; branch on this */
                            code: string;
                            detail?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                            requestId?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        EventInput: {
            /** @description Unique within the source; the same again is acknowledged and ignored */
            eventId: string;
            /**
             * @description See GET /event-types
             * @example page.viewed
             */
            type: string;
            /**
             * Format: date-time
             * @description With offset; any order, any lateness
             */
            occurredAt: string;
            identifiers: {
                kind: string;
                scope?: string;
                value: string;
            }[];
            storeCode?: string;
            /** @example mini_program */
            channel?: string;
            /** @description As the type's schema says */
            properties?: {
                [key: string]: unknown;
            };
        };
        Event: {
            /** @description Unique within the source; the same again is acknowledged and ignored */
            eventId: string;
            /**
             * @description See GET /event-types
             * @example page.viewed
             */
            type: string;
            /**
             * Format: date-time
             * @description With offset; any order, any lateness
             */
            occurredAt: string;
            identifiers: {
                kind: string;
                scope?: string;
                value: string;
            }[];
            storeCode?: string;
            /** @example mini_program */
            channel?: string;
            /** @description As the type's schema says */
            properties?: {
                [key: string]: unknown;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
