import { runService } from "@unmask/runtime";
import { schedulerService } from "./service.js";

await runService(schedulerService);
