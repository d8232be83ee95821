package dev.outpost.camera;

import dev.outpost.profile.CameraModel;
import dev.outpost.profile.ProfileBook;
import dev.outpost.site.CameraWish;
import java.util.Optional;

/**
 * Where on its maker's own pages a hand sets what nothing else can.
 *
 * @param maker as its profile, its MAC or the camera itself names him; absent: then nothing is said
 */
public record ByHand(Optional<String> maker) {
    /** What the site file and the wire tell of the maker. */
    public static ByHand of(CameraWish camera, Optional<String> mac) {
        return new ByHand(camera.power()
                .flatMap(CameraWish.Power::model)
                .flatMap(ProfileBook.shipped()::camera)
                .map(CameraModel::name)
                .or(() -> mac.or(camera::mac).flatMap(FoundCamera::maker)));
    }

    /** The same, where nobody knew the maker before. */
    ByHand or(Optional<String> says) {
        return new ByHand(maker.or(() -> says.map(Reply::printable)));
    }

    /** ", Network > Port > ONVIF"; nothing where nobody wrote it down. */
    String at(String thing) {
        return maker.flatMap(who -> ProfileBook.shipped().byHand(who, thing))
                .map(page -> ", " + page)
                .orElse("");
    }
}
