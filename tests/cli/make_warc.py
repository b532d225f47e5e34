#!/usr/bin/env python3
"""Writes a WARC file, one gzip member a record, from a list of records in JSON on standard input.

usage: make_warc.py FILE < records.json
A record: {"url", "date", "status" (of a response, else a resource), "type" (media type), "body", "fields" (more of the
WARC header), "kind" (response, resource, revisit)}. "digest": "right" or "wrong" states a payload digest."""
import base64
import gzip
import hashlib
import json
import sys
import uuid


def record(number, one):
    body = one.get('body', '').encode()
    kind = one.get('kind') or ('response' if 'status' in one else 'resource')
    media = one.get('type', 'text/html')
    if kind == 'resource':
        block, content_type = body, media
    else:
        block = f"HTTP/1.1 {one.get('status', 200)} X\r\nContent-Type: {media}\r\n\r\n".encode() + body
        content_type = 'application/http; msgtype=response'
    fields = {'WARC-Type': kind, 'WARC-Record-ID': f'<urn:uuid:{uuid.UUID(int=number + 1)}>',
              'WARC-Date': one.get('date', '2020-01-01T00:00:00Z'), 'WARC-Target-URI': one['url'],
              'Content-Type': content_type, **one.get('fields', {})}
    if 'digest' in one:
        digested = body if one['digest'] == 'right' else body + b'!'
        fields['WARC-Payload-Digest'] = 'sha1:' + base64.b32encode(hashlib.sha1(digested).digest()).decode()
    head = 'WARC/1.0\r\n' + ''.join(f'{k}: {v}\r\n' for k, v in fields.items())
    return gzip.compress(head.encode() + f'Content-Length: {len(block)}\r\n\r\n'.encode() + block + b'\r\n\r\n', mtime=0)


def main():
    with open(sys.argv[1], 'wb') as out:
        for number, one in enumerate(json.load(sys.stdin)):
            out.write(record(number, one))


main()
