"""The test's door into one network namespace of the virtual machine.

Its listening sockets come from systemd, from the namespace of the test's own wire, while it acts in the namespace that its unit names. One
connection, one order, the first line of it:

    sh SCRIPT              runs a line of sh; what it prints, then status=N
    dial ADDRESS PORT      a TCP connection; connected, refused, unreachable or silent, and then its bytes both ways
    echoes ADDRESS PORT N [SILENCE]  sends N datagrams; how many came back until none did for so long (s)
    tcp ADDRESS            every TCP port; those that accept, and closed=N, silent=N
    udp ADDRESS            every UDP port; those that are not refused by ICMP; slow where ICMP is limited
"""
import errno
import os
import select
import socket
import subprocess
import sys
import threading
import time


def order(peer):
    line = b""
    while not line.endswith(b"\n"):
        byte = peer.recv(1)
        if not byte:
            return None
        line += byte
    return line.decode().strip()


def sh(peer, script):
    status = subprocess.call(["sh", "-c", script], stdin=subprocess.DEVNULL, stdout=peer.fileno(), stderr=peer.fileno())
    peer.sendall(b"status=%d\n" % status)


def dial(peer, address, port, patience="10"):
    far = socket.socket()
    far.settimeout(float(patience))
    try:
        far.connect((address, int(port)))
    except ConnectionRefusedError:
        peer.sendall(b"refused\n")
        return
    except socket.timeout:
        peer.sendall(b"silent\n")
        return
    except OSError:
        peer.sendall(b"unreachable\n")
        return
    far.settimeout(None)
    peer.sendall(b"connected\n")
    there = threading.Thread(target=pump, args=(peer, far), daemon=True)
    there.start()
    pump(far, peer)
    there.join()
    far.close()


def pump(one, other):
    try:
        while True:
            piece = one.recv(65536)
            if not piece:
                break
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def echoes(peer, address, port, count, silence="3"):
    near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    near.settimeout(0.05)
    seen = set()
    for number in range(int(count)):
        near.sendto(b"%d" % number, (address, int(port)))
        hear(near, seen)
    near.settimeout(float(silence))
    while len(seen) < int(count) and hear(near, seen):
        pass
    peer.sendall(b"%d\n" % len(seen))


def hear(near, seen):
    try:
        seen.add(near.recv(64))
        return True
    except OSError:
        return False


def tcp(peer, address):
    accepted, closed, silent = [], 0, range(1, 65536)
    for patience in (3, 10):  # whoever has much to do answers late
        silent, asked = [], silent
        for ports in some(asked):
            waiting, watch = {}, select.epoll()
            for port in ports:
                near = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
                if near.connect_ex((address, port)) in (0, errno.EINPROGRESS):
                    waiting[near.fileno()] = (near, port)
                    watch.register(near.fileno(), select.EPOLLOUT)
                else:
                    closed += 1
                    near.close()
            for near, port in answered(waiting, watch, patience):
                if near.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                    accepted.append(port)
                else:
                    closed += 1
                near.close()
            silent += left(waiting)
            watch.close()
    peer.sendall(("%s closed=%d silent=%d\n" % (" ".join(map(str, accepted)), closed, len(silent))).encode())


def udp(peer, address):
    quiet = range(1, 65536)
    for patience in (1.5, 5, 15):
        quiet, asked = [], quiet
        for ports in some(asked):
            waiting, watch = {}, select.epoll()
            for port in ports:
                near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
                near.connect((address, port))
                near.send(b"x")
                waiting[near.fileno()] = (near, port)
                watch.register(near.fileno(), select.EPOLLERR)
            for near, _ in answered(waiting, watch, patience):
                near.close()
            quiet += left(waiting)
            watch.close()
        if len(quiet) < 2:
            break  # one alone is no luck
    peer.sendall(("%s\n" % " ".join(map(str, quiet))).encode())


def some(ports):
    return [ports[at:at + 400] for at in range(0, len(ports), 400)]


def answered(waiting, watch, patience):
    """Takes those out of the waiting that have an answer, until so long (s) after the first question."""
    end = time.monotonic() + patience
    while waiting and time.monotonic() < end:
        for number, _ in watch.poll(0.2):
            yield waiting.pop(number)


def left(waiting):
    for near, _ in waiting.values():
        near.close()
    return [port for _, port in waiting.values()]


ORDERS = {"sh": sh, "dial": dial, "echoes": echoes, "tcp": tcp, "udp": udp}


def serve(peer):
    try:
        line = order(peer)
        if line:
            verb, _, rest = line.partition(" ")
            ORDERS[verb](peer, *([rest] if verb == "sh" else rest.split()))
    except OSError:
        pass  # the test has gone
    finally:
        peer.close()


def banner(port):
    """Something that listens where nobody of the tunnel may come."""
    there = socket.create_server(("0.0.0.0", port))
    while True:
        peer, _ = there.accept()
        peer.sendall(b"SSH-2.0-here\r\n")
        peer.close()


def echo(port):
    near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    near.bind(("0.0.0.0", port))
    while True:
        piece, whence = near.recvfrom(2048)
        near.sendto(piece, whence)


def main():
    for word in sys.argv[1:]:
        kind, port = word.split(":")
        threading.Thread(target={"banner": banner, "echo": echo}[kind], args=(int(port),), daemon=True).start()
    door = socket.socket(fileno=3)
    door.settimeout(None)
    while True:
        peer, _ = door.accept()
        threading.Thread(target=serve, args=(peer,), daemon=True).start()


os.environ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin"
main()
