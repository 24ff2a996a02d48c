{{/* Names stay short: a pod's name is its group.instance.id, 60 characters at most. */}}
{{- define "salary-signals.fullname" -}}
{{- if contains "salary-signals" .Release.Name -}}
{{- .Release.Name | trunc 36 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-salary-signals" (.Release.Name | trunc 21 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}

{{- define "salary-signals.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
app.kubernetes.io/part-of: salary-signals
{{ include "salary-signals.selector" . }}
{{- end -}}

{{- define "salary-signals.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "salary-signals.image" -}}
{{ printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) | quote }}
{{- end -}}

{{- define "salary-signals.serviceAccount" -}}
{{ default (include "salary-signals.fullname" .) .Values.serviceAccount.name }}
{{- end -}}

{{- define "salary-signals.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "salary-signals.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* What every process of the release is told, as properties. */}}
{{- define "salary-signals.properties" -}}
kafka.bootstrap.servers={{ .Values.kafka.bootstrapServers }}
kafka.security.protocol={{ .Values.kafka.securityProtocol }}
{{- if .Values.kafka.tls.existingSecret }}
kafka.ssl.truststore.type=PKCS12
kafka.ssl.truststore.location=/etc/salary-signals/kafka-tls/truststore.p12
{{- if .Values.kafka.tls.clientCertificate }}
kafka.ssl.keystore.type=PKCS12
kafka.ssl.keystore.location=/etc/salary-signals/kafka-tls/keystore.p12
{{- end }}
{{- end }}
{{- if hasPrefix "SASL_" .Values.kafka.securityProtocol }}
kafka.sasl.mechanism={{ .Values.kafka.sasl.mechanism }}
{{- end }}
registry.url={{ .Values.registry.url }}
topic.prefix={{ .Values.topicPrefix }}
topics.partitions={{ .Values.topics.partitions }}
contributions.partitions={{ .Values.topics.contributionsPartitions }}
topics.replication.factor={{ .Values.replication.factor }}
topics.min.insync.replicas={{ .Values.replication.minInsync }}
internal.replication.factor={{ .Values.replication.factor }}
processing.guarantee={{ .Values.processingGuarantee }}
{{- range $key, $value := .Values.settings }}
{{ $key }}={{ $value }}
{{- end }}
{{- end -}}

{{/* Secrets reach the process as variables and mounted files, never as arguments. */}}
{{- define "salary-signals.secretEnv" -}}
{{- with .Values.kafka.tls }}
{{- if .existingSecret }}
- name: SALARY_SIGNALS_KAFKA_SSL_TRUSTSTORE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: truststore.password}}
{{- if .clientCertificate }}
- name: SALARY_SIGNALS_KAFKA_SSL_KEYSTORE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: keystore.password}}
{{- end }}
{{- end }}
{{- end }}
{{- if hasPrefix "SASL_" .Values.kafka.securityProtocol }}
- name: SALARY_SIGNALS_KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {name: {{ .Values.kafka.sasl.existingSecret | quote }}, key: jaas}}
{{- end }}
{{- if .Values.registry.existingSecret }}
- name: SALARY_SIGNALS_REGISTRY_BASIC_AUTH_USER_INFO
  valueFrom: {secretKeyRef: {name: {{ .Values.registry.existingSecret | quote }}, key: userInfo}}
{{- end }}
{{- end -}}

{{- define "salary-signals.mounts" -}}
- name: config
  mountPath: /etc/salary-signals/config
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .Values.kafka.tls.existingSecret }}
- name: kafka-tls
  mountPath: /etc/salary-signals/kafka-tls
  readOnly: true
{{- end }}
{{- end -}}

{{- define "salary-signals.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- if .Values.kafka.tls.existingSecret }}
- name: kafka-tls
  secret:
    secretName: {{ .Values.kafka.tls.existingSecret | quote }}
    defaultMode: 0440
{{- end }}
{{- end -}}
