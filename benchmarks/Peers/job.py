"""The whole job with requests."""
import json
import os
import sys
import time

import requests

path, address, request_path = sys.argv[1:4]
session = requests.Session()
session.headers["Authorization"] = "Bearer benchmark"
with open(path, "rb") as file, open(request_path, encoding="utf-8") as request:
    answer = session.post(f"{address}/crm/v3/imports/", files={
        "files": (os.path.basename(path), file, "text/csv"),
        "importRequest": (None, request.read(), "application/json"),
    })
answer.raise_for_status()
state = answer.json()
while state["state"] not in ("DONE", "FAILED", "CANCELED"):
    time.sleep(1)
    state = session.get(f"{address}/crm/v3/imports/{state['id']}").json()

print(json.dumps({"more": {"id": [int(state["id"])]}}))
