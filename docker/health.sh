#!/bin/bash
# Asks /health/ready without any tool that the image lacks:  health.sh [PATH] [HOST]
exec 3<>"/dev/tcp/${2:-127.0.0.1}/${SALARY_SIGNALS_HTTP_PORT:-8088}" || exit 1
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "${1:-/health/ready}" >&3
read -r -t 4 _ code _ <&3 || exit 1
[ "$code" = 200 ]
