package dev.outpost.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Makes wrong inputs of right ones: words put in, parts doubled, cut, moved and flipped. The same seed makes the same inputs. */
final class Mutator {
    private static final int LONGEST = 20_000;

    private final Random random;
    private final Seeds seeds;

    Mutator(Seeds seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    byte[] next() {
        var input = random.nextInt(20) == 0 ? noise() : any();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            input = mutated(input);
        }
        return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    private byte[] mutated(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(40));
        return switch (random.nextInt(8)) {
            case 0 -> replaced(input, from, to, new byte[0]);
            case 1 -> replaced(input, from, from, word());
            case 2 -> replaced(input, from, to, word());
            case 3 ->
                replaced(input, from, from, repeated(Arrays.copyOfRange(input, from, to), 1 + random.nextInt(60)));
            case 4 -> replaced(input, from, from, repeated(word(), 1 + random.nextInt(200)));
            case 5 -> replaced(input, from, to, noise());
            case 6 -> replaced(input, from, input.length, any());
            default -> flipped(input);
        };
    }

    private byte[] flipped(byte[] input) {
        var out = input.clone();
        for (int i = random.nextInt(4); i >= 0 && out.length > 0; i--) {
            out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return out;
    }

    private byte[] any() {
        return seeds.inputs().get(random.nextInt(seeds.inputs().size()));
    }

    private byte[] word() {
        return Seeds.bytes(seeds.words().get(random.nextInt(seeds.words().size())));
    }

    private byte[] noise() {
        var bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] repeated(byte[] part, int times) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        var out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(by);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}
