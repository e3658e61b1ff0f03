import { runService } from "@unmask/runtime";
import { gatewayService } from "./service.js";

await runService(gatewayService);
