# A camera's two streams from files, by GStreamer's own RTSP server: digest login, port chosen by the system and printed.
import sys
import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
gi.require_version("GstRtsp", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

Gst.init(None)
server = GstRtspServer.RTSPServer.new()
server.set_address("127.0.0.1")
server.set_service("0")
auth = GstRtspServer.RTSPAuth.new()
auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
token = GstRtspServer.RTSPToken.new()
token.set_string("media.factory.role", "user")
auth.add_digest(sys.argv[1], sys.argv[2], token)
server.set_auth(auth)
for path, codec, file in zip(*[iter(sys.argv[3:])] * 3):
    factory = GstRtspServer.RTSPMediaFactory.new()
    factory.set_launch("( filesrc location=%s ! matroskademux ! %sparse ! rtp%spay name=pay0 pt=96 )" % (file, codec, codec))
    factory.add_role_from_structure(Gst.Structure.new_from_string("user, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"))
    server.get_mount_points().add_factory(path, factory)
server.attach(None)
print(server.get_bound_port(), flush=True)
GLib.MainLoop().run()
