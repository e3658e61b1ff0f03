import { runService } from "@unmask/runtime";
import { workerService } from "./service.js";

await runService(workerService);
