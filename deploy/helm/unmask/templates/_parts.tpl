{{- define "unmask.labels" -}}
app.kubernetes.io/name: unmask
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "unmask.image" -}}
{{ .root.Values.image.repository }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "unmask.workerImage" -}}
{{- $own := .root.Values.worker.image -}}
{{ $own.repository | default .root.Values.image.repository }}:{{ $own.tag | default .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "unmask.security" -}}
runAsNonRoot: true
runAsUser: 1000
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "unmask.commonEnv" -}}
- { name: UNMASK_LOG_LEVEL, value: {{ .root.Values.logLevel | quote }} }
- { name: UNMASK_METRICS_COMPAT, value: {{ .root.Values.metricsCompat | quote }} }
{{- with .root.Values.tracing }}{{- if .endpoint }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ .endpoint | quote }} }
- { name: OTEL_TRACES_SAMPLER, value: {{ .sampler | quote }} }
- { name: OTEL_TRACES_SAMPLER_ARG, value: {{ .samplerArg | quote }} }
{{- end }}{{- end }}
{{- end }}

{{- define "unmask.furtherEnv" -}}
{{- range $name, $value := (index .root.Values .component).env }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}

{{- define "unmask.redisEnv" -}}
- name: REDIS_URL
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.redis.existingSecret | default (printf "%s-redis" .root.Release.Name) }}
      key: url
{{- end }}

{{- define "unmask.modelEnv" -}}
{{- if .root.Values.modelClaim }}
- { name: UNMASK_MODEL, value: {{ printf "/models/%s" .root.Values.modelFolder | quote }} }
{{- else }}
- { name: UNMASK_MODEL, value: /app/models/pebble }
{{- end }}
{{- end }}

{{- define "unmask.modelMount" -}}
- { name: tmp, mountPath: /tmp }
{{- if .root.Values.modelClaim }}
- { name: models, mountPath: /models, readOnly: true }
{{- end }}
{{- end }}

{{- define "unmask.modelVolume" -}}
- { name: tmp, emptyDir: {} }
{{- if .root.Values.modelClaim }}
- { name: models, persistentVolumeClaim: { claimName: {{ .root.Values.modelClaim }}, readOnly: true } }
{{- end }}
{{- end }}

{{- define "unmask.probes" -}}
startupProbe: { httpGet: { path: /livez, port: {{ .port }} }, periodSeconds: 2, failureThreshold: 60 }
livenessProbe: { httpGet: { path: /livez, port: {{ .port }} }, periodSeconds: 10, timeoutSeconds: 5 }
readinessProbe: { httpGet: { path: /readyz, port: {{ .port }} }, periodSeconds: 5, timeoutSeconds: 5 }
{{- end }}
