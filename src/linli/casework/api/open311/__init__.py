"""Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2/) under /open311/v2/: requests for programmes, in JSON and XML.

A jurisdiction is a community, its jurisdiction_id the community's short name; a service is a category, a service request
a case. Only what everybody may see appears: confidential categories are neither services nor requests.
"""
