import { choiceSetting, textSetting } from "@unmask/runtime";

/** Who may come in, as environment variables. */
export const accessSettings = {
  // A file of API keys; docs/access.md has its form.
  UNMASK_KEYS: textSetting().optional(),
  // Listen beyond this machine without keys.
  UNMASK_INSECURE: choiceSetting(["yes", "no"]).default("no"),
};
