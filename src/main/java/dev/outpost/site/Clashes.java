package dev.outpost.site;

import dev.outpost.net.Cidr;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.text.Place;
import dev.outpost.text.YamlMap;

/** What is right word by word but cannot be together. */
record Clashes(YamlMap root, Site site) {

    void refuse() {
        for (var i = 0; i < site.cameras().size(); i++) {
            refuse(site.cameras().get(i), root.maps("cameras").get(i));
        }
        if (site.lan() instanceof LanWish.At(var lan)) {
            refuseInTunnel(lan, root.require("router").map().whereIs("lan"));
        }
    }

    private void refuse(CameraWish camera, YamlMap node) {
        if (site.lan() instanceof LanWish.At(var lan) && lan.address().equals(camera.address())) {
            throw node.whereIs("address")
                    .badValue(camera.address() + " is the router's own address on the LAN", "another one");
        }
        refuseInTunnel(new Cidr(camera.address(), 32), node.whereIs("address"));
        if (camera.exposure() instanceof Exposure.Public open) {
            site.access()
                    .relay()
                    .filter(relay -> relay.ssh().port() == open.port())
                    .ifPresent(relay -> {
                        throw node.whereIs("exposure")
                                .badValue("port " + open.port() + " is the relay's own SSH", "another port");
                    });
        }
    }

    private void refuseInTunnel(Cidr wanted, Place place) {
        site.access().relay().filter(relay -> relay.tunnel().overlaps(wanted)).ifPresent(relay -> {
            throw place.badValue(
                    wanted.address() + " is in the tunnel of relay " + relay.name() + ", " + relay.tunnel(),
                    "an address outside of it, or another tunnel in "
                            + relay.file().getFileName());
        });
    }
}
