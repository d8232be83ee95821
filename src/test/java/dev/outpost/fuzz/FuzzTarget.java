package dev.outpost.fuzz;

import dev.outpost.adapter.usb.pasted.PastedUsb;
import dev.outpost.at.AtAnswers;
import dev.outpost.dongle.Descriptors;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.SysfsReader;
import dev.outpost.dongle.UsbBus;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A reader that takes bytes of a stranger. It may refuse them with a {@link ProblemException} where that is its way, and do nothing else. */
enum FuzzTarget {
    /** One dialogue with a modem that says these bytes in pieces, and every parser on every line of them. */
    AT {
        @Override
        void read(byte[] bytes) {
            AtAnswers.converse(bytes);
            AtAnswers.parse(text(bytes).lines().limit(200).toList());
        }
    },
    /** Raw USB descriptors. */
    DESCRIPTORS {
        @Override
        void read(byte[] bytes) {
            Descriptors.read(bytes);
        }
    },
    /** A dump from a forum, and what is decided from it. */
    USB_TEXT {
        @Override
        void read(byte[] bytes) {
            decide(PastedUsb.read(bytes));
        }
    },
    /** Values of sysfs files: the lines of the text, in turn. */
    SYSFS {
        @Override
        void read(byte[] bytes) {
            decide(new SysfsReader(new Values(text(bytes).lines().toList()), "/dev"));
        }
    },
    /** A device profile. */
    PROFILE {
        @Override
        void read(byte[] bytes) {
            try {
                ProfileBook.check("fuzz.yaml", text(bytes));
            } catch (ProblemException e) {
                return;
            }
        }
    },
    /** Any YAML: a site file, a saved probe. */
    YAML {
        @Override
        void read(byte[] bytes) {
            try {
                Yaml.parse("fuzz.yaml", text(bytes));
            } catch (ProblemException e) {
                return;
            }
        }
    };

    abstract void read(byte[] bytes);

    /** Entry for a coverage-guided fuzzer such as Jazzer: the first byte chooses. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length > 0) {
            values()[Math.floorMod(bytes[0], values().length)].read(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }

    private static void decide(UsbBus bus) {
        bus.devices().forEach(device -> {
            var layout = Layout.of(device);
            layout.mode();
            layout.pcui();
        });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** One device with three interfaces whose files say what the lines say. */
    private record Values(List<String> lines) implements SysfsReader.Files {
        @Override
        public List<String> names(String folder) {
            return switch (folder) {
                case "" -> List.of("1-1", "1-1:1.0", "1-1:1.1", "1-1:1.2", line("names"));
                default -> List.of("ttyUSB0", "tty", "net", "usbmisc", line(folder));
            };
        }

        @Override
        public Optional<String> text(String file) {
            return file.endsWith("/idVendor") || file.endsWith("/idProduct")
                    ? Optional.of("12d1")
                    : Optional.of(line(file).strip()).filter(l -> !l.isEmpty());
        }

        @Override
        public Optional<String> link(String file) {
            return Optional.of(line(file));
        }

        private String line(String file) {
            return lines.isEmpty() ? "" : lines.get(Math.floorMod(file.hashCode(), lines.size()));
        }
    }
}
