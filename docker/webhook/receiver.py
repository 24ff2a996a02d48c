"""An example of what receives alerts: prints one line per alert of each notification.

    python3 receiver.py [PORT]          Python 3, no packages; bound to loopback unless in a container

The body is version 4 of Alertmanager's webhook format.
"""
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            notification = json.loads(body)
            for alert in notification["alerts"]:
                labels, notes = alert["labels"], alert.get("annotations", {})
                print(notification["receiver"], alert["status"], labels["alertname"],
                      labels.get("severity", "-"), notes.get("summary", ""), sep="\t", flush=True)
        except (ValueError, KeyError, TypeError) as error:
            # Alertmanager tries again on 5xx only: what can never be read is refused for good.
            self.send_error(400, str(error))
            return
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 9099
    host = "0.0.0.0" if os.environ.get("HOSTNAME") and os.getpid() == 1 else "127.0.0.1"
    server = HTTPServer((host, port), Receiver)
    print("listening on port", server.server_port, flush=True)
    server.serve_forever()
