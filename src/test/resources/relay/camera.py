"""A camera that speaks RTSP on port 554 of ADDRESS and sends its stream over UDP to whoever asks: small packets, and each second one of SIZE bytes.

Usage: camera.py ADDRESS SIZE; with SIZE 0 it sends none over UDP."""
import re
import socket
import struct
import sys
import threading
import time

ADDRESS, SIZE = sys.argv[1], int(sys.argv[2])
RTP = 6970
SDP = "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n"


def play(far, near, playing):
    for number in range(3000):
        if not playing.is_set():
            return
        size = SIZE if number % 2 else 200
        packet = struct.pack(">BBHII", 0x80, 96, number, number * 3000, 7) + bytes(size - 12)
        try:
            near.sendto(packet, far)
        except OSError:
            pass  # too long for what it was told of the way
        time.sleep(0.01)


def serve(peer):
    near, far, playing = None, None, threading.Event()
    lines = peer.makefile("rb")
    while True:
        head = []
        for line in lines:
            if line == b"\r\n":
                break
            head.append(line.decode().strip())
        if not head:
            playing.clear()
            return
        method, sequence, more, body = head[0].split()[0], "0", "", ""
        status = "200 OK"
        for line in head:
            name, _, value = line.partition(": ")
            if name == "CSeq":
                sequence = value
            if name == "Transport":
                ports = re.search(r"client_port=(\d+)", value)
                if ports and SIZE:
                    far = (peer.getpeername()[0], int(ports.group(1)))
                    near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    near.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    near.bind((ADDRESS, RTP))
                    more = "Session: 42;timeout=60\r\nTransport: %s;server_port=%d-%d;ssrc=00000007\r\n" % (value, RTP, RTP + 1)
                else:
                    status = "461 Unsupported Transport"
        if method == "DESCRIBE":
            more, body = "Content-Type: application/sdp\r\nContent-Length: %d\r\n" % len(SDP), SDP
        if method == "PLAY":
            playing.set()
        peer.sendall(("RTSP/1.0 %s\r\nCSeq: %s\r\n%s\r\n%s" % (status, sequence, more, body)).encode())
        if method == "PLAY":
            threading.Thread(target=play, args=(far, near, playing), daemon=True).start()
        if method == "TEARDOWN":
            playing.clear()
            near.close()


there = socket.create_server((ADDRESS, 554))
print("listens", flush=True)
while True:
    threading.Thread(target=serve, args=(there.accept()[0],), daemon=True).start()
