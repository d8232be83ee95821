package dev.outpost.proof;

import dev.outpost.camera.CameraTarget;
import dev.outpost.step.Resource;

/** A page that needs nothing but itself: no script, no file from elsewhere. */
final class Html {
    private Html() {}

    /** Text as it may stand in a page; what devices say is only ever text. */
    static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A whole page with its style inside. */
    static String page(String title, String body) {
        return part("page", text(title), file("report.css"), body);
    }

    /** Where one camera's streams and pages are. */
    static String links(CameraTarget camera) {
        return part("links", text(camera.rtspSmall()), text(camera.rtsp()), text(camera.web()));
    }

    /** A part of a page from the file of this name, filled in with what is escaped already. */
    static String part(String name, Object... values) {
        return file(name + ".html").formatted(values);
    }

    private static String file(String name) {
        return Resource.text("/dev/outpost/proof/" + name);
    }
}
