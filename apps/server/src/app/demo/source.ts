/** The system that the demo's customer numbers and order codes belong to. */
export const demoSource = "demo";
