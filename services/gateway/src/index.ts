export { addKey } from "./access/add-key.js";
export { gatewayService } from "./service.js";
export { type Gateway, type GatewayConfig, startGateway } from "./start-gateway.js";
