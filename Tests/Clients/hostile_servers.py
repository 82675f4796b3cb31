"""Servers and proxies that the HTTP client's tests meet: TLS with every fault, scripted HTTP/2, nghttpd, tinyproxy.

Usage: hostile_servers.py FOLDER
Prints a line `name port` for each, then `ready`. Serves until its standard input ends; `kill NAME` there ends a program
that it started. Everything listens on 127.0.0.1; certificates are made in FOLDER.
"""

import pathlib
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
import zlib

from hostile_http2 import serve_http2

folder = pathlib.Path(sys.argv[1])
children = {}


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_authority(name):
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", f"/CN=dbmon test {name}")


def make_certificate(name, authority, names, days="2"):
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
    (folder / f"{name}.ext").write_text(f"subjectAltName={names}\n")
    openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key",
            "-CAcreateserial", "-days", days, "-extfile", f"{name}.ext", "-out", f"{name}.pem")


def make_certificates():
    ours = "DNS:localhost,IP:127.0.0.1,IP:0.0.0.0"
    make_authority("authority")
    make_authority("stranger")
    make_certificate("good", "authority", ours)
    make_certificate("wrong-name", "authority", "DNS:other.example")
    make_certificate("expired", "authority", ours, days="-1")
    make_certificate("unknown-authority", "stranger", ours)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-keyout", "self-signed.key", "-out", "self-signed.pem", "-subj", "/CN=localhost",
            "-addext", f"subjectAltName={ours}")
    (folder / "trusted").mkdir()
    shutil.copy(folder / "authority.pem", folder / "trusted")
    openssl("rehash", "trusted")


def context(certificate):
    result = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    result.load_cert_chain(folder / f"{certificate}.pem", folder / f"{certificate}.key")
    return result


def listen(name, handle):
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    print(name, listener.getsockname()[1], flush=True)

    def serve():
        number = 0
        while True:
            connection, _ = listener.accept()
            number += 1
            threading.Thread(target=guarded, args=(handle, connection, number), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()


def guarded(handle, connection, number):
    try:
        handle(connection, number)
    except (OSError, ssl.SSLError):
        pass
    finally:
        connection.close()


def read_request(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(4096)
        if not part:
            return None
        data += part
    return data.decode()


def answer(connection, body, headers=""):
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode()
    connection.sendall(head + body)


def plain(connection, number):
    while read_request(connection):
        answer(connection, b"ok")


def no_tls(connection, number):
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def tls(certificate, prepare=lambda context: None):
    settings = context(certificate)
    prepare(settings)

    def handle(connection, number):
        with settings.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) as wrapped:
            try:
                wrapped.do_handshake()
            except ssl.SSLError:
                # What the client still sends must be read, or its end of the connection is reset before it has read
                # why it was refused.
                socket.socket.shutdown(wrapped, socket.SHUT_WR)
                while socket.socket.recv(wrapped, 4096):
                    pass
                return
            plain(wrapped, number)

    return handle


def old_protocol(settings):
    settings.set_ciphers("ALL:@SECLEVEL=0")
    settings.minimum_version = ssl.TLSVersion.TLSv1
    settings.maximum_version = ssl.TLSVersion.TLSv1


def demand_certificate(settings):
    settings.load_verify_locations(folder / "authority.pem")
    settings.verify_mode = ssl.CERT_REQUIRED


def silent(connection, number):
    while connection.recv(4096):
        pass


def reset(connection, number):
    connection.recv(4096)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def zeros():
    """10 GiB of zeros in one gzip member: the same packed megabyte again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + block * 10_240 + packer.flush() + struct.pack("<II", 0, 0)


def bomb(body):
    def handle(connection, number):
        while read_request(connection):
            answer(connection, body, "Content-Encoding: gzip\r\n")

    return handle


def http2(connection, number):
    settings = context("good")
    settings.set_alpn_protocols(["h2"])
    with settings.wrap_socket(connection, server_side=True) as wrapped:
        serve_http2(wrapped, number)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def start(name, command):
    """Starts a program that listens on a port it is given; another one where somebody else took the port meanwhile."""
    for _ in range(20):
        port = free_port()
        child = subprocess.Popen(command(port), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=folder)
        for _ in range(600):
            if child.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                children[name] = child
                print(name, port, flush=True)
                return
            except OSError:
                threading.Event().wait(0.05)
        child.kill()
    raise SystemExit(f"{command(0)[0]} does not start")


def nghttpd(port):
    return ["nghttpd", "--address=127.0.0.1", "--max-concurrent-streams=10", f"--htdocs={folder}/documents", str(port),
            f"{folder}/good.key", f"{folder}/good.pem"]


def tinyproxy(name, *more):
    def command(port):
        (folder / f"{name}.conf").write_text("\n".join([
            f"Port {port}", "Listen 127.0.0.1", "Timeout 60", "MaxClients 100", "Allow 127.0.0.1", "LogLevel Connect",
            f'LogFile "{folder}/{name}.log"', *more, ""]))
        return ["tinyproxy", "-d", "-c", f"{folder}/{name}.conf"]

    return command


def main():
    make_certificates()
    (folder / "documents").mkdir()
    (folder / "documents" / "page.json").write_text('{"page": "' + "0123456789" * 4_000 + '"}')
    listen("plain", no_tls)
    for name in ["good", "wrong-name", "expired", "unknown-authority", "self-signed"]:
        listen(name, tls(name))
    listen("old-protocol", tls("good", old_protocol))
    listen("client-certificate", tls("good", demand_certificate))
    listen("silent", silent)
    listen("reset", reset)
    listen("bomb", bomb(zeros()))
    listen("http2", http2)
    start("nghttpd", nghttpd)
    start("doomed", nghttpd)
    start("proxy", tinyproxy("proxy"))
    start("proxy-auth", tinyproxy("proxy-auth", "BasicAuth ana pa55-w0rd"))
    start("proxy-narrow", tinyproxy("proxy-narrow", "ConnectPort 443"))
    print("ready", flush=True)
    for line in sys.stdin:
        if line.startswith("kill "):
            children[line.split()[1]].kill()


try:
    main()
finally:
    for child in children.values():
        child.kill()
