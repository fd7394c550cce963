"""One upload with requests, as HubSpot's guide shows it for curl."""
import json
import sys
import time

import requests

path, address, certificate = sys.argv[1:4]
body = json.dumps({"name": "benchmark", "files": [{"fileName": "contacts.csv", "fileFormat": "CSV", "fileImportPage": {"hasHeader": True, "columnMappings": []}}]})
started = time.perf_counter()
with open(path, "rb") as file:
    answer = requests.post(
        f"{address}/crm/v3/imports/",
        headers={"Authorization": "Bearer benchmark"},
        files={"files": ("contacts.csv", file, "text/csv"), "importRequest": (None, body, "application/json")},
        verify=certificate)
answer.raise_for_status()
print(json.dumps({"ms": [(time.perf_counter() - started) * 1000], "more": {"received": [int(answer.json()["id"])]}}))
