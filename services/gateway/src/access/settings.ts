import { choiceSetting, textSetting } from "@unmask/runtime";

/** Who may come in, as environment variables. */
export const accessSettings = {
  UNMASK_KEYS: textSetting().optional().describe("a file of API keys; docs/access.md has its form"),
  UNMASK_INSECURE: choiceSetting(["yes", "no"]).default("no").describe("yes: listen beyond this machine without keys"),
};
