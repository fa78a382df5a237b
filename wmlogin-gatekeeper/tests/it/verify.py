"""Asks whether a ticket is genuine, as the published description of authorize.xiface has it.

Written from the description alone, with nothing but the standard library. Takes the address of the
service and the six values in the published order, prints retval and sval, and ends with 0 if the
ticket is confirmed.
"""

import sys
import urllib.request
import xml.etree.ElementTree as xml

NAMES = ["siteHolder", "user", "ticket", "urlId", "authType", "userAddress"]


def main():
    url, *values = sys.argv[1:]
    if len(values) != len(NAMES):
        sys.exit(f"usage: verify.py URL {' '.join(NAMES)}")
    request = xml.Element("request")
    for name, value in zip(NAMES, values):
        xml.SubElement(request, name).text = value
    question = urllib.request.Request(url, xml.tostring(request), {"Content-Type": "text/xml"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(question, timeout=10) as answer:
        response = xml.fromstring(answer.read())
    if response.tag != "response":
        sys.exit(f"the root is {response.tag}")
    print(response.attrib["retval"], response.attrib["sval"])
    return 0 if int(response.attrib["retval"]) == 0 else 1


sys.exit(main())
