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
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
                            /** @description The tops of what the caller may see */
                            scope: {
                                /** Format: uuid */
                                unitId: string;
                                no: number;
                                name: string;
                                /** @enum {string} */
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                            kind: "headquarters" | "region" | "dealer" | "store";
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
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                            kind: "headquarters" | "region" | "dealer" | "store";
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
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                            kind: "headquarters" | "region" | "dealer" | "store";
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
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                            kind: "headquarters" | "region" | "dealer" | "store";
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
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                            kind: "headquarters" | "region" | "dealer" | "store";
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
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                            kind: "headquarters" | "region" | "dealer" | "store";
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
                                kind: "headquarters" | "region" | "dealer" | "store";
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
                                    unitKind: "headquarters" | "region" | "dealer" | "store";
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
                                unitKind: "headquarters" | "region" | "dealer" | "store";
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
                                unitKind: "headquarters" | "region" | "dealer" | "store";
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
                                unitKind: "headquarters" | "region" | "dealer" | "store";
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
                                unitKind: "headquarters" | "region" | "dealer" | "store";
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
                                unitKind: "headquarters" | "region" | "dealer" | "store";
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
                                code: "organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write";
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
                                permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
                                /** @description The kinds of unit at which it can be held */
                                unitKinds: ("headquarters" | "region" | "dealer" | "store")[];
                                /**
                                 * @description Where the console opens
                                 * @enum {string}
                                 */
                                home: "overview" | "store" | "members" | "audit";
                                builtin: boolean;
                                holders: number;
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
                        permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
                        /** @description The kinds of unit at which it can be held */
                        unitKinds: ("headquarters" | "region" | "dealer" | "store")[];
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
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
                            /** @description The kinds of unit at which it can be held */
                            unitKinds: ("headquarters" | "region" | "dealer" | "store")[];
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
                        permissions?: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
                        /** @description The kinds of unit at which it can be held */
                        unitKinds?: ("headquarters" | "region" | "dealer" | "store")[];
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
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
                            /** @description The kinds of unit at which it can be held */
                            unitKinds: ("headquarters" | "region" | "dealer" | "store")[];
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
                                permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
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
                        permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
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
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
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
                            permissions: ("organization.read" | "organization.write" | "staff.read" | "staff.write" | "role.write" | "api_key.write" | "member.read" | "member.write" | "member.unmask" | "member.export" | "identity.review" | "tag.read" | "tag.write" | "tag.assign" | "tier.write" | "order.read" | "product.read" | "event.write" | "event.review" | "import.run" | "metrics.read" | "audit.read" | "setting.write")[];
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
