/** ONNX Runtime, as every other file here imports it. */
import "./no-telemetry.js";
import ort from "onnxruntime-node";

export default ort;
