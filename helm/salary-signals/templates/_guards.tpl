{{/* Combinations that cannot work are refused before anything is installed. */}}
{{- define "salary-signals.guards" -}}
{{- $v := .Values -}}
{{- if not $v.kafka.bootstrapServers }}{{ fail "kafka.bootstrapServers: name the brokers, host:port, separated by commas" }}{{ end -}}
{{- if not $v.registry.url }}{{ fail "registry.url: name the schema registry" }}{{ end -}}
{{- if not $v.employerHashKey.existingSecret }}{{ fail "employerHashKey.existingSecret: name a secret with the key employer.key, 32 bytes or more" }}{{ end -}}
{{- if gt (int $v.replication.factor) (int $v.kafka.brokers) }}
{{- fail (printf "replication.factor: %d replicas do not fit on %d broker(s); %s needs its internal topics to be made" (int $v.replication.factor) (int $v.kafka.brokers) $v.processingGuarantee) }}
{{- end -}}
{{- if gt (int $v.replication.minInsync) (int $v.replication.factor) }}
{{- fail (printf "replication.minInsync: %d replicas in sync are more than the %d that there are; nothing could be written" (int $v.replication.minInsync) (int $v.replication.factor)) }}
{{- end -}}
{{- if and (gt (int $v.replication.factor) 1) (eq (int $v.replication.minInsync) (int $v.replication.factor)) }}
{{- fail (printf "replication.minInsync: %d of %d replicas in sync means that the loss of one broker stops everything; take one less" (int $v.replication.minInsync) (int $v.replication.factor)) }}
{{- end -}}
{{- if le (int $v.terminationGracePeriodSeconds) (int $v.shutdownTimeoutSeconds) }}
{{- fail "terminationGracePeriodSeconds: must be above shutdownTimeoutSeconds, or the last commit is killed" }}
{{- end -}}
{{- if and (hasPrefix "SASL_" $v.kafka.securityProtocol) (not $v.kafka.sasl.existingSecret) }}
{{- fail "kafka.sasl.existingSecret: SASL needs a secret with the key jaas" }}
{{- end -}}
{{- if and $v.kafka.tls.existingSecret (not (has $v.kafka.securityProtocol (list "SSL" "SASL_SSL"))) }}
{{- fail (printf "kafka.tls.existingSecret: kafka.securityProtocol is %s and would not use it" $v.kafka.securityProtocol) }}
{{- end -}}
{{- if and $v.kafka.tls.clientCertificate (not $v.kafka.tls.existingSecret) }}
{{- fail "kafka.tls.clientCertificate: needs kafka.tls.existingSecret" }}
{{- end -}}
{{- $managed := list "topologies" "topic.prefix" "state.dir" "group.instance.id" "group.protocol" "http.host" "http.port" "kafka.bootstrap.servers" "kafka.security.protocol" "registry.url" "topics.partitions" "contributions.partitions" "topics.replication.factor" "topics.min.insync.replicas" "internal.replication.factor" "processing.guarantee" "standby.replicas" "shutdown.timeout" "employer.hash.key.file" "kafka.consumer.session.timeout.ms" -}}
{{- range $key, $_ := $v.settings }}
{{- if has $key $managed }}{{ fail (printf "settings: %s is set by the chart" $key) }}{{ end -}}
{{- end -}}
{{- $seen := dict -}}
{{- range $name, $group := $v.groups }}
{{- if $group.enabled }}
{{- range $topology := $group.topologies }}
{{- if hasKey $seen $topology }}
{{- fail (printf "groups.%s.topologies: %s is in group %s already; two groups would share one application id with different settings" $name $topology (get $seen $topology)) }}
{{- end -}}
{{- $_ := set $seen $topology $name -}}
{{- end -}}
{{- if ge (int $group.standbyReplicas) (int $group.replicas) }}
{{- fail (printf "groups.%s.standbyReplicas: %d warm copies need more than %d pod(s)" $name (int $group.standbyReplicas) (int $group.replicas)) }}
{{- end -}}
{{- range $key, $_ := $group.settings }}
{{- if has $key $managed }}{{ fail (printf "groups.%s.settings: %s is set by the chart" $name $key) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if not $seen }}{{ fail "groups: nothing to run, enable one or more" }}{{ end -}}
{{- end -}}
