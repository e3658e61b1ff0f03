export { type Gateway, type GatewayConfig, startGateway } from "./start-gateway.js";
