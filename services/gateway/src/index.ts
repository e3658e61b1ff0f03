export { addKey } from "./access/add-key.js";
export { checkExposure } from "./access/exposure.js";
export { type ApiKey, parseKeys } from "./access/keys.js";
export { gatewayService } from "./service.js";
export { type Gateway, type GatewayConfig, startGateway } from "./start-gateway.js";
