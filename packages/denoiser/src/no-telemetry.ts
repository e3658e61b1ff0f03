// ONNX Runtime's official Linux builds report to their maker from 1.29 on, and keep a database in the home folder for it,
// unless this is set before the library is loaded. Nobody who serves a model agreed to that.
process.env.ORT_DISABLE_TELEMETRY ??= "1";
